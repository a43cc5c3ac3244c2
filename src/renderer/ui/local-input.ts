import { dateText } from './time-words';

const two = (n: number): string => String(n).padStart(2, '0');

/** A moment as `datetime-local` wants it, in the person's own zone. */
export function localInput(ms: number): string {
  const d = new Date(ms);
  return `${dateText(ms)}T${two(d.getHours())}:${two(d.getMinutes())}`;
}
