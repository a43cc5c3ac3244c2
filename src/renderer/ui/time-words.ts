import { tr } from '../strings/translate';

const two = (n: number): string => String(Math.trunc(Math.abs(n))).padStart(2, '0');

/** `14:03:22` in the person's own zone. */
export function clockText(ms: number): string {
  const d = new Date(ms);
  return `${two(d.getHours())}:${two(d.getMinutes())}:${two(d.getSeconds())}`;
}

/** `2025-11-21` in the person's own zone. */
export function dateText(ms: number): string {
  const d = new Date(ms);
  return `${d.getFullYear()}-${two(d.getMonth() + 1)}-${two(d.getDate())}`;
}

/** `2025-11-21 14:03:22` in the person's own zone. */
export function dateTimeText(ms: number): string {
  return `${dateText(ms)} ${clockText(ms)}`;
}

/** The clock alone today, with the date on any other day. */
export function momentText(ms: number, now: number): string {
  return dateText(ms) === dateText(now) ? clockText(ms) : dateTimeText(ms);
}

/**
 * Offset from UTC as it is printed beside a local time: `UTC+02:00`.
 * @param eastMinutes minutes ahead of UTC
 */
export function offsetText(eastMinutes: number): string {
  const sign = eastMinutes < 0 ? '−' : '+';
  return `UTC${sign}${two(eastMinutes / 60)}:${two(eastMinutes % 60)}`;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A span in its two leading units: `8 s`, `4 min 10 s`, `2 h 05 min`, `3 d 4 h`. */
export function spanText(ms: number): string {
  const span = Math.max(0, ms);
  if (span < minute) return `${Math.floor(span / 1000)} s`;
  if (span < hour) return `${Math.floor(span / minute)} min ${two((span % minute) / 1000)} s`;
  if (span < day) return `${Math.floor(span / hour)} h ${two((span % hour) / minute)} min`;
  return `${Math.floor(span / day)} d ${Math.floor((span % day) / hour)} h`;
}

/** A batch age in hours with one decimal, `12.4 h`; before inoculation it counts down. */
export function ageText(ageH: number): string {
  return ageH < 0 ? tr('starts in {spanText}', { spanText: spanText(-ageH * hour) }) : `${ageH.toFixed(1)} h`;
}
