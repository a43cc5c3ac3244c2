import { expect, test } from 'vitest';
import { bytesText, countText, msText, rateText } from './amount-words';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [999_600, '1.0 MB'],
  [3_440_000, '3.4 MB'],
  [120_500_000_000, '121 GB'],
])('%d bytes read %s', (bytes, words) => {
  expect(bytesText(bytes)).toBe(words);
});

test('counts, times and rates', () => {
  expect([
    countText(1_234_567),
    msText(null),
    msText(0.84),
    msText(17.5),
    rateText(0),
    rateText(0.21),
  ]).toEqual(['1 234 567', '–', '0.8 ms', '18 ms', '0 /s', '0.2 /s']);
});
