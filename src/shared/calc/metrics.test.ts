import { expect, it } from 'vitest';
import { predictionMetrics } from './metrics';

// Expected numbers: science.md D8 and worked_examples.json (metrics).
it('has every metric of the worked example', () => {
  const y = [2, 4, 8, 15, 30, 55, 80, 100];
  const predicted = [2.3, 3.7, 8.6, 14.1, 31.5, 53, 83, 97];
  expect(predictionMetrics(y, predicted, 0)).toEqual({
    n: 8,
    mrePct: expect.closeTo(6.423295454545452, 10),
    mae: expect.closeTo(1.45, 12),
    rmse: expect.closeTo(1.7888543819998317, 12),
    nrmseRangePct: expect.closeTo(1.8253616142855427, 12),
    nrmseMeanPct: expect.closeTo(4.867630971428114, 12),
    r2: expect.closeTo(0.9973955948929244, 12),
    bias: expect.closeTo(-0.1, 12),
    sep: expect.closeTo(1.9093753653261285, 12),
  });
});

it('floors what it divides by and says null where a metric has no meaning', () => {
  expect(predictionMetrics([0.5, 0.5], [1, 1])).toMatchObject({ mrePct: 50, r2: null, nrmseRangePct: null });
  expect(predictionMetrics([1, 2, 3], [3, 2, 1])?.r2).toBe(-3);
  expect(predictionMetrics([], [])).toBeNull();
  expect(predictionMetrics([1], [2])?.sep).toBeNull();
});
