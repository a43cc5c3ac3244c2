import { expect, it } from 'vitest';
import { ageWords, shareOfRange } from './value-rows';

it('does not count seconds while a value is current, and tells the age when it is not', () => {
  expect([
    ageWords(900, 'fresh', 1000),
    ageWords(23_400, 'fresh', 30_000),
    ageWords(8200, 'stale', 1000),
    ageWords(300_000, 'lost', 1000),
    ageWords(3 * 3_600_000, 'lost', 1000),
    ageWords(72 * 3_600_000, 'lost', 1000),
  ]).toEqual(['now', '20 s', '8 s', '5 min', '3 h', '3 d']);
});

it('keeps the marker inside of its track', () => {
  const range = { low: 20, high: 40 };
  expect([10, 20, 35, 90].map((value) => shareOfRange(value, { range }))).toEqual([0, 0, 0.75, 1]);
});
