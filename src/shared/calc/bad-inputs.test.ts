import { expect, it } from 'vitest';
import { airCalibration } from './dissolved-oxygen';
import { glycerol } from './stoichiometry';
import { respirationOn } from './respiration-model';

type Callable = (...args: never[]) => unknown;
const modules: Readonly<Record<string, Readonly<Record<string, unknown>>>> = import.meta.glob(
  ['./*.ts', '!./*.test.ts'],
  { eager: true },
);

const numbers = [1, 2, 4, 8, 16, 12];
const hours = [0, 1, 2, 3, 4, 5];
const series = hours.map((h) => ({ t: h * 60_000, value: h + 1 }));
const stirrer = { impellers: 3, powerNumber: 5, diameterM: 0.075 };
const gas = {
  flowInNlMin: 10,
  inlet: { o2: 0.2095, co2: 0.0004 },
  outlet: { o2: 0.17, co2: 0.03 },
  volumeL: 6,
};
const calibration = { slopeMv: 58.5, slopePct: 98.8, ph0: 6.93, offsetMv: -4.2, tempC: 25 };
const belief = { lnX: 2.3, muPerH: 0.2, p11: 4e-4, p12: 0, p22: 2.5e-3 };
const broth = { equilibriumMmolL: 0.2362, ourMmolLH: 40, klaPerH: 300 };
const rows = [
  [1, 2, 3],
  [2, 1, 4],
  [3, 5, 2],
  [4, 3, 6],
  [5, 6, 5],
];
const monitor = {
  mean: [0, 0],
  sd: [1, 1],
  eigenvalues: [1.5, 0.5],
  loadings: [[Math.SQRT1_2, Math.SQRT1_2]],
  t2Limit: 6,
  speLimit: 3,
};
const history = {
  timesH: [0, 1, 2],
  concentration: [1, 2, 4],
  startL: 1,
  addedL: [0, 0, 0],
  withdrawals: [{ tH: 1, volumeL: 0.1 }],
};
const account = {
  given: [{ substrate: glycerol, massG: 100 }],
  left: [{ substrate: glycerol, massG: 10 }],
  biomassFormedG: 40,
  productG: 0,
  carbonDioxideMol: 1,
};
const heat = {
  metabolicW: 145,
  gassedPowerW: 50,
  evaporationGH: 11,
  brothC: 30,
  jacketC: 24,
  ambientC: 22,
  jacketWK: 25,
  ambientWK: 1,
};
const reaeration = { timesS: [0, 10, 20, 30, 60, 90], doPct: [20, 30, 50, 65, 90, 95], probeTauS: 10 };
/** 12 points of fall in 20 s through a probe of 10 s, and 200 1/h back. */
const gassingTest = {
  timesS: Array.from({ length: 120 }, (_, s) => s - 20),
  doPct: Array.from({ length: 120 }, (_, s) =>
    s < 20 ? 60 : s < 45 ? 60 - Math.max(0, s - 27) : 60 - 18 * Math.exp(-(s - 45) / 25),
  ),
  restoredS: 20,
  leftShare: 0,
  headspace: { turnoverS: 100, drainPerPct: 2e-4 },
};
const outlook = {
  remainingG: { value: 50, sigma: 5 },
  uptakeGH: { value: 20, sigma: 1 },
  muPerH: { value: 0.2, sigma: 0.02 },
  feedGH: 0,
};
const k = respirationOn.glycerol;

/** A call that works for every function of this folder; each number in it is then spoilt in turn. */
const calls: Readonly<Record<string, readonly unknown[]>> = {
  molarVolumeL: [20, 1],
  toNormalFlow: [10, 24, 1.2],
  referredToNormalFlow: [10, 'std-20c'],
  vvm: [10, 6],
  waterFraction: [20, 1.01325],
  dryFraction: [0.2, 0.02],
  gasBalance: [gas, { flowRelative: 0.01, outletO2: 0.0005, outletCo2: 0.0003 }],
  mixInlet: [8, 2],
  isOffRange: [4.98, { low: 0, high: 5 }],
  rangedGasBalance: [gas, { o2: 0.17, co2: 0.03 }, { o2: { low: 0, high: 1 }, co2: { low: 0, high: 0.25 } }],
  objection: [{ aboveZero: [1], finite: [1], atLeastZero: [1] }],
  guarded: [{ aboveZero: [1] }, () => 1],
  computed: [1],
  knownInOrder: [series],
  valueAt: [series, 90_000],
  headspaceDelayS: [5, 1.1, 6],
  alignOffGas: [[0, 60_000], series, 45],
  deconvolveForDisplay: [series, 25],
  analyserBaseline: [
    Array.from({ length: 12 }, (_, i) => ({ t: i * 60_000, value: 0.2096 })),
    0.2095,
    720_000,
  ],
  withoutBaseline: [0.21, 0.0005],
  wrongSince: [
    [
      { t: 0, wrong: true },
      { t: 60_000, wrong: true },
    ],
    60_000,
  ],
  flowClosure: [9.4, 10],
  closureBrokenSince: [hours.map((h) => ({ t: h * 120_000, measuredNlMin: 9, calculatedNlMin: 10 }))],
  runningTotal: [series, 0, 300_000],
  oxygenSolubilityMgL: [{ tempC: 30, pressureBarA: 1.2, salinityGKg: 20 }],
  oxygenSolubilityMmolL: [{ tempC: 30, pressureBarA: 1.2 }],
  henryOxygenMmolLBar: [30],
  equilibriumOxygenMmolL: [{ tempC: 30, pressureBarA: 1.2, o2: 0.4, mediumFactor: 0.9 }],
  dissolvedFromPct: [30, 30, airCalibration],
  pctFromDissolved: [0.1, 30, airCalibration],
  pctAtHeadPressure: [1.2, airCalibration],
  henryCarbonDioxideMolLAtm: [30],
  totalInorganicCarbon: [0.001, 5],
  klaStationary: [{ ourMmolLH: 90, equilibriumMmolL: 0.25, dissolvedMmolL: 0.07 }],
  balancedOxygenMmolL: [broth],
  regassedOxygenMmolL: [broth, 0.05, 60],
  laggedRise: [200, 10, 30],
  uptakeFromFall: [
    [0, 1, 2],
    [0.1, 0.09, 0.08],
  ],
  minimize: [(x: number) => x * x, -1, 2],
  fitKla: [reaeration],
  fitCurve: [(p: readonly number[]) => hours.map((h) => (p[0] ?? 0) + (p[1] ?? 0) * h), numbers, [1, 1]],
  evaluateGassingTest: [gassingTest],
  isProbeFast: [12],
  probeResponse: [
    Array.from({ length: 12 }, (_, i) => i * 10),
    Array.from({ length: 12 }, (_, i) => 100 * (1 - Math.exp(-i))),
    20,
  ],
  ungassedPowerW: [stirrer, 800, 1030],
  gassedPowerW: [87, stirrer, 800, 10],
  torquePowerW: [1, 0.1, 800],
  shaftTorqueNm: [87, 800],
  tipSpeedMS: [0.075, 800],
  reynoldsNumber: [0.075, 800, 1030, 1.5e-3],
  powerPerVolumeKwM3: [87, 6],
  klaOfCorrelation: [2000, 0.005, 'coalescing'],
  superficialSpeedMS: [10, 0.03],
  evaporationGH: [10, 20, 1.01325],
  expectedMassRateGH: [
    {
      liquids: [{ mlH: 10, densityKgL: 1 }],
      evaporationGH: 11,
      ourMolLH: 0.2,
      cerMolLH: 0.1,
      volumeL: 6,
      samplesGH: 0,
    },
  ],
  brothVolumeL: [{ startL: 5, feedsL: [1], baseL: 0.1, evaporatedL: 0.1, sampledL: 0.1 }],
  metabolicHeatW: [0.2, 6],
  netHeatW: [heat],
  warmingCH: [heat, 6, 1],
  nernstSlopeMv: [25],
  calibratePh: [{ ph: 7, mv: -4.2 }, { ph: 4.01, mv: 170.6 }, 25],
  phOfMv: [112, 30, calibration],
  phUnitSlopePct: [
    { buffer: 7, reading: 6.98 },
    { buffer: 4.01, reading: 4.09 },
  ],
  phVerdict: [98, 3],
  isStableMv: [hours.map((h) => h * 6), hours],
  bufferPh: ['7.00', 22, [7.02, 7, 6.99, 6.99, 6.98]],
  doPctOfCurrent: [25, { zeroNa: 0.8, fullNa: 61.2 }],
  stabilityOf: [hours.map((h) => h * 6), hours, { windowS: 30, drift: 1, noise: 1 }],
  calibrationLine: [
    [
      { reference: 0, reading: 0.1 },
      { reference: 20.9, reading: 20.6 },
    ],
    1,
  ],
  calibrateTwoPoint: [
    { reference: 0, reading: 0.05 },
    { reference: 20.9, reading: 20.75 },
  ],
  calibratedReading: [20, { gain: 1.01, offset: -0.05 }],
  acceptsGasCheck: ['air-span', 20.9],
  calibrationDrift: [{ kind: 'ph', before: 7.1, reference: 7, days: 7 }],
  batchesBetween: [[{ id: 'a', from: 0, to: 5 }], 1, 9],
  offlineOd: [0.4, 100],
  fitLinearOdMap: [
    [
      { probe: 1, offline: 2 },
      { probe: 2, offline: 4 },
      { probe: 5, offline: 9 },
    ],
  ],
  fitSaturatingOdMap: [
    [
      { probe: 1, offline: 2 },
      { probe: 2, offline: 5 },
    ],
  ],
  odOfProbe: [10, { kind: 'saturating', k: 120 }],
  dryCellWeightGL: [1052, 1002, 5],
  duplicateMean: [10, 11],
  fitDcwFactor: [numbers, numbers.map((x) => x / 4)],
  valueOfLoop: [12.8, { low: 0, high: 14 }],
  valueOfVoltage: [3.7, { low: 0, high: 100 }],
  nextLoopState: [{ band: 'valid', pending: null }, 12, 0],
  loopQuality: [{ band: 'valid', pending: null }],
  nextZeroSince: [0, 0, 1000],
  voltageQuality: [0, 20_000],
  savitzkyGolay: [5, 2, 4, 'derivative'],
  filteredSigma: [[1, 2], 0.01],
  solveLinear: [
    [
      [2, 1],
      [1, 3],
    ],
    [1, 2],
  ],
  fitLine: [hours, numbers],
  theilSenSlope: [hours, numbers],
  growthRate: [hours, numbers],
  doublingTimeH: [0.2],
  formedBiomass: [history],
  fedbatchGrowthRate: [history],
  filterGrowth: [hours, numbers, { q: 1.5e-3, r: 1e-4 }],
  inflationOf: [numbers],
  updateGrowth: [belief, 2.31, 0.01, { q: 4e-4, r: 4e-4 }],
  growthStoichiometry: [glycerol, 0.5],
  combustionRq: [glycerol],
  substrateOfOxygenG: [1, glycerol, 0.5],
  oxygenMolH: [100, 0.2, k],
  carbonDioxideMolH: [100, 0.2, k],
  biomassOfOxygenG: [1, 0.2, k],
  muOfOxygen: [1, 100, k],
  monod: [1, 0.05],
  haldane: [1, 1.5, 8.86],
  haldaneOptimumGL: [1.5, 8.86],
  cardinalTemperature: [25, { min: 8, optimum: 30, max: 38 }],
  cardinalPh: [6, { min: 2.5, optimum: 5, max: 8 }],
  hybridMu: [0.2, 0.1],
  ammoniaMolL: [0.28, 0.9],
  leastBaseMl: [20, 14.8],
  fitBaseSlope: [hours, numbers],
  biomassOfBaseG: [10, { gPerMl: 2, standardError: 0.1 }],
  specificOxygenUptake: [188, 28],
  specificSubstrateUptake: [{ feedGH: 50, accumulationGH: 0, biomassGL: 20, volumeL: 6 }],
  yieldsSoFar: [{ biomassFormedG: 110, substrateUsedG: 220, oxygenMol: 4, carbonDioxideMol: 3, baseMl: 41 }],
  carbonRecovery: [account],
  depletionClock: [outlook],
  harvestOptimum: [
    { productAt: (h: number) => 1 - Math.exp(-h), costPerH: 0, turnaroundH: 12, fromH: 0, toH: 50 },
  ],
  pinballLoss: [numbers, hours, 0.9],
  pearson: [hours, numbers],
  crossCorrelation: [hours, numbers, 2],
  bestLag: [[{ lag: 1, r: 0.5 }]],
  linearTrend: [numbers, hours],
  hampel: [numbers, 'trailing', 0],
  cleanSeries: [
    series.map((point) => ({ ...point, quality: 'good' })),
    { low: 0, high: 10, maxRatePerS: 5, cadenceMs: 30_000, noiseSd: 0.1 },
  ],
  fillGaps: [series.map(({ t, value }) => ({ t, raw: value, flag: 'good', value })), 30_000, 0.1],
  windowFeatures: [series, 300_000, 300_000, 5],
  rollingMean: [series, 300_000, 300_000, 60_000],
  laggedMean: [series, 300_000, 60_000, 60_000],
  batchAgeH: [7_200_000, 0],
  incompleteBeta: [0.3, 2, 3],
  studentPValue: [2, 8],
  studentQuantile: [0.975, 8],
  fisherQuantile: [0.99, 2, 9],
  chiSquareAtZ: [2, 60],
  symmetricEigen: [
    [
      [2, 1],
      [1, 3],
    ],
  ],
  fitPcaMonitor: [rows, 1],
  scorePca: [monitor, [1, 2]],
  empiricalLimit: [[numbers, hours]],
  jacksonMudholkar: [[0.5, 0.1]],
  cusum: [numbers, 0.5, 4],
  ewma: [numbers, 0.2],
  dynamicTimeWarping: [numbers, hours],
  maturityIndex: ['batch', 100, 12],
  maturityBin: ['batch', 4.6],
  referenceCell: [numbers],
  maturityZ: [1, { mean: 0, sd: 1, batches: 5 }, 0.1],
  rankSuspects: [[{ check: 'stuck', suspects: ['pH'], since: 0, evidence: 'x' }]],
  stuckSensor: ['pH', series, 0.01, [{ tag: 'DO', series, leastMove: 1 }]],
  loopFault: ['DO', series],
  impossibleRate: ['pH', series, { change: 0.5, perS: 60, words: '' }],
  temperatureVote: [hours.map((h) => ({ t: h * 60_000, tempC: { a: 30, b: 30, c: 31 } }))],
  gasClosureCheck: [hours.map((h) => ({ t: h * 120_000, measuredNlMin: 9, calculatedNlMin: 10 }))],
  weightResidualCheck: [hours.map((h) => ({ t: h * 240_000, measured: 10, expected: 99, sigma: 5 }))],
  oxygenTransferCheck: [hours.map((h) => ({ t: h * 240_000, measured: 10, expected: 99, sigma: 5 }))],
  equipmentHealth: [[{ name: 'x', value: 50, weight: 0.5 }]],
  residualHealth: [numbers, 20, 0.1],
  vibrationZone: [1, [1.4, 2.8, 4.5]],
  remainingLife: [{ days: hours, values: [99, 98, 97.2, 96, 95.1, 94], limit: 90 }],
  discreteOee: [{ plannedMin: 420, downMin: 47, idealSPerPiece: 1, made: 19271, bad: 423 }],
  batchOee: [{ plannedH: 1400, unplannedDownH: 98, idealHPerBatch: 110, started: 11, accepted: 10 }],
  medianInPlace: [Float64Array.from(numbers)],
  predictionMetrics: [numbers, hours, 1],
  clopperPearson: [3, 10, 0.05],
  lttb: [hours, numbers, 4],
};

/**
 * Not in the grid, and why: what takes only words or makes a feature, the pieces inside of guarded functions, the
 * screen's decimation, whose NaN cells are their contract, the quantile that is infinite by definition where batches are
 * too few, and state machines with tests of their own.
 */
const exempt = new Set([
  'withheld',
  'minutesWords',
  'seriesFeature',
  'quantileFeature',
  'ratioBeyondSigma',
  'binnedEntropy',
  'autocorrelation',
  'cidCe',
  'c3',
  'timeReversalAsymmetry',
  'numberCrossing',
  'numberPeaks',
  'saturationPressureHpa',
  'unseenShare',
  'slopeSigma',
  'predictGrowth',
  'lnGamma',
  'addMoment',
  'momentsOf',
  'standardDeviation',
  'quantile',
  'withoutBatchOffset',
  'conformalQuantile',
  'batchConformalQuantile',
  'drawnCellMs',
  'decimate',
  'startPhases',
  'overridePhase',
  'nextPhase',
  'depletionEvidence',
  // States and counts of alarms: no value is computed.
  'alarmFloods',
  'groupAlarms',
  'alarmKpi',
  'createAlarmMachine',
  'replayAlarm',
  // Columns of whole batches: NaN is their word for what is not known; holes and cut ends are in their own tests.
  'alignBatches',
  'axisOf',
  'curveOn',
  'batchTrack',
  'bridgedCarbonDioxide',
  'followPhases',
  'goldenPlaces',
  'goldenReference',
  'standardised',
  'goldenScore',
  'tunnelOf',
  'tunnelAt',
  'maturityCurve',
  'warpedOnto',
  'processCv',
  'respirationOf',
]);

const bad = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -1, 1e308, -1e308, 5e-324];

/** All versions of the arguments with one number replaced; sequences are also emptied and cut short. */
function* spoilt(value: unknown): Generator {
  if (typeof value === 'number') yield* bad;
  else if (value instanceof Float64Array)
    for (const each of spoilt([...value])) yield Float64Array.from(each as number[]);
  else if (Array.isArray(value)) {
    yield [];
    yield value.slice(0, 1);
    for (const [i, each] of value.entries()) for (const other of spoilt(each)) yield value.with(i, other);
  } else if (typeof value === 'object' && value !== null) {
    for (const [key, each] of Object.entries(value)) {
      for (const other of spoilt(each)) yield { ...value, [key]: other };
    }
  }
}

/** Every number in a result. */
function* numbersIn(value: unknown): Generator<number> {
  if (typeof value === 'number') yield value;
  else if (value instanceof Float64Array || Array.isArray(value))
    for (const each of value) yield* numbersIn(each);
  else if (typeof value === 'object' && value !== null)
    for (const each of Object.values(value)) yield* numbersIn(each);
}

/** A withheld value that gives no reason, or one that says "good". */
function hasSilentNull(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const entry = value as Readonly<Record<string, unknown>>;
  if ('quality' in entry && entry['value'] === null && entry['quality'] === 'good') return true;
  return Object.values(entry).some(hasSilentNull);
}

const functions = Object.values(modules).flatMap((module) =>
  Object.entries(module).flatMap(([name, f]) =>
    typeof f === 'function' ? [[name, f as Callable] as const] : [],
  ),
);
const named = new Map(functions);

it('covers every function of this folder', () => {
  const features = new Set(
    [
      './series-moments.ts',
      './series-changes.ts',
      './series-counts.ts',
      './series-recurrence.ts',
      './series-entropy.ts',
      './series-spectrum.ts',
      './series-structure.ts',
    ].flatMap((file) => Object.keys(modules[file] ?? {})),
  );
  const uncovered = [...named.keys()].filter(
    (name) => !(name in calls) && !exempt.has(name) && !features.has(name),
  );
  expect(uncovered).toEqual([]);
  expect(Object.keys(calls).filter((name) => !named.has(name))).toEqual([]);
});

it.each(Object.entries(calls))('%s withholds and never invents', (name, args) => {
  const f = named.get(name) as ((...args: unknown[]) => unknown) | undefined;
  if (!f) throw new Error(name);
  const fresh = (): unknown[] => structuredCloneOf(args);
  expect([...numbersIn(f(...fresh()))].every(Number.isFinite), 'as it should be called').toBe(true);
  for (const [i, arg] of args.entries()) {
    for (const other of spoilt(arg)) {
      const result = f(...fresh().with(i, other));
      // What comes in as limits or kept raw may come out again; nothing may be made.
      const invented = [...numbersIn(withoutEchoes(name, result))].filter((value) => !Number.isFinite(value));
      expect(invented, `${name} argument ${i}: ${words(other)} gave ${words(result)}`).toEqual([]);
      expect(hasSilentNull(result), `${name} argument ${i}: ${words(other)}`).toBe(false);
    }
  }
});

/** Times and raw values that were handed in come out again as they were. */
function withoutEchoes(name: string, result: unknown): unknown {
  if (name === 'fillGaps') {
    return (result as { points: { value: unknown; sigma: unknown }[] }).points.map(({ value, sigma }) => [
      value,
      sigma,
    ]);
  }
  if (name === 'alignOffGas') return (result as { value: number }[]).map(({ value }) => value);
  if (name === 'nextLoopState' || name === 'loopFault') return null;
  return result;
}

/** Functions among the arguments are passed as they are. */
function structuredCloneOf(args: readonly unknown[]): unknown[] {
  return args.map((arg) => (arg instanceof Float64Array ? Float64Array.from(arg) : arg));
}

function words(value: unknown): string {
  return (
    JSON.stringify(value, (_, v: unknown) =>
      typeof v === 'number' && !Number.isFinite(v) ? String(v) : v,
    ) ?? ''
  );
}
