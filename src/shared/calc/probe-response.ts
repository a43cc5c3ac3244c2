import type { QualityId } from '../model/quality';
import { computed, withheld, type Computed } from './computed';
import { objection } from './guarded';
import { medianInPlace } from './statistics';

/** How fast a probe followed a step, s. For one lag t63 is its time constant and t90 is 2.303 times that. */
export interface ProbeResponse {
  readonly t63S: Computed;
  readonly t90S: Computed;
  /** t63 below the limit; null where it is unknown. */
  readonly accepted: boolean | null;
}

const leastPoints = 10;
/** Share of the step between the last two tenths of the readings that tells the step is not over. */
const stillMoving = 0.01;
/** Default of science.md D3. */
export const probeTauLimitS = 30;

/**
 * Response of a probe to a step at time 0, by when it had gone 63.2 % and 90 % of the way to where the last
 * tenth of the readings stands. Withheld as "low signal" for steps below `leastStep`, or when still moving at the end.
 * @param timesS seconds since the step, rising
 * @param readings the first is what the probe showed before the step
 */
export function probeResponse(
  timesS: readonly number[],
  readings: readonly number[],
  leastStep: number,
  limitS = probeTauLimitS,
): ProbeResponse {
  const reason = objection({ atLeastZero: timesS, finite: [...readings, leastStep], aboveZero: [limitS] });
  if (reason !== null) return unknown(reason);
  if (timesS.length < leastPoints || timesS.length !== readings.length) return unknown('missing-input');
  if (timesS.some((t, i) => t <= (timesS[i - 1] ?? -1))) return unknown('clock-skew');
  const tenth = Math.max(3, Math.ceil(readings.length / 10));
  const start = readings[0] ?? 0;
  const end = middle(readings.slice(-tenth));
  const step = end - start;
  const moving = Math.abs(end - middle(readings.slice(-2 * tenth, -tenth))) > stillMoving * Math.abs(step);
  if (Math.abs(step) < Math.abs(leastStep) || step === 0 || moving) return unknown('low-signal');
  const progress = readings.map((reading) => (reading - start) / step);
  const t63 = reached(timesS, progress, 1 - Math.exp(-1));
  return {
    t63S: t63,
    t90S: reached(timesS, progress, 0.9),
    accepted: t63.value === null ? null : t63.value < limitS,
  };
}

function middle(readings: readonly number[]): number {
  return medianInPlace(Float64Array.from(readings)) ?? Number.NaN;
}

/** When the progress first passes a share, between its readings. */
function reached(timesS: readonly number[], progress: readonly number[], share: number): Computed {
  const at = progress.findIndex((p) => p >= share);
  const [t1, p1] = [timesS[at], progress[at]];
  const [t0, p0] = [timesS[at - 1], progress[at - 1]];
  if (t1 === undefined || p1 === undefined || t0 === undefined || p0 === undefined)
    return withheld('low-signal');
  return computed(t0 + ((share - p0) / (p1 - p0)) * (t1 - t0));
}

function unknown(quality: QualityId): ProbeResponse {
  return { t63S: withheld(quality), t90S: withheld(quality), accepted: null };
}
