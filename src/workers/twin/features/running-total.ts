/** An integral over time that says how much of the time it could not see. */
export interface RunningTotal {
  /** Integral so far, in the unit of the rate times hours. */
  readonly amount: number;
  /** Time within gaps too long to bridge, ms. */
  readonly missingMs: number;
  /** Time up to which the integral is known, epoch ms. */
  readonly knownTo: number;
  /** Rate there; null before the first value. */
  readonly lastRate: number | null;
}

/** Gaps longer than this are not bridged but counted as missing (science.md D2). */
export const longestBridgeMs = 5 * 60_000;
const hourMs = 3_600_000;

/** A total that begins at zero. */
export function startTotal(from: number): RunningTotal {
  return { amount: 0, missingMs: 0, knownTo: from, lastRate: null };
}

/** Adds a rate per hour by the trapezoid from the last known one; null adds nothing and leaves the gap open. */
export function addRate(total: RunningTotal, t: number, ratePerH: number | null): RunningTotal {
  if (ratePerH === null || t <= total.knownTo) return total;
  const gapMs = t - total.knownTo;
  const bridged = gapMs <= longestBridgeMs;
  const mean = ((total.lastRate ?? ratePerH) + ratePerH) / 2;
  return {
    amount: total.amount + (bridged ? (mean * gapMs) / hourMs : 0),
    missingMs: total.missingMs + (bridged ? 0 : gapMs),
    knownTo: t,
    lastRate: ratePerH,
  };
}

/** An integral that could not see more of the time than this says nothing. */
export const mostMissing = 0.1;

/** The integral where it has seen most of the time from `since` to `now`, else null. */
export function amountSeen(total: RunningTotal, since: number, now: number): number | null {
  return total.missingMs / Math.max(1, now - since) > mostMissing ? null : total.amount;
}
