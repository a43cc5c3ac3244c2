import { expect, it } from 'vitest';
import { batchAgeH, laggedMean, rollingMean, windowFeatures } from './window-features';

const second = (i: number, value: number): { t: number; value: number } => ({ t: i * 1000, value });

it('describes one window, half of which must be there', () => {
  const samples = Array.from({ length: 61 }, (_, i) => second(i, 10 + i / 10));
  const features = windowFeatures(samples, 60_000, 30_000, 30);
  expect(features).toEqual({
    endMs: 60_000,
    mean: expect.closeTo(14.55, 10),
    std: expect.closeTo(Math.sqrt((30 ** 2 - 1) / 12) / 10, 10),
    min: expect.closeTo(13.1, 10),
    max: 16,
    slopePerH: expect.closeTo(360, 8),
    last: 16,
    goodShare: 1,
  });
  expect(windowFeatures(samples.slice(46), 60_000, 30_000, 30)?.goodShare).toBe(0.5);
  expect(windowFeatures(samples.slice(47), 60_000, 30_000, 30)).toBeNull();
  expect(windowFeatures([], 60_000, 30_000, 30)).toBeNull();
});

it('rolls and lags over windows that are there, and knows the batch age', () => {
  const means = Array.from({ length: 120 }, (_, i) => ({ t: i * 30_000, value: i }));
  const end = 119 * 30_000;
  expect(rollingMean(means, end, 5 * 60_000, 30_000)).toBe(114.5);
  expect(rollingMean(means.slice(0, 60), end, 30 * 60_000, 30_000)).toBeNull();
  expect(laggedMean(means, end, 10 * 60_000, 30_000)).toBe(99);
  expect(laggedMean(means, end, 60 * 60_000, 30_000)).toBeNull();
  expect([batchAgeH(7_200_000, 3_600_000), batchAgeH(0, 1)]).toEqual([1, null]);
});
