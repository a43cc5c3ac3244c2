import { expect, it } from 'vitest';
import { solveLinear } from './linear-solve';
import { filteredSigma, savitzkyGolay } from './savitzky-golay';

const times = (weights: readonly number[] | null, factor: number): number[] | undefined =>
  weights?.map((w) => Math.round(w * factor * 1e9) / 1e9 + 0);

// Expected numbers: science.md D6 and worked_examples.json (sg_coeffs, sg_noise).
it('has the coefficients of window 5, order 2, in the middle and at the last point', () => {
  expect(times(savitzkyGolay(5, 2, 2, 'smooth'), 35)).toEqual([-3, 12, 17, 12, -3]);
  expect(times(savitzkyGolay(5, 2, 2, 'derivative'), 10)).toEqual([-2, -1, 0, 1, 2]);
  expect(times(savitzkyGolay(5, 2, 4, 'smooth'), 35)).toEqual([3, -5, -3, 9, 31]);
  expect(times(savitzkyGolay(5, 2, 4, 'derivative'), 70)).toEqual([26, -27, -40, -13, 54]);
});

it('knows the noise of a slope at the last point', () => {
  const perHour = (points: number, at: number): number | null =>
    filteredSigma(savitzkyGolay(points, 2, at, 'derivative'), 0.01 * 120);
  expect(perHour(121, 120)).toBeCloseTo(0.01239787060354533, 10);
  expect(perHour(121, 60)).toBeCloseTo(0.0031232636417120063, 12);
  expect(perHour(5, 4)).toBeCloseTo(1.3378020353229738, 10);
});

it('follows a parabola exactly, and gives nothing where a window cannot carry it', () => {
  const parabola = Array.from({ length: 21 }, (_, i) => 3 - 2 * i + 0.5 * i * i);
  const apply = (weights: number[] | null): number =>
    (weights ?? []).reduce((sum, w, i) => sum + w * (parabola[i] ?? 0), 0);
  expect(apply(savitzkyGolay(21, 2, 20, 'smooth'))).toBeCloseTo(parabola[20] ?? 0, 8);
  expect(apply(savitzkyGolay(21, 2, 20, 'derivative'))).toBeCloseTo(18, 8);
  expect([savitzkyGolay(2, 2, 0, 'smooth'), savitzkyGolay(5, 2, 5, 'smooth')]).toEqual([null, null]);
  expect([savitzkyGolay(5, 0, 2, 'derivative'), savitzkyGolay(Number.NaN, 2, 0, 'smooth')]).toEqual([
    null,
    null,
  ]);
  expect(
    solveLinear(
      [
        [1, 2],
        [2, 4],
      ],
      [1, 2],
    ),
  ).toBeNull();
});
