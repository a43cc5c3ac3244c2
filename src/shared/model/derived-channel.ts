import type { ChannelGroup } from './channel';
import type { VesselFacts } from './vessel-facts';

/**
 * What a number was computed from. `aligned` inputs are means of the window that left the broth when the off-gas of
 * this window did; the others are the window's own.
 */
export interface DerivedInput {
  readonly tag: string;
  readonly aligned?: true;
}

/** How a channel is computed, as people write it. A formula that changes gets a new version. */
export interface Derivation {
  readonly tag: string;
  readonly formula: string;
  readonly inputs: readonly DerivedInput[];
  /** Facts of the unit that enter. */
  readonly facts: readonly (keyof VesselFacts)[];
  /** Where the formula comes from. */
  readonly source: string;
  readonly version: string;
  /** Another way that is taken wherever this channel has a value. */
  readonly preferred?: {
    readonly tag: string;
    readonly formula: string;
    readonly inputs: readonly DerivedInput[];
  };
}

/** A channel that we compute from others, once every 30 s; of a test in the window in which it was evaluated. */
export interface DerivedChannel extends Derivation {
  readonly name: string;
  readonly unit: string;
  readonly group: ChannelGroup;
  readonly resolution: number;
  readonly range: readonly [number, number];
  readonly possible: readonly [number, number];
  /** Expected time between values where it is not a window's. */
  readonly cadenceMs?: number;
}

/** Off-gas entered the analysers' line this long before it was read (science.md D2). */
export const offGasDelayMs = 45_000;

const inertBalance =
  'Inert-gas balance as in Stephanopoulos et al., Metabolic Engineering (1998); methods D2';
const errorPropagation = 'First-order propagation of uncertainty (GUM, JCGM 100:2008, 5.1.2); methods D2';
const solubility = 'Benson and Krause, Limnol. Oceanogr. 29 (1984) 620, as a Henry coefficient; methods D3';
const transfer = 'Garcia-Ochoa and Gomez, Biotechnol. Adv. 27 (2009) 153; methods D3';
const stirring = 'Rushton power number and gassed-power correlation; methods D4';
const balances = 'Mass balance of the vessel; methods D4';
const growth = 'Theil-Sen slope, σ by least squares; methods D6';
const stoichiometry = 'Elemental balances, biomass 26.8 g/C-mol, γ 4.11; methods D6';

const flows = [
  { tag: 'Gas_Flow_Inlet', aligned: true },
  { tag: 'Gas_MFC_air', aligned: true },
  { tag: 'Gas_MFC_O2', aligned: true },
] as const satisfies readonly DerivedInput[];
const offGas = [{ tag: 'OffGas_O2' }, { tag: 'OffGas_CO2' }] as const satisfies readonly DerivedInput[];
const gas = [...flows, ...offGas] as const;
const gasFacts = [
  'gasReference',
  'analyserDry',
  'condenserTempC',
] as const satisfies readonly (keyof VesselFacts)[];
const feedsAndBase = [
  { tag: 'Feed_gly_total' },
  { tag: 'Feed_meoh_total' },
  { tag: 'Base_total' },
] as const satisfies readonly DerivedInput[];
const doFacts = [
  'mediumFactor',
  'doCalibrationTempC',
  'doCalibrationBarA',
  'doCalibrationO2',
] as const satisfies readonly (keyof VesselFacts)[];
const stirrerFacts = [
  'impellers',
  'powerNumber',
  'impellerDiameterM',
] as const satisfies readonly (keyof VesselFacts)[];
const bySigma = 'σ² = Σ(∂f/∂x·σx)² with σ of flow 1 %, O₂ 0.05 % and CO₂ 0.03 % absolute';

const molar = {
  unit: 'mmol/L/h',
  group: 'off-gas',
  resolution: 0.1,
  range: [-5, 600],
  possible: [-1000, 5000],
} as const;
const totalMol = {
  unit: 'mol',
  group: 'off-gas',
  resolution: 0.001,
  range: [-0.1, 1000],
  possible: [-100, 1e5],
} as const;
const totalMl = {
  unit: 'mL',
  group: 'feed',
  resolution: 0.1,
  range: [0, 20_000],
  possible: [-1, 1e7],
} as const;
const perHour = {
  unit: '1/h',
  group: 'biomass',
  resolution: 0.001,
  range: [-0.1, 0.6],
  possible: [-10, 10],
} as const;
const perHourSigma = { ...perHour, resolution: 0.0001, range: [0, 0.5], possible: [0, 100] } as const;
/** Of a gassing-out test: as rare as somebody makes one. */
const ofTest = {
  group: 'dissolved-oxygen',
  cadenceMs: 24 * 3_600_000,
  version: '1',
  facts: ['vesselVolumeL', ...doFacts],
  inputs: [
    { tag: 'DO' },
    { tag: 'Gas_Flow_Inlet' },
    { tag: 'Gas_MFC_air' },
    { tag: 'Gas_MFC_O2' },
    { tag: 'Stir_PV' },
    { tag: 'Reactor_Pressure' },
    { tag: 'Volume' },
    { tag: 'Temp_Broth' },
    { tag: 'OffGas_O2' },
  ],
  source: 'Dynamic gassing-out with a lagging probe; methods D3',
} as const;
const testWords =
  'least squares over the seconds of the test: uptake R·C/(K_O + C) while the gas is off, kLa·(C_eq − C) after, first-order probe lag τ in both; evaluated 3 min after the gas came back';
const hours = { unit: 'h', group: 'state', resolution: 0.01, range: [0, 100], possible: [0, 200] } as const;

/** Everything the twin computes without a model, in the order of the catalogue. */
// A table, one channel an entry, as people write formulas.
// prettier-ignore
export const derivedChannels = [
  { tag: 'OUR', name: 'Oxygen uptake rate', ...molar, version: '2', source: inertBalance,
    formula: 'OUR = (F_in·y_O2,in − F_out·y_O2,out)·60/(V_m·V), F_out = F_in·inert_in/inert_out; dry fractions, off-gas aligned by 45 s and zeroed on the inlet before inoculation',
    inputs: [...gas, { tag: 'Volume' }], facts: gasFacts },
  { tag: 'OUR_sigma', name: 'Oxygen uptake rate, σ', ...molar, resolution: 0.01, possible: [0, 2000], version: '1', source: errorPropagation,
    formula: bySigma, inputs: [...gas, { tag: 'Volume' }], facts: gasFacts },
  { tag: 'CER', name: 'CO₂ evolution rate', ...molar, version: '2', source: inertBalance,
    formula: 'CER = (F_out·y_CO2,out − F_in·y_CO2,in)·60/(V_m·V), F_out = F_in·inert_in/inert_out; dry fractions, off-gas aligned by 45 s and zeroed on the inlet before inoculation',
    inputs: [...gas, { tag: 'Volume' }], facts: gasFacts },
  { tag: 'CER_sigma', name: 'CO₂ evolution rate, σ', ...molar, resolution: 0.01, possible: [0, 2000], version: '1', source: errorPropagation,
    formula: bySigma, inputs: [...gas, { tag: 'Volume' }], facts: gasFacts },
  { tag: 'RQ', name: 'Respiratory quotient', unit: '', group: 'off-gas', resolution: 0.001, range: [0.2, 2], possible: [-5, 20], version: '2', source: inertBalance,
    formula: 'RQ = CER/OUR; withheld unless OUR > 5σ and CER > 5σ', inputs: gas, facts: gasFacts },
  { tag: 'RQ_sigma', name: 'Respiratory quotient, σ', unit: '', group: 'off-gas', resolution: 0.001, range: [0, 1], possible: [0, 20], version: '1', source: errorPropagation,
    formula: bySigma, inputs: gas, facts: gasFacts },
  { tag: 'O2_in', name: 'O₂ in the gas supplied', unit: '%', group: 'gas', resolution: 0.01, range: [0, 100], possible: [0, 101], version: '1', source: inertBalance,
    formula: 'y_in = (F_air·20.95 % + F_O2·100 %)/(F_air + F_O2)', inputs: [{ tag: 'Gas_MFC_air' }, { tag: 'Gas_MFC_O2' }], facts: [] },
  { tag: 'Outlet_closure', name: 'Gas out, measured against balance', unit: '%', group: 'gas', resolution: 0.1, range: [-30, 30], possible: [-100, 1000], version: '1', source: 'methods D2',
    formula: '100·(F_out,measured/F_out,inert balance − 1)', inputs: [...gas, { tag: 'Gas_Flow_Outlet', aligned: true }], facts: gasFacts },
  { tag: 'OUR_total', name: 'Oxygen taken up', ...totalMol, version: '1', source: inertBalance,
    formula: '∫ OUR·V dt since inoculation by trapezoid; gaps above 5 min are not bridged', inputs: gas, facts: gasFacts },
  { tag: 'CER_total', name: 'CO₂ given off', ...totalMol, version: '1', source: inertBalance,
    formula: '∫ CER·V dt since inoculation by trapezoid; gaps above 5 min are not bridged', inputs: gas, facts: gasFacts },
  { tag: 'Gas_missing', name: 'Share of the batch without gas balance', unit: '%', group: 'off-gas', resolution: 0.1, range: [0, 100], possible: [0, 100], version: '1', source: 'methods D2',
    formula: '100·(time in gaps above 5 min)/(time since inoculation)', inputs: gas, facts: [] },
  { tag: 'C_star', name: 'Oxygen saturation of the broth', unit: 'mmol/L', group: 'dissolved-oxygen', resolution: 0.001, range: [0, 3], possible: [0, 50], version: '1', source: solubility,
    formula: 'C* = f_medium·k_H(T)·y_O2,out·(P − e_s(T))', inputs: [{ tag: 'Temp_Broth' }, { tag: 'Reactor_Pressure' }, { tag: 'OffGas_O2' }], facts: ['mediumFactor', 'analyserDry', 'condenserTempC'] },
  { tag: 'DO_mmol', name: 'Dissolved oxygen', unit: 'mmol/L', group: 'dissolved-oxygen', resolution: 0.001, range: [0, 3], possible: [0, 50], version: '1', source: solubility,
    formula: 'C_L = DO/100·C*(calibration)·k_H(T)/k_H(T_calibration)', inputs: [{ tag: 'DO' }, { tag: 'Temp_Broth' }], facts: doFacts },
  { tag: 'kLa', name: 'Oxygen transfer coefficient kLa', unit: '1/h', group: 'dissolved-oxygen', resolution: 1, range: [0, 2500], possible: [0, 100_000], version: '1', source: transfer,
    formula: 'kLa = OUR/(C* − C_L), stationary; withheld while C* − C_L is below 10 % of C*', inputs: [{ tag: 'OUR' }, { tag: 'C_star' }, { tag: 'DO_mmol' }], facts: [] },
  { tag: 'kLa_dyn', name: 'kLa by gassing-out test', unit: '1/h', resolution: 1, range: [0, 2500], possible: [0, 100_000], ...ofTest,
    formula: `kLa and τ fitted together, ${testWords}` },
  { tag: 'kLa_dyn_sigma', name: 'kLa by gassing-out test, σ', unit: '1/h', resolution: 0.1, range: [0, 250], possible: [0, 100_000], ...ofTest,
    formula: 'σ of kLa by the residuals of the same fit' },
  { tag: 'DO_probe_t63', name: 'DO probe response, 63 %', unit: 's', resolution: 0.1, range: [0, 120], possible: [0, 3600], ...ofTest,
    formula: `t63 = τ, ${testWords}; a probe is accepted below 30 s` },
  { tag: 'DO_probe_t90', name: 'DO probe response, 90 %', unit: 's', resolution: 0.1, range: [0, 300], possible: [0, 3600], ...ofTest,
    formula: 't90 = 2.303·τ of the same fit' },
  { tag: 'OTR', name: 'Oxygen transfer by correlation, for trends only', ...molar, group: 'dissolved-oxygen', range: [-5, 2000], version: '2', source: "van 't Riet, Ind. Eng. Chem. Process Des. Dev. 18 (1979) 357; methods D4",
    formula: 'OTR = 3600·0.002·(P_g/V)^0.7·v_s^0.2·(C* − C_L), P_g/V in W/m³ by correlation from the stirrer speed; good to ± 40 % in thin broths',
    inputs: [{ tag: 'Stir_PV' }, { tag: 'Volume' }, { tag: 'Gas_Flow_Inlet' }, { tag: 'Temp_Broth' }, { tag: 'Reactor_Pressure' }, { tag: 'C_star' }, { tag: 'DO_mmol' }], facts: ['sectionM2', 'gasReference', ...stirrerFacts] },
  { tag: 'P_torque', name: 'Stirrer power by torque', unit: 'W', group: 'mechanical', resolution: 0.1, range: [0, 300], possible: [0, 1e6], version: '1', source: stirring,
    formula: 'P = 2π·N·(torque/100·scale − M_empty); withheld below 1 % of the scale', inputs: [{ tag: 'Stir_torque' }, { tag: 'Stir_PV' }], facts: ['torqueScaleNm', 'torqueEmptyNm'] },
  { tag: 'P_V', name: 'Stirrer power per volume', unit: 'W/L', group: 'mechanical', resolution: 0.01, range: [0, 30], possible: [0, 1000], version: '2', source: stirring,
    formula: 'By correlation, there being no torque: P_g/V = n·N_p·ρ·N³·D⁵·share(Fl)/V, Fl = Q/(N·D³), share = 1 − 12.6·Fl below 0.035, else max(0.4, 0.62 − 1.85·Fl); ρ 1030 kg/m³',
    inputs: [{ tag: 'Stir_PV' }, { tag: 'Gas_Flow_Inlet' }, { tag: 'Temp_Broth' }, { tag: 'Reactor_Pressure' }, { tag: 'Volume' }], facts: [...stirrerFacts, 'gasReference'],
    preferred: { tag: 'P_torque', formula: 'Measured by torque: P/V = P_torque/V', inputs: [{ tag: 'P_torque' }, { tag: 'Volume' }] } },
  { tag: 'Tip_speed', name: 'Stirrer tip speed', unit: 'm/s', group: 'mechanical', resolution: 0.01, range: [0, 10], possible: [0, 100], version: '1', source: stirring,
    formula: 'v = π·N·D', inputs: [{ tag: 'Stir_PV' }], facts: ['impellerDiameterM'] },
  { tag: 'VVM', name: 'Gas per volume and minute, normal litres', unit: 'NL/L/min', group: 'gas', resolution: 0.01, range: [0, 5], possible: [0, 1000], version: '1', source: 'methods D1',
    formula: 'VVM = F_in,normal/V', inputs: [{ tag: 'Gas_Flow_Inlet' }, { tag: 'Volume' }], facts: ['gasReference'] },
  { tag: 'Base_total', name: 'Base added', ...totalMl, group: 'ph', version: '1', source: balances,
    formula: '∫ base pump dt since inoculation', inputs: [{ tag: 'Base_Pump_Rate' }], facts: [] },
  { tag: 'Feed_gly_total', name: 'Glycerol feed added', ...totalMl, version: '1', source: balances,
    formula: '∫ glycerol feed dt since inoculation', inputs: [{ tag: 'Feed_Glycerol' }], facts: [] },
  { tag: 'Feed_meoh_total', name: 'Methanol feed added', ...totalMl, version: '1', source: balances,
    formula: '∫ methanol feed dt since inoculation', inputs: [{ tag: 'Feed_MeOH' }], facts: [] },
  { tag: 'Volume', name: 'Broth volume by balance', unit: 'L', group: 'feed', resolution: 0.001, range: [0, 20], possible: [0, 1e5], version: '1', source: balances,
    formula: 'V = V₀ + feeds + base − evaporation − samples; held up to 30 min while an input is away', inputs: [...feedsAndBase, { tag: 'Evaporation' }], facts: [] },
  { tag: 'Evaporation', name: 'Water leaving with the gas', unit: 'g/h', group: 'feed', resolution: 0.01, range: [0, 100], possible: [0, 1e5], version: '1', source: balances,
    formula: 'F·60/V_m·y_w/(1 − y_w)·18.015, y_w = e_s(T_condenser)/P',
    inputs: [{ tag: 'Gas_Flow_Inlet', aligned: true }, { tag: 'Reactor_Pressure' }], facts: ['condenserTempC', 'gasReference'] },
  { tag: 'Weight_residual', name: 'Weight gained beyond the balance, 30 min', unit: 'g', group: 'feed', resolution: 1, range: [-50, 50], possible: [-1e5, 1e5], version: '1', source: balances,
    formula: 'Δm(30 min) − ∫(Σρ·feeds − evaporation + OUR·V·32.0 − CER·V·44.0) dt − samples',
    inputs: [{ tag: 'Weight' }, { tag: 'Feed_Glycerol' }, { tag: 'Feed_MeOH' }, { tag: 'Base_Pump_Rate' }, { tag: 'Evaporation' }, { tag: 'OUR' }, { tag: 'CER' }, { tag: 'Volume' }],
    facts: ['glycerolFeedKgL', 'methanolFeedKgL', 'baseKgL'] },
  { tag: 'Heat', name: 'Heat of metabolism', unit: 'W/L', group: 'temperature', resolution: 0.1, range: [-1, 80], possible: [-10, 500], version: '1', source: 'Oxycaloric equivalent 470 kJ/mol; methods D4',
    formula: 'q = 470 kJ/mol·OUR/3600', inputs: [{ tag: 'OUR' }], facts: [] },
  { tag: 'mu_TS', name: 'Growth rate by OD probe, Theil-Sen 60 min', ...perHour, version: '1', source: growth,
    formula: 'Median of pairwise slopes of ln(OD·V) over the last 60 min, OD = −K·ln(1 − reading/K); what samples took out counts as formed', inputs: [{ tag: 'OD' }, { tag: 'Volume' }], facts: ['odProbeSaturation'] },
  { tag: 'mu_TS_sigma', name: 'Growth rate by OD probe, Theil-Sen, σ', ...perHourSigma, version: '1', source: growth,
    formula: 'Standard error of the least-squares slope of the same points', inputs: [{ tag: 'OD' }, { tag: 'Volume' }], facts: ['odProbeSaturation'] },
  { tag: 'mu_KF', name: 'Growth rate by OD probe, Kalman filter', ...perHour, version: '1', source: 'Kalman filter with random-walk µ, Joseph update; methods D6',
    formula: 'State [ln(OD·V), µ], Q = 1.5e-3·[[Δt³/3, Δt²/2], [Δt²/2, Δt]], R = 1e-4', inputs: [{ tag: 'OD' }, { tag: 'Volume' }], facts: ['odProbeSaturation'] },
  { tag: 'mu_KF_sigma', name: 'Growth rate by OD probe, Kalman, σ', ...perHourSigma, version: '1', source: 'Kalman filter, inflated where its innovations ask for it; methods D6',
    formula: '√(inflation·P₂₂)', inputs: [{ tag: 'OD' }, { tag: 'Volume' }], facts: ['odProbeSaturation'] },
  { tag: 'qO2', name: 'Oxygen uptake per biomass', unit: 'mmol/g/h', group: 'biomass', resolution: 0.01, range: [-1, 40], possible: [-5, 100], version: '1', source: stoichiometry,
    formula: 'qO₂ = OUR/X, X = k·OD600 predicted', inputs: [{ tag: 'OUR' }, { tag: 'OD_pred' }], facts: ['dryCellsPerOd'] },
  { tag: 'qS', name: 'Substrate uptake per biomass', unit: 'g/g/h', group: 'biomass', resolution: 0.001, range: [0, 2], possible: [-1, 10], version: '1', source: stoichiometry,
    formula: 'Batch: substrate of the oxygen taken up at Y 0.50, over X; fed: feed·c/(X·V), nothing gathering', inputs: [{ tag: 'Phase' }, { tag: 'OUR' }, { tag: 'Feed_Glycerol' }, { tag: 'Feed_MeOH' }, { tag: 'Volume' }, { tag: 'OD_pred' }], facts: ['glycerolFeedGL', 'methanolFeedGL', 'dryCellsPerOd'] },
  { tag: 'Y_XS', name: 'Biomass yield on substrate so far', unit: 'g/g', group: 'biomass', resolution: 0.001, range: [0, 0.8], possible: [-1, 5], version: '1', source: stoichiometry,
    formula: '(X·V − first X·V)/(glycerol at the start + fed); not before the first substrate is used up', inputs: [{ tag: 'Phase' }, { tag: 'OD_pred' }, { tag: 'Volume' }, { tag: 'Feed_gly_total' }, { tag: 'Feed_meoh_total' }], facts: ['startGlycerolGL', 'glycerolFeedGL', 'methanolFeedGL', 'dryCellsPerOd'] },
  { tag: 'C_recovery', name: 'Carbon found again', unit: '%', group: 'biomass', resolution: 0.1, range: [80, 120], possible: [0, 1000], version: '1', source: stoichiometry,
    formula: '100·(biomass formed + CO₂)/(carbon at the start + fed); product left out; not before the first substrate is used up', inputs: [{ tag: 'Phase' }, { tag: 'OD_pred' }, { tag: 'Volume' }, { tag: 'CER_total' }, { tag: 'Feed_gly_total' }, { tag: 'Feed_meoh_total' }], facts: ['startGlycerolGL', 'glycerolFeedGL', 'methanolFeedGL', 'dryCellsPerOd'] },
  { tag: 'Depletion_in', name: 'Time to depletion', ...hours, version: '1', source: stoichiometry,
    formula: 'S₀ − S(∫OUR·V, ∫CER·V) = r·(e^{µt} − 1)/µ solved for t; µ from ln(CER·V) over the last 60 min', inputs: [{ tag: 'Phase' }, { tag: 'OUR_total' }, { tag: 'CER_total' }, { tag: 'OUR' }, { tag: 'CER' }, { tag: 'Volume' }], facts: ['startGlycerolGL'] },
  { tag: 'Depletion_low', name: 'Time to depletion, lower 90 %', ...hours, version: '1', source: stoichiometry,
    formula: 'Spread of substrate, uptake and µ, one deviation each, on ln t', inputs: [{ tag: 'Depletion_in' }], facts: ['startGlycerolGL'] },
  { tag: 'Depletion_high', name: 'Time to depletion, upper 90 %', ...hours, version: '1', source: stoichiometry,
    formula: 'Spread of substrate, uptake and µ, one deviation each, on ln t', inputs: [{ tag: 'Depletion_in' }], facts: ['startGlycerolGL'] },
] as const satisfies readonly DerivedChannel[];

export type DerivedTag = (typeof derivedChannels)[number]['tag'];

const intervalFormula =
  'Prediction × exp(± half width), the half width from calibration batches (split conformal)';
const modelInputs = [
  { tag: 'OUR_total' },
  { tag: 'CER_total' },
  ...feedsAndBase,
  { tag: 'Volume' },
] as const satisfies readonly DerivedInput[];
const byModel = {
  inputs: modelInputs,
  facts: [],
  source: 'The model named here, with its card',
  version: '1',
} as const;

/** What comes of a model, and the phase. */
export const predictedChannels: readonly Derivation[] = [
  { ...byModel, tag: 'OD_pred', formula: 'Model of the totals since inoculation' },
  { ...byModel, tag: 'OD_pred_low', formula: intervalFormula },
  { ...byModel, tag: 'OD_pred_high', formula: intervalFormula },
  {
    tag: 'mu',
    formula: 'Median of pairwise slopes of ln(OD600 predicted·V) over the last 60 min',
    inputs: [{ tag: 'OD_pred' }, { tag: 'Volume' }],
    facts: [],
    source: growth,
    version: '1',
  },
  {
    tag: 'Phase',
    formula:
      'Rules on growth, feeds, DO and CER of the last 10 min; a phase lasts at least 10 min; an operator may override',
    inputs: [
      ...['mu', 'OUR', 'CER', 'DO', 'Stir_PV', 'Gas_Flow_Inlet', 'Gas_MFC_O2', 'Reactor_Pressure'].map(
        (tag) => ({ tag }),
      ),
      ...['Feed_Glycerol', 'Feed_MeOH'].map((tag) => ({ tag })),
    ],
    facts: [],
    source: 'Phase machine; methods D6',
    version: '2',
  },
];

const byTag = new Map<string, Derivation>([...derivedChannels, ...predictedChannels].map((d) => [d.tag, d]));

/** How a channel is computed; undefined for what is measured or commanded. */
export function derivationOf(tag: string): Derivation | undefined {
  return byTag.get(tag);
}
