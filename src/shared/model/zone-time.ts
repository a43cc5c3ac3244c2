const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, number>();
/** No zone changes its offset within a quarter of an hour that begins on one. */
const stepMs = 900_000;
const mostOffsets = 20_000;

/** True for a zone this machine knows by name. */
export function isZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

/**
 * What a clock in a zone is ahead of UTC at a moment, ms.
 * @throws RangeError for a zone that is not known
 */
export function zoneOffsetMs(zone: string, t: number): number {
  if (zone === 'UTC') return 0;
  const step = Math.floor(t / stepMs);
  const key = `${zone} ${step}`;
  const known = offsets.get(key);
  if (known !== undefined) return known;
  if (offsets.size > mostOffsets) offsets.clear();
  const offset = localClock(zone, step * stepMs) - step * stepMs;
  offsets.set(key, offset);
  return offset;
}

/**
 * The moments at which a clock in a zone shows a local time (given as if it were UTC): one, two in the hour that
 * comes twice, none in the hour that is left out.
 */
export function momentsOfLocal(zone: string, localMs: number): number[] {
  if (zone === 'UTC') return [localMs];
  const around = [localMs - 86_400_000, localMs + 86_400_000].map((t) => zoneOffsetMs(zone, t));
  const moments = [...new Set(around)].map((offset) => localMs - offset);
  return moments.filter((t) => t + zoneOffsetMs(zone, t) === localMs).toSorted((a, b) => a - b);
}

/** `2026-03-04T05:06:07.008+01:00`; `Z` for UTC. */
export function isoInZone(t: number, zone: string): string {
  if (zone === 'UTC') return new Date(t).toISOString();
  const offset = zoneOffsetMs(zone, t);
  const minutes = Math.abs(offset) / 60_000;
  const two = (value: number): string => String(Math.floor(value)).padStart(2, '0');
  const sign = offset < 0 ? '-' : '+';
  return `${new Date(t + offset).toISOString().slice(0, -1)}${sign}${two(minutes / 60)}:${two(minutes % 60)}`;
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  formats.set(zone, format);
  return format;
}

function localClock(zone: string, t: number): number {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(t)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
  return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
}
