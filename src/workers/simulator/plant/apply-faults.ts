import { matter } from './parameters';
import { gassingHoldS, type FaultKind, type SettledFault } from './fault';
import type { SensorFaults } from './sensors';
import { noDisturbance } from './state';
import type { Disturbance, PlantState } from './state';

/** Overpressure at which the safety valve opens, bar above the set pressure. */
const reliefBar = 0.35;
/** Warming of the motor that goes with a heavy bearing (science.md D14: 2.5 times torque, 1.8 times heat). */
const bearingHeatGain = 1.8;

/** Growth rates drawn for the contaminant of this plant, 1/h. */
export interface Contaminant {
  readonly onGlycerolPerH: number;
  readonly onMethanolPerH: number;
}

/** Sets sensors and disturbance to what the faults active at this age make of them. */
export function applyFaults(
  faults: readonly SettledFault[],
  ageH: number,
  sensors: SensorFaults,
  d: Disturbance,
  contaminant: Contaminant,
): void {
  Object.assign(d, noDisturbance());
  d.contaminantOnGlycerolPerH = contaminant.onGlycerolPerH;
  d.contaminantOnMethanolPerH = contaminant.onMethanolPerH;
  for (const fault of faults) {
    if (ageH < fault.fromH || ageH >= fault.toH) continue;
    effects[fault.kind](fault, ageH - fault.fromH, sensors, d);
  }
}

type Effect = (fault: SettledFault, activeH: number, s: SensorFaults, d: Disturbance) => void;

/** What each fault does while it is active. */
const effects: Readonly<Record<FaultKind, Effect>> = {
  offset: (f, _, s) => add(s.offset, f.column, f.size),
  drift: (f, activeH, s) => add(s.offset, f.column, (f.size * activeH) / 24),
  reference: (f, _, s) => void (s.reference[f.column] = f.size),
  stuck: (f, _, s) => void (s.stuck[f.column] = 1),
  spike: (f, _, s) => void (s.spikeChance[f.column] = f.size),
  noise: (f, _, s) => void (s.noiseGain[f.column] = f.size),
  'loop-break': (f, _, s) => void (s.broken[f.column] = 1),
  dropout: (f, _, s) => void (s.silent[f.column] = 1),
  'do-fouling': (f, activeH, s) => void (s.extraDoLagS = f.size * activeH),
  'mfc-gain': (f, _, _s, d) => void (d.airGain *= f.size),
  antifoam: (f, _, _s, d) => void (d.kLaGain *= f.size),
  foam: (f, _, _s, d) => void (d.kLaGain *= f.size),
  'filter-clog': (f, activeH, _s, d) => {
    d.extraPressureBar = Math.min(reliefBar, d.extraPressureBar + f.size * activeH);
  },
  'stirrer-slip': (f, _, _s, d) => void (d.stirrerGain *= f.size),
  bearing: (f, _, _s, d) => {
    d.torqueGain *= f.size;
    d.motorHeatGain *= bearingHeatGain;
  },
  'oxygen-lost': (_f, _, _s, d) => void (d.oxygenGain = 0),
  'feed-stop': (_f, _, _s, d) => void (d.feedGain = 0),
  'feed-gain': (f, _, _s, d) => void (d.feedGain *= f.size),
  'base-empty': (_f, _, _s, d) => void (d.baseGain = 0),
  'cooling-lost': (f, _, _s, d) => void (d.jacketLowestC = Math.max(d.jacketLowestC, f.size)),
  'gassing-test': (f, activeH, _s, d) => {
    const offS = Math.round(activeH * 3600) - gassingHoldS;
    d.hold = offS >= 0 && offS < f.size ? 2 : 1;
  },
  sample: nothing,
  contamination: nothing,
};

function add(column: Float64Array, at: number, amount: number): void {
  column[at] = (column[at] ?? 0) + amount;
}

/** Faults that only begin: see {@link beginFault}. */
function nothing(): void {
  return undefined;
}

/** What happens once, when a fault begins: a sample leaves, a contaminant enters. */
export function beginFault(fault: SettledFault, s: PlantState): void {
  if (fault.kind === 'sample') withdraw(s, fault.size / 1000);
  if (fault.kind === 'contamination') s.contaminantG += fault.size;
}

/** Takes broth out; its carbon and electrons are counted, so that the balances still close. */
export function withdraw(s: PlantState, litres: number): void {
  const share = Math.min(0.9, litres / s.volumeL);
  const cells = s.biomassG + s.contaminantG;
  const carbon =
    cells / matter.biomassG +
    s.glycerolG / matter.glycerolG +
    s.methanolG / matter.methanolG +
    s.productG / matter.productG;
  const electrons =
    (cells * matter.biomassReduction) / matter.biomassG +
    (s.glycerolG * matter.glycerolReduction) / matter.glycerolG +
    (s.methanolG * matter.methanolReduction) / matter.methanolG +
    (s.productG * matter.productReduction) / matter.productG;
  s.sampledCarbonMol += share * (carbon + s.carbonateMol);
  s.sampledElectronsMol += share * (electrons - (4 * s.oxygenMmolL * s.volumeL) / 1000);
  s.sampledL += share * s.volumeL;
  const rest = 1 - share;
  s.biomassG *= rest;
  s.contaminantG *= rest;
  s.glycerolG *= rest;
  s.methanolG *= rest;
  s.productG *= rest;
  s.carbonateMol *= rest;
  s.massKg *= rest;
  s.volumeL *= rest;
}
