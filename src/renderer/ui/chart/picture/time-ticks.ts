import type { TimeWindow } from '../time-view';

export interface TimeTick {
  readonly t: number;
  readonly label: string;
}

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const steps = [
  ...[1, 2, 5, 10, 15, 30].map((n) => n * second),
  ...[1, 2, 5, 10, 15, 30].map((n) => n * minute),
  ...[1, 2, 3, 6, 12].map((n) => n * hour),
  ...[1, 2, 5, 10, 20, 50, 100].map((n) => n * day),
];
const two = (n: number): string => String(n).padStart(2, '0');

/**
 * Round times of a window, at most `most` of them, with the clock or the date in words.
 * @param eastMinutes minutes the clock on the wall is ahead of UTC
 */
export function timeTicks({ from, to }: TimeWindow, most: number, eastMinutes: number): TimeTick[] {
  const step = steps.find((candidate) => (to - from) / candidate <= most) ?? 400 * day;
  const shift = eastMinutes * minute;
  const ticks: TimeTick[] = [];
  for (let local = Math.ceil((from + shift) / step) * step; local <= to + shift; local += step)
    ticks.push({ t: local - shift, label: labelOf(local, step) });
  return ticks;
}

function labelOf(local: number, step: number): string {
  const at = new Date(local);
  const date = `${two(at.getUTCMonth() + 1)}-${two(at.getUTCDate())}`;
  if (step >= day) return date;
  const clock = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}`;
  if (local % day === 0) return `${date} ${clock}`;
  return step < minute ? `${clock}:${two(at.getUTCSeconds())}` : clock;
}
