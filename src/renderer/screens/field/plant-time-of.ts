const dayMs = 86_400_000;

/** The moment that a clock on the wall shows, nearest to now and in the zone of this window; null for no time of day. */
export function plantTimeOf(text: string, now: number): number | null {
  const [, hours, minutes, seconds] = /^\s*(\d{1,2}):(\d\d):(\d\d)\s*$/.exec(text) ?? [];
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59 || Number(seconds) > 59) return null;
  const day = new Date(now);
  day.setHours(Number(hours), Number(minutes), Number(seconds), 0);
  const t = day.getTime();
  return t - now > dayMs / 2 ? t - dayMs : now - t > dayMs / 2 ? t + dayMs : t;
}
