import { computed, withheld, type Computed } from './computed';
import { bridgedGapMs, knownInOrder, type KnownValue, type TimedValue } from './timed-series';

/** A total over a stretch of time and how much of it is not in there. */
export interface RunningTotal extends Computed {
  /** Share of the stretch that lies in gaps, 0 to 1; null where the stretch itself is none. */
  readonly missingShare: number | null;
}

const hourMs = 3_600_000;

/**
 * Integral of a rate per hour from `from` to `to` (epoch ms) by trapezoid. Gaps longer than five minutes are not
 * bridged but reported as missing (science.md D2); a total of nothing but gaps is withheld.
 */
export function runningTotal(
  rates: readonly TimedValue[],
  from: number,
  to: number,
  maxGapMs = bridgedGapMs,
): RunningTotal {
  if (!Number.isFinite(from) || !Number.isFinite(to)) {
    return { ...withheld('not-a-number'), missingShare: null };
  }
  if (to <= from) return { ...withheld('impossible'), missingShare: null };
  const known = knownInOrder(rates);
  let total = 0;
  let coveredMs = 0;
  for (const [i, right] of known.entries()) {
    const left = known[i - 1];
    if (!left || right.t - left.t > maxGapMs) continue;
    const start = Math.max(left.t, from);
    const end = Math.min(right.t, to);
    if (end <= start) continue;
    coveredMs += end - start;
    total += ((onLine(left, right, start) + onLine(left, right, end)) / 2) * ((end - start) / hourMs);
  }
  const missingShare = Math.max(0, 1 - coveredMs / (to - from));
  return { ...(coveredMs === 0 ? withheld('missing-input') : computed(total)), missingShare };
}

function onLine(left: KnownValue, right: KnownValue, t: number): number {
  return left.value + ((right.value - left.value) * (t - left.t)) / (right.t - left.t);
}
