import { isoInZone } from '../model/zone-time';

/** `2026-03-04 05:06:07+01:00`: a moment as it is printed, with the offset that makes it one. */
export function timeText(t: number | null | undefined, zone: string): string {
  if (t === null || t === undefined) return '';
  return isoInZone(t, zone).replace('T', ' ').replace(/\.\d+/, '').replace('Z', '+00:00');
}

/** `3 d 4 h 05 min`, as long as it takes. */
export function durationText(ms: number): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes < 1) return `${Math.round(ms / 1000)} s`;
  const hours = Math.floor(minutes / 60);
  return hours === 0 ? `${minutes} min` : `${hours} h ${String(minutes % 60).padStart(2, '0')} min`;
}
