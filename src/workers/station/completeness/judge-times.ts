import { coarsestRecordMs, holeAfterPeriods } from '../../../shared/model/hole';
import type { Span } from '../record/completeness/completeness-keep';

/** Samples of one channel in order of time; `bad` where one holds no usable value. */
export interface JudgedTimes {
  readonly t: ArrayLike<number>;
  readonly bad: (index: number) => boolean;
}

/** So many equal distances in a row make a record of that cadence. */
export const regularAfter = 4;
const equalWithin = 0.1;

/** Distances that may belong to one regular record. */
export function sameDistance(gap: number, before: number): boolean {
  return Math.abs(gap - before) <= before * equalWithin && gap <= coarsestRecordMs * (1 + equalWithin);
}

/** Median; 0 of nothing. */
export function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

/** Samples that should have come between two, or null where the second one is not late. */
export function missingBetween(last: number, next: number, expectedMs: number): Span | null {
  return next - last > holeAfterPeriods * expectedMs
    ? { from: Math.round(last + expectedMs), to: next }
    : null;
}

/**
 * Holes between samples, seen afterwards. A regular record of up to 30 s is as complete as its source makes it: four equal
 * distances in a row are no holes, from the first on.
 */
export function missingIn({ t }: Pick<JudgedTimes, 't'>, cadenceMs: number): Span[] {
  const missing: Span[] = [];
  const inRun = regularGaps(t);
  for (let index = 1; index < t.length; index += 1) {
    if (inRun[index] === 1) continue;
    const last = t[index - 1] ?? 0;
    const before = inRun[index - 1] === 1 ? last - (t[index - 2] ?? 0) : 0;
    const found = missingBetween(last, t[index] ?? 0, Math.max(cadenceMs, before));
    if (found) missing.push(found);
  }
  return missing;
}

/** 1 for every sample whose distance to the one before is one of at least four equal ones. */
function regularGaps(t: ArrayLike<number>): Uint8Array {
  const inRun = new Uint8Array(t.length);
  let first = 1;
  for (let index = 2; index <= t.length; index += 1) {
    const gap = (t[index] ?? 0) - (t[index - 1] ?? 0);
    const before = (t[index - 1] ?? 0) - (t[index - 2] ?? 0);
    if (index < t.length && sameDistance(gap, before)) continue;
    const long = index - first >= regularAfter && before <= coarsestRecordMs * (1 + equalWithin);
    if (long) inRun.fill(1, first, index);
    first = index;
  }
  return inRun;
}

/** Stretches of bad samples longer than three periods, and since when the last samples are bad. */
export function badIn(
  { t, bad }: JudgedTimes,
  cadenceMs: number,
): { readonly spans: Span[]; readonly since: number | null } {
  const spans: Span[] = [];
  let since: number | null = null;
  for (let index = 0; index < t.length; index += 1) {
    const at = t[index] ?? 0;
    const last = t[index - 1] ?? at;
    if (since !== null) {
      const silent = at - last > holeAfterPeriods * cadenceMs;
      if (silent || !bad(index)) {
        const span = badSpan(since, silent ? last + cadenceMs : at, cadenceMs);
        if (span) spans.push(span);
        since = null;
      }
    }
    if (bad(index)) since ??= at;
  }
  return { spans, since };
}

/** A stretch of bad samples that is worth a line in the ledger. */
export function badSpan(from: number, to: number, cadenceMs: number): Span | null {
  return to - from > holeAfterPeriods * cadenceMs ? { from, to: Math.round(to) } : null;
}
