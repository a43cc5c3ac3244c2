import type { PayloadReader } from './dialects/dialect';
import { readingAt } from './reading-at';

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/;

/** A finite number in decimal notation with a point; anything else ("nan", "inf", 1e400, "1,5", "") is null. */
export function parseDecimal(text: string): number | null {
  const trimmed = text.trim();
  if (!decimal.test(trimmed)) return null;
  const value = Number(trimmed);
  return Number.isFinite(value) ? value : null;
}

/** Payload: the bare number as text, without time or unit. */
export const readNumber: PayloadReader = (text, place) => {
  const value = parseDecimal(text);
  const readings = [readingAt(place, value)];
  return value === null ? { readings, problem: 'not-a-number' } : { readings };
};
