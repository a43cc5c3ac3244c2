import { expect, test } from 'vitest';
import { shiftAround } from './shift-span';

const at = (day: number, hour: number, minute = 0): number => new Date(2026, 4, day, hour, minute).getTime();

test.each([
  [at(3, 7, 30), 0, at(3, 6), at(3, 14)],
  [at(3, 14), 0, at(3, 14), at(3, 22)],
  [at(3, 3), 0, at(2, 22), at(3, 6)],
  [at(3, 7, 30), 1, at(2, 22), at(3, 6)],
  [at(3, 7, 30), 2, at(2, 14), at(2, 22)],
])('the shift around %d, %d back', (now, back, from, to) => {
  expect(shiftAround(now, back)).toEqual({ from, to });
});
