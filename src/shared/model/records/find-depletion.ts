import type { GridPoint } from './find-excursions';

export interface Depletion {
  /** When DO passed 80 %, epoch ms. */
  readonly at: number;
  readonly words: string;
}

const minuteMs = 60_000;
const riseWithinMs = 30 * minuteMs;
const stableMs = 10 * minuteMs;

/**
 * Depletion of the carbon source by the procedure: DO rises from 20-40 % to more than 80 % within half an hour and stays
 * there for ten minutes. Null where that never happened.
 */
export function findDepletion(doPct: readonly GridPoint[]): Depletion | null {
  const known = doPct.filter((point): point is { t: number; value: number } => point.value !== null);
  for (const [i, point] of known.entries()) {
    if (point.value <= 80 || (known[i - 1]?.value ?? 100) > 80) continue;
    const before = known.slice(0, i).filter(({ t }) => t >= point.t - riseWithinMs);
    const low = before.findLast(({ value }) => value <= 40);
    const after = known.slice(i).filter(({ t }) => t <= point.t + stableMs);
    const lasts = (known.at(-1)?.t ?? 0) >= point.t + stableMs;
    if (!low || !lasts || after.some(({ value }) => value <= 80)) continue;
    const minutes = Math.round((point.t - low.t) / minuteMs);
    return {
      at: point.t,
      words: `DO rose from ${low.value.toFixed(0)} to above 80 % in ${minutes} min and stayed there for 10 min`,
    };
  }
  return null;
}
