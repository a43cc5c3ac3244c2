/** A column of numbers with the times they stand for; NaN is a gap. */
export interface SparkColumns {
  readonly t: ArrayLike<number>;
  readonly min: ArrayLike<number>;
  readonly max: ArrayLike<number>;
  readonly mean: ArrayLike<number>;
}

export interface SparkSpan {
  readonly low: number;
  readonly high: number;
}

/**
 * The value axis of a small chart: all that is shown fits, spikes included, and it never spans less than `least`, so
 * that a quiet signal looks quiet.
 */
export function spanOf(
  columns: readonly SparkColumns[],
  from: number,
  least: number,
  floor: number | null,
): SparkSpan | null {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const { t, min, max } of columns) {
    for (let index = 0; index < t.length; index += 1) {
      if ((t[index] ?? 0) < from) continue;
      const least = min[index] ?? Number.NaN;
      const most = max[index] ?? Number.NaN;
      if (least < low) low = least;
      if (most > high) high = most;
    }
  }
  if (low > high) return null;
  const missing = Math.max(0, least - (high - low)) / 2;
  const padding = Math.max(missing, (high - low) * 0.06);
  const bottom = low - padding;
  if (floor === null || bottom >= floor) return rounded(bottom, high + padding);
  return rounded(Math.min(floor, low), Math.max(high + padding, floor + least));
}

/** Outwards to round figures: the two that are written at the axis are the axis. */
function rounded(low: number, high: number): SparkSpan {
  const step = roundStep((high - low) / 5);
  return { low: Math.floor(low / step) * step, high: Math.ceil(high / step) * step };
}

/** The next of 1, 2, 5 times a power of ten. */
function roundStep(raw: number): number {
  const power = 10 ** Math.floor(Math.log10(raw));
  const factor = [1, 2, 5].find((candidate) => candidate * power >= raw * 0.999) ?? 10;
  return factor * power;
}

/** The usual distance between points, ms: the median, so that one hole does not widen it. */
export function usualStepMs(t: ArrayLike<number>): number {
  const steps: number[] = [];
  for (let index = 1; index < t.length; index += 1) steps.push((t[index] ?? 0) - (t[index - 1] ?? 0));
  steps.sort((a, b) => a - b);
  return steps[steps.length >> 1] ?? 0;
}

/** Index ranges [start, end) to be drawn as one line each: a missing number or a long silence breaks the line. */
export function runsOf(t: ArrayLike<number>, value: ArrayLike<number>, holeMs: number): [number, number][] {
  const runs: [number, number][] = [];
  let start = -1;
  for (let index = 0; index < t.length; index += 1) {
    const there = Number.isFinite(value[index] ?? Number.NaN);
    const far = start >= 0 && (t[index] ?? 0) - (t[index - 1] ?? 0) > holeMs;
    if (start >= 0 && (!there || far)) {
      runs.push([start, index]);
      start = -1;
    }
    if (there && start < 0) start = index;
  }
  if (start >= 0) runs.push([start, t.length]);
  return runs;
}
