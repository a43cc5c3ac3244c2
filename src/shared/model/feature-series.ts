/** A channel that features are made of: what it is measured by, all of it and nothing else. */
export interface FeatureSeries {
  readonly tag: string;
  readonly unit: string;
  readonly inputs: readonly string[];
  /** It comes with a standard deviation of its own. */
  readonly hasSigma?: true;
  /** Computed only where a feature of it is asked for, and no rolling feature is made of it: it costs too much. */
  readonly isCostly?: true;
}

const gas = ['Gas_Flow_Inlet', 'Gas_MFC_air', 'Gas_MFC_O2', 'OffGas_O2', 'OffGas_CO2'];
const volume = ['Base_Pump_Rate', 'Feed_Glycerol', 'Feed_MeOH', 'Gas_Flow_Inlet'];
const saturation = ['Temp_Broth', 'Reactor_Pressure', 'OffGas_O2'];
const dissolved = ['DO', 'Temp_Broth'];

const measured = [
  ['Gas_Flow_Inlet', 'NL/min'],
  ['Gas_MFC_air', 'NL/min'],
  ['Gas_MFC_O2', 'NL/min'],
  ['Gas_Flow_Outlet', 'NL/min'],
  ['OffGas_O2', '%'],
  ['OffGas_CO2', '%'],
  ['Base_Pump_Rate', 'mL/min'],
  ['Feed_Glycerol', 'mL/min'],
  ['Feed_MeOH', 'mL/min'],
  ['pH', ''],
  ['DO', '%'],
  ['OD', 'AU'],
  ['Stir_PV', 'rpm'],
  ['Stir_torque', '%'],
  ['Reactor_Pressure', 'bar abs'],
  ['Temp_Broth', '°C'],
  ['Temp_pH_Probe', '°C'],
  ['Temp_DO_Probe', '°C'],
  ['Temp_Stirrer_Motor', '°C'],
  ['Temp_Exhaust', '°C'],
  ['Heater_PID_out', '%'],
  ['Weight', 'kg'],
] as const;

function all(...parts: readonly (readonly string[])[]): string[] {
  return [...new Set(parts.flat())];
}

/**
 * Derived channels that need no model. Of a dry analyser; one that reads wet gas needs the head pressure besides. What
 * can be computed in two ways, or is another channel times a constant, is left out.
 */
// A table, one channel a line.
// prettier-ignore
const derived: readonly FeatureSeries[] = [
  { tag: 'OUR', unit: 'mmol/L/h', inputs: all(gas, volume), hasSigma: true },
  { tag: 'CER', unit: 'mmol/L/h', inputs: all(gas, volume), hasSigma: true },
  { tag: 'OUR_broth', unit: 'mol/h', inputs: gas },
  { tag: 'CER_broth', unit: 'mol/h', inputs: gas },
  { tag: 'RQ', unit: '', inputs: gas, hasSigma: true },
  { tag: 'O2_in', unit: '%', inputs: ['Gas_MFC_air', 'Gas_MFC_O2'] },
  { tag: 'VVM', unit: 'NL/L/min', inputs: volume },
  { tag: 'Volume', unit: 'L', inputs: volume },
  { tag: 'Evaporation', unit: 'g/h', inputs: ['Gas_Flow_Inlet', 'Reactor_Pressure'] },
  { tag: 'Outlet_closure', unit: '%', inputs: all(gas, ['Gas_Flow_Outlet']) },
  { tag: 'C_star', unit: 'mmol/L', inputs: saturation },
  { tag: 'DO_mmol', unit: 'mmol/L', inputs: dissolved },
  { tag: 'kLa', unit: '1/h', inputs: all(gas, volume, saturation, dissolved) },
  { tag: 'OTR', unit: 'mmol/L/h', inputs: all(volume, saturation, dissolved, ['Stir_PV']) },
  { tag: 'P_V_corr', unit: 'W/L', inputs: all(volume, ['Stir_PV', 'Temp_Broth', 'Reactor_Pressure']) },
  { tag: 'P_torque', unit: 'W', inputs: ['Stir_torque', 'Stir_PV'] },
  { tag: 'mu_KF', unit: '1/h', inputs: all(['OD'], volume), hasSigma: true },
  { tag: 'mu_TS', unit: '1/h', inputs: all(['OD'], volume), hasSigma: true, isCostly: true },
];

/** Every channel that features are made of. */
export const featureSeries: readonly FeatureSeries[] = [
  ...measured.map(([tag, unit]) => ({ tag, unit, inputs: [tag] })),
  ...derived,
];

/** Two channels of which the second may follow the first. */
// prettier-ignore
export const featurePairs = [
  ['Stir_PV', 'DO'], ['Gas_MFC_O2', 'DO'], ['Gas_Flow_Inlet', 'DO'],
  ['Feed_Glycerol', 'DO'], ['Feed_MeOH', 'DO'], ['Feed_Glycerol', 'OUR'],
  ['Feed_MeOH', 'OUR'], ['OUR', 'CER'], ['OUR', 'Base_Pump_Rate'],
  ['OUR', 'Heater_PID_out'], ['Reactor_Pressure', 'DO'], ['OffGas_O2', 'OffGas_CO2'],
] as const;

/** Channels of which the features of a series are made. */
export const tsfreshTags = [
  'DO',
  'pH',
  'OffGas_O2',
  'OffGas_CO2',
  'Base_Pump_Rate',
  'Stir_PV',
  'OUR',
  'CER',
] as const;
