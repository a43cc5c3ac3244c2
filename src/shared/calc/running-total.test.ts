import { expect, it } from 'vitest';
import { runningTotal } from './running-total';

const minute = 60_000;
const hour = 60 * minute;
const ramp = (from: number, to: number): { t: number; value: number }[] =>
  Array.from({ length: to - from + 1 }, (_, i) => ({ t: (from + i) * minute, value: (from + i) / 60 }));

it('integrates a rate exactly, also from and to times between its values', () => {
  // A rate that equals the time in hours: ∫ = t²/2.
  expect(runningTotal(ramp(0, 120), 0, 2 * hour)).toEqual({
    value: expect.closeTo(2, 12),
    quality: 'good',
    missingShare: expect.closeTo(0, 12),
  });
  expect(runningTotal(ramp(0, 120), 0.505 * hour, hour).value).toBeCloseTo((1 - 0.505 ** 2) / 2, 4);
});

it('bridges five minutes and reports what it did not bridge', () => {
  const holed = ramp(0, 120).filter(({ t }) => t <= 30 * minute || t >= 35 * minute);
  expect(runningTotal(holed, 0, 2 * hour)).toMatchObject({ value: expect.closeTo(2, 12), missingShare: 0 });
  const open = ramp(0, 120).map((p) => (p.t > 30 * minute && p.t < 60 * minute ? { ...p, value: null } : p));
  expect(runningTotal(open, 0, 2 * hour)).toMatchObject({
    value: expect.closeTo(2 - (1 - 0.25) / 2, 12),
    missingShare: expect.closeTo(0.25, 12),
  });
  expect(runningTotal([], 0, hour)).toEqual({ value: null, quality: 'missing-input', missingShare: 1 });
});

it('counts nothing twice when the clock jumps back', () => {
  const jumped = [...ramp(0, 60), ...ramp(50, 120)];
  expect(runningTotal(jumped, 0, 2 * hour).value).toBeCloseTo(2, 12);
  expect(runningTotal(ramp(0, 60), hour, 0).quality).toBe('impossible');
});
