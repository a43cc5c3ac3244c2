import { expect, it } from 'vitest';
import { chiSquareAtZ, fisherQuantile, studentPValue, studentQuantile } from './distributions';
import { incompleteBeta, lnGamma } from './incomplete-beta';

it('agrees with printed tables', () => {
  expect(lnGamma(5)).toBeCloseTo(Math.log(24), 12);
  expect(lnGamma(0.5)).toBeCloseTo(Math.log(Math.sqrt(Math.PI)), 12);
  expect(incompleteBeta(0.3, 2, 3)).toBeCloseTo(0.3483, 12);
  expect(studentQuantile(0.975, 8)).toBeCloseTo(2.306004135, 8);
  expect(studentQuantile(0.975, 1)).toBeCloseTo(12.70620474, 6);
  expect(studentPValue(2.306004135204166, 8)).toBeCloseTo(0.05, 10);
  expect(fisherQuantile(0.99, 1, 9)).toBeCloseTo(10.56143105, 6);
  expect(fisherQuantile(0.95, 3, 10)).toBeCloseTo(3.708264819, 7);
  expect(chiSquareAtZ(1.959964, 100)).toBeCloseTo(129.561, 1);
});

it('is null for what is no distribution', () => {
  expect([incompleteBeta(1.1, 1, 1), incompleteBeta(0.5, 0, 1), incompleteBeta(Number.NaN, 1, 1)]).toEqual([
    null,
    null,
    null,
  ]);
  expect([studentQuantile(0.975, 0), studentPValue(Number.NaN, 3), fisherQuantile(0.99, 1, 0)]).toEqual([
    null,
    null,
    null,
  ]);
  expect([studentPValue(Number.POSITIVE_INFINITY, 3), chiSquareAtZ(0, 0)]).toEqual([0, null]);
});
