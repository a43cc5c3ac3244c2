import { describe, expect, it } from 'vitest';
import { medianInPlace, momentsOf, noMoments, quantile, standardDeviation } from './statistics';

// Expected numbers: science.md D7 and worked_examples.json (tsfresh).
const x = [2.1, 2.4, 2.2, 2.9, 3.1, 3.0, 3.6, 3.5, 4.1, 4.4];

describe('statistics', () => {
  it('has mean and both deviations in one pass', () => {
    const moments = momentsOf(x);
    expect(moments.mean).toBeCloseTo(3.13, 12);
    expect(standardDeviation(moments, 0)).toBeCloseTo(0.7376313442364011, 12);
    expect(standardDeviation(moments, 1)).toBeCloseTo(0.7775317071062475, 12);
    expect(standardDeviation(noMoments, 0)).toBeNull();
    expect(standardDeviation(momentsOf([1]), 1)).toBeNull();
  });

  it('stays exact far from zero', () => {
    expect(standardDeviation(momentsOf([1e9 + 1, 1e9 + 2, 1e9 + 3]), 1)).toBe(1);
  });

  it('interpolates quantiles', () => {
    expect(quantile(x, 0.1)).toBeCloseTo(2.19, 12);
    expect(quantile(x, 0.9)).toBeCloseTo(4.13, 12);
    expect(quantile([], 0.5)).toBeNull();
  });

  it('selects the median as sorting does, for odd, even and repeated values', () => {
    expect(medianInPlace(Float64Array.from(x))).toBeCloseTo(3.05, 12);
    expect(medianInPlace(Float64Array.from([5, 1, 5, 5, 1, 2, 5]))).toBe(5);
    expect(medianInPlace(new Float64Array())).toBeNull();
    for (let length = 1; length < 60; length += 1) {
      const values = Array.from({ length }, (_, i) => ((i * 7919) % 101) - ((i * i) % 13));
      expect(medianInPlace(Float64Array.from(values))).toBe(quantile(values, 0.5));
    }
  });
});
