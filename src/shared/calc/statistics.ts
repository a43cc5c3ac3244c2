/** Running count, mean and sum of squared deviations (Welford): stable however long it runs. */
export interface Moments {
  readonly n: number;
  readonly mean: number;
  readonly m2: number;
}

export const noMoments: Moments = { n: 0, mean: 0, m2: 0 };

/** The moments with one more value. */
export function addMoment(moments: Moments, value: number): Moments {
  const n = moments.n + 1;
  const delta = value - moments.mean;
  const mean = moments.mean + delta / n;
  return { n, mean, m2: moments.m2 + delta * (value - mean) };
}

/** Moments of a whole series. */
export function momentsOf(values: Iterable<number>): Moments {
  let moments = noMoments;
  for (const value of values) moments = addMoment(moments, value);
  return moments;
}

/**
 * Standard deviation; null where there are too few values.
 * @param ddof 0 divides by n, 1 by n−1
 */
export function standardDeviation(moments: Moments, ddof: 0 | 1): number | null {
  return moments.n > ddof ? Math.sqrt(moments.m2 / (moments.n - ddof)) : null;
}

/**
 * Quantile by linear interpolation between order statistics; null for an empty series.
 * @param share 0 to 1
 */
export function quantile(values: readonly number[], share: number): number | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((a, b) => a - b);
  const position = (sorted.length - 1) * Math.min(1, Math.max(0, share));
  const below = Math.floor(position);
  const low = sorted[below] ?? null;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] ?? null;
  return low === null || high === null ? null : low + (high - low) * (position - below);
}

/**
 * Median by selection in place: the array is reordered, which spares a copy and most of a sort. Null
 * for nothing, and where a value is no number.
 * @param length how much of the array counts
 */
export function medianInPlace(values: Float64Array, length = values.length): number | null {
  if (length === 0 || !allNumbers(values, length)) return null;
  const middle = length >> 1;
  const upper = select(values, middle, length);
  if (length % 2 === 1) return upper;
  let lower = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < middle; i += 1) lower = Math.max(lower, values[i] ?? lower);
  return (lower + upper) / 2;
}

/** Selection needs an order, and NaN has none. */
function allNumbers(values: Float64Array, length: number): boolean {
  for (let i = 0; i < length; i += 1) if (!Number.isFinite(values[i])) return false;
  return true;
}

/** Hoare's selection: afterwards the k-th smallest stands at k and nothing before it is larger. */
function select(values: Float64Array, k: number, length: number): number {
  let left = 0;
  let right = length - 1;
  while (left < right) {
    const pivot = values[(left + right) >> 1] ?? 0;
    let i = left;
    let j = right;
    while (i <= j) {
      while ((values[i] ?? pivot) < pivot) i += 1;
      while ((values[j] ?? pivot) > pivot) j -= 1;
      if (i <= j) {
        const held = values[i] ?? 0;
        values[i] = values[j] ?? 0;
        values[j] = held;
        i += 1;
        j -= 1;
      }
    }
    if (k <= j) right = j;
    else if (k >= i) left = i;
    else break;
  }
  return values[k] ?? 0;
}
