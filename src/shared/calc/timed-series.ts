/** One value of a signal; null where there was none. */
export interface TimedValue {
  /** Epoch ms. */
  readonly t: number;
  readonly value: number | null;
}

/** A value that is there. */
export interface KnownValue {
  readonly t: number;
  readonly value: number;
}

/** Longest stretch without a value that may be bridged by a straight line (science.md D2 and D7). */
export const bridgedGapMs = 5 * 60_000;

/**
 * The usable points in order of time, one per time (the later entry wins). A clock that jumped back therefore neither
 * counts a stretch twice nor makes time run backwards.
 */
export function knownInOrder(series: readonly TimedValue[]): KnownValue[] {
  const byTime = new Map<number, number>();
  for (const { t, value } of series) {
    if (value !== null && Number.isFinite(value) && Number.isFinite(t)) byTime.set(t, value);
  }
  return [...byTime].map(([t, value]) => ({ t, value })).toSorted((a, b) => a.t - b.t);
}

/**
 * Value at a time by a straight line between its neighbours; null outside the series and inside gaps.
 * @param known from `knownInOrder`
 */
export function valueAt(known: readonly KnownValue[], t: number, maxGapMs = bridgedGapMs): number | null {
  const after = firstAtOrAfter(known, t);
  const next = known[after];
  if (next?.t === t) return next.value;
  const last = known[after - 1];
  if (!next || !last || next.t - last.t > maxGapMs) return null;
  const share = (t - last.t) / (next.t - last.t);
  const value = last.value * (1 - share) + next.value * share;
  return Number.isFinite(value) ? value : null;
}

function firstAtOrAfter(known: readonly KnownValue[], t: number): number {
  let low = 0;
  let high = known.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((known[middle]?.t ?? Number.POSITIVE_INFINITY) < t) low = middle + 1;
    else high = middle;
  }
  return low;
}
