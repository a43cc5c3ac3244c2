import { expect, it } from 'vitest';
import { plantTimeOf } from './plant-time-of';

it('takes the moment nearest to now, across midnight too', () => {
  const at = (hours: number, minutes: number, seconds: number, day = 5): number =>
    new Date(2026, 2, day, hours, minutes, seconds).getTime();
  expect(plantTimeOf('14:05:30', at(14, 5, 28))).toBe(at(14, 5, 30));
  expect(plantTimeOf('23:59:58', at(0, 0, 2))).toBe(at(23, 59, 58, 4));
  expect(plantTimeOf('0:00:03', at(23, 59, 59))).toBe(at(0, 0, 3, 6));
  expect([plantTimeOf('24:00:00', 0), plantTimeOf('14:05', 0), plantTimeOf('', 0)]).toEqual([
    null,
    null,
    null,
  ]);
});
