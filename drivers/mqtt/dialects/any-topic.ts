import { parseObject } from '../read-json';
import { parseDecimal } from '../read-number';
import { readTime } from '../read-time';
import { readingAt } from '../reading-at';
import type { PayloadReader } from './dialect';

const valueKeys = ['v', 'value', 'val'] as const;
const timeKeys = ['t', 'time', 'timestamp', 'ts'] as const;
const unitKeys = ['u', 'unit', 'units'] as const;

/**
 * For topics no dialect knows: the whole topic is the tag, there is no unit, and the payload may be a bare number or a
 * JSON object with a value under one of the usual names. A person decides what it feeds.
 */
export const readAnyTopic: PayloadReader = (text, place) => {
  const bare = parseDecimal(text);
  if (bare !== null) return { readings: [readingAt(place, bare)] };
  const fields = parseObject(text);
  if (!fields) return { readings: [readingAt(place, null)] };
  const pick = (keys: readonly string[]): unknown => fields[keys.find((key) => key in fields) ?? ''];
  const value = pick(valueKeys);
  const unit = pick(unitKeys);
  const finite = typeof value === 'number' && Number.isFinite(value) ? value : null;
  const told = { sourceTime: readTime(pick(timeKeys)), unit: typeof unit === 'string' ? unit : undefined };
  return { readings: [readingAt(place, finite, told)] };
};
