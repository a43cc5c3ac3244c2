import { lazy } from 'react';
import { derivedPanels } from './derived-panels';
import type { PanelDefinition } from './panel-definition';
import { tr } from '../strings/translate';

const component = lazy(async () => ({ default: (await import('./trend-of-tags')).TrendOfTags }));

/**
 * The panels of the unit page. A substance keeps its colour from panel to panel: oxygen is blue (1), CO₂ brown (2),
 * gas and glycerol green (3), predictions teal (5), mechanics and what only accompanies grey (8).
 */
export const panelCatalogue: readonly PanelDefinition[] = [
  {
    id: 'biomass',
    title: tr('Biomass'),
    component,
    left: {
      unit: 'AU',
      minSpan: 2,
      include: 0,
      lines: [
        { tag: 'OD', label: tr('Probe'), colour: 8 },
        {
          tag: 'OD_pred',
          label: tr('Predicted'),
          colour: 5,
          band: { low: 'OD_pred_low', high: 'OD_pred_high' },
        },
      ],
    },
    right: { unit: '1/h', minSpan: 0.1, include: 0, lines: [{ tag: 'mu', label: 'µ', colour: 4 }] },
  },
  {
    id: 'dissolved-oxygen',
    title: tr('Dissolved oxygen'),
    component,
    left: { unit: '%', minSpan: 20, include: 0, lines: [{ tag: 'DO', label: tr('DO'), colour: 1 }] },
    right: {
      unit: '% of range',
      minSpan: 100,
      include: 0,
      lines: [
        { tag: 'Stir_PV', label: tr('Stirrer'), colour: 8, percentOfRange: true },
        { tag: 'Gas_MFC_air', label: tr('Air'), colour: 3, percentOfRange: true },
        { tag: 'Gas_MFC_O2', label: 'O₂', colour: 4, percentOfRange: true },
      ],
    },
  },
  {
    id: 'ph',
    title: tr('pH and base'),
    component,
    left: { unit: 'pH', minSpan: 0.4, lines: [{ tag: 'pH', label: tr('pH'), colour: 4 }] },
    right: {
      unit: 'mL/min',
      minSpan: 1,
      include: 0,
      lines: [{ tag: 'Base_Pump_Rate', label: tr('Base'), colour: 7 }],
    },
  },
  {
    id: 'off-gas',
    title: tr('Off-gas'),
    component,
    left: {
      unit: '% CO₂',
      minSpan: 0.5,
      include: 0,
      lines: [{ tag: 'OffGas_CO2', label: tr('CO₂'), colour: 2 }],
    },
    right: { unit: '% O₂', minSpan: 0.5, lines: [{ tag: 'OffGas_O2', label: 'O₂', colour: 1 }] },
  },
  {
    id: 'metabolism',
    title: tr('Metabolism'),
    component,
    left: {
      unit: 'mmol/L/h',
      minSpan: 10,
      include: 0,
      lines: [
        { tag: 'OUR', label: tr('OUR'), colour: 1, band: { sigma: 'OUR_sigma' } },
        { tag: 'CER', label: tr('CER'), colour: 2, band: { sigma: 'CER_sigma' } },
      ],
    },
    right: {
      unit: 'RQ',
      minSpan: 0.4,
      lines: [
        {
          tag: 'RQ',
          label: tr('RQ'),
          colour: 8,
          band: { sigma: 'RQ_sigma' },
          withheld: { words: tr('low signal'), witness: 'OUR' },
        },
      ],
    },
  },
  {
    id: 'temperature',
    title: tr('Temperatures'),
    component,
    left: {
      unit: '°C',
      minSpan: 1,
      lines: [
        { tag: 'Temp_Broth', label: tr('Broth'), colour: 6 },
        { tag: 'Temp_pH_Probe', label: tr('At pH'), colour: 4 },
        { tag: 'Temp_DO_Probe', label: tr('At DO'), colour: 1 },
      ],
    },
    right: {
      unit: '°C',
      minSpan: 10,
      lines: [
        { tag: 'Temp_Stirrer_Motor', label: tr('Motor'), colour: 8 },
        { tag: 'Temp_Exhaust', label: tr('Exhaust'), colour: 2 },
      ],
    },
  },
  {
    id: 'gas',
    title: tr('Gas'),
    component,
    left: {
      unit: 'NL/min',
      minSpan: 1,
      include: 0,
      lines: [
        { tag: 'Gas_Flow_Inlet', label: tr('In'), colour: 3 },
        { tag: 'Gas_Flow_Outlet', label: tr('Out'), colour: 7 },
      ],
    },
    right: {
      unit: 'bar abs',
      minSpan: 0.05,
      lines: [{ tag: 'Reactor_Pressure', label: tr('Pressure'), colour: 8 }],
    },
  },
  {
    id: 'feed',
    title: tr('Feeds'),
    component,
    left: {
      unit: 'mL/min',
      minSpan: 0.5,
      include: 0,
      lines: [
        { tag: 'Feed_Glycerol', label: tr('Glycerol'), colour: 3 },
        { tag: 'Feed_MeOH', label: tr('Methanol'), colour: 6 },
      ],
    },
    right: { unit: 'kg', minSpan: 0.5, lines: [{ tag: 'Weight', label: tr('Weight'), colour: 8 }] },
  },
  ...derivedPanels(component),
];
