import { lazy } from 'react';
import { derivedPanels } from './derived-panels';
import type { PanelDefinition } from './panel-definition';

const component = lazy(async () => ({ default: (await import('./trend-of-tags')).TrendOfTags }));

/**
 * The panels of the unit page. A substance keeps its colour from panel to panel: oxygen is blue (1), CO₂ brown (2),
 * gas and glycerol green (3), predictions teal (5), mechanics and what only accompanies grey (8).
 */
export const panelCatalogue: readonly PanelDefinition[] = [
  {
    id: 'biomass',
    title: 'Biomass',
    component,
    left: {
      unit: 'AU',
      minSpan: 2,
      include: 0,
      lines: [
        { tag: 'OD', label: 'Probe', colour: 8 },
        {
          tag: 'OD_pred',
          label: 'Predicted',
          colour: 5,
          band: { low: 'OD_pred_low', high: 'OD_pred_high' },
        },
      ],
    },
    right: { unit: '1/h', minSpan: 0.1, include: 0, lines: [{ tag: 'mu', label: 'µ', colour: 4 }] },
  },
  {
    id: 'dissolved-oxygen',
    title: 'Dissolved oxygen',
    component,
    left: { unit: '%', minSpan: 20, include: 0, lines: [{ tag: 'DO', label: 'DO', colour: 1 }] },
    right: {
      unit: '% of range',
      minSpan: 100,
      include: 0,
      lines: [
        { tag: 'Stir_PV', label: 'Stirrer', colour: 8, percentOfRange: true },
        { tag: 'Gas_MFC_air', label: 'Air', colour: 3, percentOfRange: true },
        { tag: 'Gas_MFC_O2', label: 'O₂', colour: 4, percentOfRange: true },
      ],
    },
  },
  {
    id: 'ph',
    title: 'pH and base',
    component,
    left: { unit: 'pH', minSpan: 0.4, lines: [{ tag: 'pH', label: 'pH', colour: 4 }] },
    right: {
      unit: 'mL/min',
      minSpan: 1,
      include: 0,
      lines: [{ tag: 'Base_Pump_Rate', label: 'Base', colour: 7 }],
    },
  },
  {
    id: 'off-gas',
    title: 'Off-gas',
    component,
    left: {
      unit: '% CO₂',
      minSpan: 0.5,
      include: 0,
      lines: [{ tag: 'OffGas_CO2', label: 'CO₂', colour: 2 }],
    },
    right: { unit: '% O₂', minSpan: 0.5, lines: [{ tag: 'OffGas_O2', label: 'O₂', colour: 1 }] },
  },
  {
    id: 'metabolism',
    title: 'Metabolism',
    component,
    left: {
      unit: 'mmol/L/h',
      minSpan: 10,
      include: 0,
      lines: [
        { tag: 'OUR', label: 'OUR', colour: 1, band: { sigma: 'OUR_sigma' } },
        { tag: 'CER', label: 'CER', colour: 2, band: { sigma: 'CER_sigma' } },
      ],
    },
    right: {
      unit: 'RQ',
      minSpan: 0.4,
      lines: [
        {
          tag: 'RQ',
          label: 'RQ',
          colour: 8,
          band: { sigma: 'RQ_sigma' },
          withheld: { words: 'low signal', witness: 'OUR' },
        },
      ],
    },
  },
  {
    id: 'temperature',
    title: 'Temperatures',
    component,
    left: {
      unit: '°C',
      minSpan: 1,
      lines: [
        { tag: 'Temp_Broth', label: 'Broth', colour: 6 },
        { tag: 'Temp_pH_Probe', label: 'At pH', colour: 4 },
        { tag: 'Temp_DO_Probe', label: 'At DO', colour: 1 },
      ],
    },
    right: {
      unit: '°C',
      minSpan: 10,
      lines: [
        { tag: 'Temp_Stirrer_Motor', label: 'Motor', colour: 8 },
        { tag: 'Temp_Exhaust', label: 'Exhaust', colour: 2 },
      ],
    },
  },
  {
    id: 'gas',
    title: 'Gas',
    component,
    left: {
      unit: 'NL/min',
      minSpan: 1,
      include: 0,
      lines: [
        { tag: 'Gas_Flow_Inlet', label: 'In', colour: 3 },
        { tag: 'Gas_Flow_Outlet', label: 'Out', colour: 7 },
      ],
    },
    right: {
      unit: 'bar abs',
      minSpan: 0.05,
      lines: [{ tag: 'Reactor_Pressure', label: 'Pressure', colour: 8 }],
    },
  },
  {
    id: 'feed',
    title: 'Feeds',
    component,
    left: {
      unit: 'mL/min',
      minSpan: 0.5,
      include: 0,
      lines: [
        { tag: 'Feed_Glycerol', label: 'Glycerol', colour: 3 },
        { tag: 'Feed_MeOH', label: 'Methanol', colour: 6 },
      ],
    },
    right: { unit: 'kg', minSpan: 0.5, lines: [{ tag: 'Weight', label: 'Weight', colour: 8 }] },
  },
  ...derivedPanels(component),
];
