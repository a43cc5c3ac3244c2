import type { KeepingSettings } from '../../../shared/model/keeping';

const dayMs = 86_400_000;
const retryMs = 3_600_000;

/**
 * When the next backup is due, epoch ms; null where none is planned. One that was missed while the station was off is
 * due at once.
 * @param last the last attempt; null before the first. One that failed is made again after an hour
 */
export function nextBackup(
  { backupDaily, backupHour }: Pick<KeepingSettings, 'backupDaily' | 'backupHour'>,
  last: { readonly startedAt: number; readonly state: string } | null,
  now: number,
): number | null {
  if (!backupDaily) return null;
  const latest = atHour(now, backupHour);
  const due = latest <= now ? latest : atHour(now - dayMs, backupHour);
  if (last?.state === 'failed') return last.startedAt + retryMs;
  if (last === null || last.startedAt < due) return Math.min(due, now);
  return atHour(due + 1.5 * dayMs, backupHour);
}

/** The hour of the station's own day in which a time lies. */
function atHour(t: number, hour: number): number {
  return new Date(t).setHours(hour, 0, 0, 0);
}
