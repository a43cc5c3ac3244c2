/** Stands for "the source gave a time nobody can read": 1970, which the check turns into time of arrival + doubt. */
export const unreadableTime = 0;

const isoWithoutZone = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$/;
const digitsOnly = /^\d+(\.\d+)?$/;

/**
 * A source's time as epoch ms. Numbers from 1e9 to 1e10 are seconds, all others milliseconds; text is ISO 8601, taken
 * as UTC where it names no zone. Whether the result is believable is the check's business.
 * @returns null where the source gave none, {@link unreadableTime} where it gave something else
 */
export function readTime(raw: unknown): number | null {
  if (raw === undefined || raw === null) return null;
  if (typeof raw === 'number') return fromNumber(raw);
  if (typeof raw !== 'string') return unreadableTime;
  if (digitsOnly.test(raw)) return fromNumber(Number(raw));
  const parsed = Date.parse(isoWithoutZone.test(raw) ? `${raw.replace(' ', 'T')}Z` : raw);
  return Number.isNaN(parsed) ? unreadableTime : parsed;
}

function fromNumber(raw: number): number {
  if (!Number.isFinite(raw)) return unreadableTime;
  return Math.round(raw >= 1e9 && raw <= 1e10 ? raw * 1000 : raw);
}
