import { fitLine } from './growth';
import { momentsOf, standardDeviation } from './statistics';
import type { KnownValue } from './timed-series';

/** One tag in one window (science.md D7). */
export interface WindowFeatures {
  /** End of the window, epoch ms: that is its time. */
  readonly endMs: number;
  readonly mean: number;
  /** Divided by n. */
  readonly std: number;
  readonly min: number;
  readonly max: number;
  /** Least squares, per hour; null where a window has one value. */
  readonly slopePerH: number | null;
  readonly last: number;
  /** Good samples over those expected. */
  readonly goodShare: number;
}

const hourMs = 3_600_000;
const leastGood = 0.5;

/**
 * Features of the good samples in (end − width, end]; null below half of those expected, or where a value is too large
 * to compute with.
 * @param good in order of time
 */
export function windowFeatures(
  good: readonly KnownValue[],
  endMs: number,
  widthMs: number,
  expected: number,
): WindowFeatures | null {
  const inside = good.filter(({ t, value }) => t > endMs - widthMs && t <= endMs && Number.isFinite(value));
  const last = inside.at(-1);
  if (!last || !(expected > 0) || inside.length / expected < leastGood) return null;
  const values = inside.map(({ value }) => value);
  const moments = momentsOf(values);
  const std = standardDeviation(moments, 0);
  const line = fitLine(
    inside.map(({ t }) => (t - endMs) / hourMs),
    values,
  );
  if (std === null || ![std, moments.mean, line?.slope ?? 0].every(Number.isFinite)) return null;
  return {
    endMs,
    mean: moments.mean,
    std,
    min: Math.min(...values),
    max: Math.max(...values),
    slopePerH: line?.slope ?? null,
    last: last.value,
    goodShare: Math.min(1, inside.length / expected),
  };
}

/**
 * Mean of the window means in the last `spanMs` up to and with `endMs`; null below half of the windows expected.
 * @param stepMs width of a window
 */
export function rollingMean(
  means: readonly KnownValue[],
  endMs: number,
  spanMs: number,
  stepMs: number,
): number | null {
  const inside = means.filter(({ t }) => t > endMs - spanMs && t <= endMs);
  const result = inside.reduce((sum, { value }) => sum + value, 0) / inside.length;
  return inside.length >= (leastGood * spanMs) / stepMs && Number.isFinite(result) ? result : null;
}

/** The window mean `lagMs` before, to within half a window; null where there is none. */
export function laggedMean(
  means: readonly KnownValue[],
  endMs: number,
  lagMs: number,
  stepMs: number,
): number | null {
  const found = means.find(({ t }) => Math.abs(t - (endMs - lagMs)) <= stepMs / 2);
  return found && Number.isFinite(found.value) ? found.value : null;
}

/** Batch age at the end of a window, h; null before inoculation. */
export function batchAgeH(endMs: number, inoculatedAt: number): number | null {
  const age = (endMs - inoculatedAt) / hourMs;
  return age >= 0 && Number.isFinite(age) ? age : null;
}
