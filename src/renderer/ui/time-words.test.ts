import { expect, test } from 'vitest';
import { ageText, momentText, offsetText, spanText } from './time-words';

test.each([
  [-5, '0 s'],
  [59_999, '59 s'],
  [250_000, '4 min 10 s'],
  [7_500_000, '2 h 05 min'],
  [100 * 3_600_000, '4 d 4 h'],
])('%d ms reads %s', (ms, words) => {
  expect(spanText(ms)).toBe(words);
});

test.each([
  [120, 'UTC+02:00'],
  [-210, 'UTC−03:30'],
  [345, 'UTC+05:45'],
  [0, 'UTC+00:00'],
])('offset %d reads %s', (east, words) => {
  expect(offsetText(east)).toBe(words);
});

test('another day carries its date', () => {
  const noon = Date.UTC(2025, 10, 21, 12, 0, 5);
  expect(momentText(noon, noon + 1000)).toBe('12:00:05');
  expect(momentText(noon, noon + 86_400_000)).toBe('2025-11-21 12:00:05');
});

test('before inoculation an age counts down', () => {
  expect([ageText(12.44), ageText(-0.5)]).toEqual(['12.4 h', 'starts in 30 min 00 s']);
});
