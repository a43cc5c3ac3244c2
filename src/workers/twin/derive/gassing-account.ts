import { withheld, type Computed } from '../../../shared/calc/computed';
import { dissolvedFromPct } from '../../../shared/calc/dissolved-oxygen';
import {
  evaluateGassingTest,
  isProbeFast,
  type GassingResult,
  type Headspace,
} from '../../../shared/calc/gassing-test';
import { normalMolarVolumeL } from '../../../shared/calc/gas-reference';
import { waterFraction } from '../../../shared/calc/humidity';
import { probeTauLimitS } from '../../../shared/calc/probe-response';
import type { SensorSuspicion } from '../../../shared/calc/sensor-suspicion';
import { medianInPlace } from '../../../shared/calc/statistics';
import type { QualityId } from '../../../shared/model/quality';
import type { VesselFacts } from '../../../shared/model/vessel-facts';
import type { FeatureWindow } from '../features/feature-engine';
import { outletFraction, type GasSettings } from '../features/gas-rates';
import { inputOf } from '../features/input-cell';
import type { GasStep } from './gas-step';
import type { Seconds, SecondsTag } from './seconds';

export const gassingTags = ['kLa_dyn', 'kLa_dyn_sigma', 'DO_probe_t63', 'DO_probe_t90'] as const;
export type GassingTag = (typeof gassingTags)[number];

/** Something worth writing down that happened in a window. */
export interface Remark {
  /** End of the window, epoch ms. */
  readonly at: number;
  readonly kind: 'gassing-test' | 'check-explained';
  readonly words: string;
}

export interface GassingAccount {
  /** Remembers stationary kLa, to be compared. Every window goes in once. */
  add(end: number, kla: Computed): void;
  /** What the seconds of a step tell, at the window in which it is due. */
  evaluate(step: GasStep, seconds: Seconds | null, window: FeatureWindow): Record<GassingTag, Computed>;
  suspicions(): readonly SensorSuspicion[];
  remarks(): readonly Remark[];
}

/** Medians over this many readings still the noise of a meter. */
const stillReadings = 7;
const stirrerShare = 0.03;
const pressureBar = 0.02;
const oxygenShare = 0.01;
const feedMlMin = 0.05;
const returnedShare = 0.03;
const comparedMs = 5 * 60_000;

/** Gassing-out tests of one batch: what they tell of transfer and probe, and what speaks against them. */
export function createGassingAccount(settings: GasSettings, vessel: VesselFacts): GassingAccount {
  let stationary: { readonly end: number; readonly kla: number }[] = [];
  let slow: SensorSuspicion | null = null;
  let remarks: Remark[] = [];
  return {
    suspicions: () => (slow === null ? [] : [slow]),
    remarks: () => remarks,
    add: (end, { value }) => {
      if (value !== null) stationary = [...stationary.slice(-60), { end, kla: value }];
    },
    evaluate: (step, seconds, window) => {
      const before = stationary.filter(({ end }) => end <= step.cutAfter && end > step.cutAfter - comparedMs);
      const known = medianInPlace(Float64Array.from(before, ({ kla }) => kla));
      const result =
        seconds === null
          ? nothing('missing-input', 'The seconds of the test could not be read')
          : testOf(seconds, headspaceOf(window, settings, vessel));
      const words = wordsOf(result, known);
      remarks = [...remarks, { at: window.end, kind: 'gassing-test', words }];
      const { value: t63 } = result.t63S;
      if (t63 !== null)
        slow = isProbeFast(t63)
          ? null
          : { check: 'probe-response', suspects: ['DO'], since: slow?.since ?? window.end, evidence: words };
      return {
        kLa_dyn: result.kla,
        kLa_dyn_sigma: result.klaSigma,
        DO_probe_t63: result.t63S,
        DO_probe_t90: result.t90S,
      };
    },
  };
}

type Found = Omit<GassingResult, 'uptakePctS'>;

/** The test that these seconds hold, or why there is none. */
function testOf(seconds: Seconds, headspace: Headspace | undefined): Found {
  const flow = seconds.Gas_Flow_Inlet ?? sumOf(seconds.Gas_MFC_air, seconds.Gas_MFC_O2);
  const oxygen = seconds.DO;
  if (!flow || !oxygen || flow.t.length === 0 || oxygen.t.length === 0)
    return nothing('missing-input', `${flow ? 'DO' : 'The gas flow'} has no readings`);
  const usual = middle(flow.value.slice(0, 60));
  const first = flow.value.findIndex((value) => value < usual / 2);
  const last = flow.value.findLastIndex((value) => value < usual / 2);
  const [cutAt, backAt] = [flow.t[first - 1], flow.t[last]];
  if (cutAt === undefined || backAt === undefined)
    return nothing('low-signal', 'The gas was not cut to less than half');
  const changed = otherChange(seconds, cutAt, backAt);
  if (changed !== '') return nothing('low-signal', `${changed} during the test`);
  const returned = middle(flow.value.slice(last + 5));
  if (!(Math.abs(returned / usual - 1) <= returnedShare))
    return nothing(
      'low-signal',
      `The gas came back at ${returned.toFixed(2)} instead of ${usual.toFixed(2)} NL/min`,
    );
  return evaluateGassingTest({
    timesS: oxygen.t.map((t) => (t - cutAt) / 1000),
    doPct: oxygen.value,
    restoredS: (backAt - cutAt) / 1000,
    leftShare: Math.max(0, middle(flow.value.slice(first, last + 1)) / usual),
    ...(headspace ? { headspace } : {}),
  });
}

/** What else moved and would pass for transfer, in words; empty when nothing did. */
function otherChange(seconds: Seconds, cutAt: number, backAt: number): string {
  const spanOf = (tag: SecondsTag): { readonly low: number; readonly high: number } => {
    const stills = medians(seconds[tag]?.value ?? []);
    return { low: Math.min(...stills), high: Math.max(...stills) };
  };
  const stirrer = spanOf('Stir_PV');
  if (stirrer.high === -Infinity) return 'The stirrer was not heard';
  if (stirrer.high - stirrer.low > stirrerShare * stirrer.high)
    return `The stirrer went from ${stirrer.low.toFixed(0)} to ${stirrer.high.toFixed(0)} rpm`;
  const pressure = spanOf('Reactor_Pressure');
  if (pressure.high - pressure.low > pressureBar)
    return `The head pressure went from ${pressure.low.toFixed(3)} to ${pressure.high.toFixed(3)} bar`;
  const fed = (['Feed_Glycerol', 'Feed_MeOH'] as const).find((tag) => {
    const { low, high } = spanOf(tag);
    return high - low > feedMlMin;
  });
  if (fed) return `${fed} changed`;
  const [before, after] = [enrichment(seconds, 0, cutAt), enrichment(seconds, backAt + 5000, Infinity)];
  return Math.abs(after - before) > oxygenShare ? 'The oxygen share of the gas changed' : '';
}

/** Oxygen controller's share of the gas, 0 where it is not heard. */
function enrichment({ Gas_MFC_air: air, Gas_MFC_O2: oxygen }: Seconds, from: number, to: number): number {
  const mean = (series: Seconds[SecondsTag]): number =>
    middle((series?.value ?? []).filter((_, i) => (series?.t[i] ?? to) >= from && (series?.t[i] ?? to) < to));
  const [a, o] = [mean(air), mean(oxygen)];
  return a + o > 0 ? o / (a + o) : 0;
}

function medians(values: readonly number[]): number[] {
  const found: number[] = [];
  for (let i = 0; i + stillReadings <= values.length; i += stillReadings)
    found.push(middle(values.slice(i, i + stillReadings)));
  return found;
}

function sumOf(a: Seconds[SecondsTag], b: Seconds[SecondsTag]): Seconds[SecondsTag] {
  if (!a || !b) return a ?? b;
  const other = new Map(b.t.map((t, i) => [t, b.value[i] ?? 0]));
  return { t: a.t, value: a.value.map((value, i) => value + (other.get(a.t[i] ?? 0) ?? 0)) };
}

/** What is above the broth, where all that it takes is known. */
function headspaceOf(
  { cell, volume }: FeatureWindow,
  settings: GasSettings,
  vessel: VesselFacts,
): Headspace | undefined {
  const inputs = [
    inputOf(cell, 'Gas_Flow_Inlet'),
    inputOf(cell, 'Temp_Broth'),
    inputOf(cell, 'Reactor_Pressure'),
    outletFraction(cell, 'OffGas_O2', settings),
    volume,
  ];
  if (inputs.some(({ value }) => value === null || !(value > 0))) return undefined;
  const [flow = 0, tempC = 0, barA = 0, o2 = 0, volumeL = 0] = inputs.map(({ value }) => value ?? 0);
  const full = dissolvedFromPct(100, tempC, {
    tempC: vessel.doCalibrationTempC,
    pressureBarA: vessel.doCalibrationBarA,
    o2: vessel.doCalibrationO2,
    mediumFactor: vessel.mediumFactor,
  }).value;
  const water = waterFraction(tempC, barA).value;
  // Gas held in the broth counts as a tenth of it.
  const gasL = vessel.vesselVolumeL - 0.9 * volumeL;
  if (full === null || water === null || gasL <= 0) return undefined;
  const mol = (barA * (1 - water) * gasL) / (gasConstantBarL * (tempC + 273.15));
  return {
    turnoverS: (60 * mol * normalMolarVolumeL) / flow,
    drainPerPct: (0.01 * full * volumeL) / (1000 * mol * o2),
  };
}

const gasConstantBarL = 0.083144626;

function wordsOf({ kla, klaSigma, t63S, t63SigmaS, refusal }: Found, stationary: number | null): string {
  const told = [
    kla.value === null
      ? `no kLa: ${refusal}`
      : `kLa ${kla.value.toFixed(0)} ± ${(klaSigma.value ?? 0).toFixed(0)} 1/h${
          stationary === null
            ? ', no stationary kLa to compare'
            : `, stationary ${stationary.toFixed(0)} 1/h (${signed(100 * (kla.value / stationary - 1))} %)`
        }`,
    ...(t63S.value === null
      ? []
      : [
          `probe t63 ${t63S.value.toFixed(1)} ± ${(t63SigmaS.value ?? 0).toFixed(1)} s, ${
            isProbeFast(t63S.value) ? 'below' : 'not below'
          } the limit of ${probeTauLimitS} s`,
        ]),
  ];
  return `Gassing-out test: ${told.join('; ')}`;
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(0)}`;
}

function nothing(quality: QualityId, refusal: string): Found {
  const none = withheld(quality);
  return { kla: none, klaSigma: none, t63S: none, t63SigmaS: none, t90S: none, refusal };
}

function middle(values: readonly number[]): number {
  return medianInPlace(Float64Array.from(values)) ?? Number.NaN;
}
