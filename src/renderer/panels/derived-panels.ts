import type { PanelDefinition } from './panel-definition';
import { tr } from '../strings/translate';

/** Panels of what is computed: below those of the instruments, each only where the unit has one of its channels. */
export function derivedPanels(component: PanelDefinition['component']): readonly PanelDefinition[] {
  return definitions.map((definition) => ({ ...definition, component }));
}

const definitions: readonly Omit<PanelDefinition, 'component'>[] = [
  {
    id: 'growth',
    title: tr('Growth rate'),
    left: {
      unit: '1/h',
      minSpan: 0.1,
      include: 0,
      lines: [
        { tag: 'mu', label: tr('Model'), colour: 5 },
        { tag: 'mu_TS', label: tr('Theil-Sen'), colour: 4, band: { sigma: 'mu_TS_sigma' } },
        { tag: 'mu_KF', label: tr('Kalman'), colour: 3, band: { sigma: 'mu_KF_sigma' } },
      ],
    },
    right: null,
  },
  {
    id: 'specific-rates',
    title: tr('Specific rates'),
    left: { unit: 'mmol/g/h', minSpan: 1, include: 0, lines: [{ tag: 'qO2', label: tr('qO₂'), colour: 1 }] },
    right: { unit: 'g/g/h', minSpan: 0.1, include: 0, lines: [{ tag: 'qS', label: tr('qS'), colour: 3 }] },
  },
  {
    id: 'oxygen-transfer',
    title: tr('Oxygen transfer'),
    left: {
      unit: 'kLa, 1/h',
      minSpan: 50,
      include: 0,
      lines: [
        { tag: 'kLa', label: tr('kLa'), colour: 4 },
        { tag: 'kLa_dyn', label: tr('Gassing test'), colour: 5, band: { sigma: 'kLa_dyn_sigma' } },
      ],
    },
    right: {
      unit: 'mmol/L',
      minSpan: 0.1,
      include: 0,
      lines: [
        { tag: 'DO_mmol', label: tr('DO'), colour: 1 },
        { tag: 'C_star', label: 'C*', colour: 8, dashed: true },
      ],
    },
  },
  {
    id: 'oxygen-supply',
    title: tr('Oxygen supply'),
    left: {
      unit: 'mmol/L/h',
      minSpan: 10,
      include: 0,
      lines: [{ tag: 'OTR', label: tr('OTR'), colour: 1 }],
    },
    right: { unit: '% O₂', minSpan: 5, lines: [{ tag: 'O2_in', label: tr('O₂ in'), colour: 4 }] },
  },
  {
    id: 'balances',
    title: tr('Volume and additions'),
    left: {
      unit: 'mL',
      minSpan: 10,
      include: 0,
      lines: [
        { tag: 'Base_total', label: tr('Base'), colour: 7 },
        { tag: 'Feed_gly_total', label: tr('Glycerol'), colour: 3 },
        { tag: 'Feed_meoh_total', label: tr('Methanol'), colour: 6 },
      ],
    },
    right: { unit: 'L', minSpan: 0.2, lines: [{ tag: 'Volume', label: tr('Volume'), colour: 8 }] },
  },
  {
    id: 'carbon',
    title: tr('Carbon and yield'),
    left: { unit: '%', minSpan: 10, lines: [{ tag: 'C_recovery', label: tr('Carbon found'), colour: 2 }] },
    right: { unit: 'g/g', minSpan: 0.1, lines: [{ tag: 'Y_XS', label: tr('Yield'), colour: 5 }] },
  },
  {
    id: 'power-and-heat',
    title: tr('Power and heat'),
    left: {
      unit: 'W/L',
      minSpan: 1,
      include: 0,
      lines: [
        { tag: 'P_V', label: tr('Stirrer'), colour: 8 },
        { tag: 'Heat', label: tr('Heat'), colour: 6 },
      ],
    },
    right: { unit: 'm/s', minSpan: 0.5, lines: [{ tag: 'Tip_speed', label: tr('Tip'), colour: 7 }] },
  },
  {
    id: 'torque',
    title: tr('Torque and its power'),
    left: { unit: 'W', minSpan: 10, include: 0, lines: [{ tag: 'P_torque', label: tr('Power'), colour: 4 }] },
    right: {
      unit: '% torque',
      minSpan: 10,
      include: 0,
      lines: [{ tag: 'Stir_torque', label: tr('Torque'), colour: 8 }],
    },
  },
  {
    id: 'do-probe',
    title: tr('DO probe response'),
    left: {
      unit: 's',
      minSpan: 20,
      include: 0,
      lines: [
        { tag: 'DO_probe_t63', label: 't63', colour: 1 },
        { tag: 'DO_probe_t90', label: 't90', colour: 8 },
      ],
    },
    right: null,
  },
  {
    id: 'gas-and-water',
    title: tr('Gas and water'),
    left: {
      unit: 'NL/L/min',
      minSpan: 0.5,
      include: 0,
      lines: [{ tag: 'VVM', label: tr('VVM'), colour: 3 }],
    },
    right: { unit: 'g/h', minSpan: 1, lines: [{ tag: 'Evaporation', label: tr('Evaporation'), colour: 1 }] },
  },
  {
    id: 'gas-totals',
    title: tr('Gas totals'),
    left: {
      unit: 'mol',
      minSpan: 0.5,
      include: 0,
      lines: [
        { tag: 'OUR_total', label: 'O₂', colour: 1 },
        { tag: 'CER_total', label: tr('CO₂'), colour: 2 },
      ],
    },
    right: {
      unit: '% missing',
      minSpan: 5,
      include: 0,
      lines: [{ tag: 'Gas_missing', label: tr('Missing'), colour: 8 }],
    },
  },
  {
    id: 'cross-checks',
    title: tr('Cross-checks'),
    left: {
      unit: '%',
      minSpan: 5,
      include: 0,
      lines: [{ tag: 'Outlet_closure', label: tr('Gas out'), colour: 3 }],
    },
    right: {
      unit: 'g',
      minSpan: 20,
      include: 0,
      lines: [{ tag: 'Weight_residual', label: tr('Weight'), colour: 8 }],
    },
  },
  {
    id: 'depletion',
    title: tr('Time to depletion'),
    left: {
      unit: 'h',
      minSpan: 1,
      include: 0,
      lines: [
        {
          tag: 'Depletion_in',
          label: tr('Depletion in'),
          colour: 3,
          band: { low: 'Depletion_low', high: 'Depletion_high' },
        },
      ],
    },
    right: null,
  },
];
