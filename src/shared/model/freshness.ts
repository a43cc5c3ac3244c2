/** How current a channel or source is; lost is worse than stale. */
export type Freshness = 'fresh' | 'stale' | 'lost' | 'never';

/** Stale after 3 expected periods (at least 3 s), lost after 10 (at least 30 s). */
export const staleAfterPeriods = 3;
export const lostAfterPeriods = 10;

/**
 * Judges age alone.
 * @param lastSeenAt epoch ms of the last arrival, null if none yet
 * @param cadenceMs expected time between arrivals
 */
export function freshnessOf(lastSeenAt: number | null, cadenceMs: number, now: number): Freshness {
  if (lastSeenAt === null) return 'never';
  const age = now - lastSeenAt;
  if (age > Math.max(30_000, lostAfterPeriods * cadenceMs)) return 'lost';
  return age > Math.max(3000, staleAfterPeriods * cadenceMs) ? 'stale' : 'fresh';
}
