import { describe, expect, it } from 'vitest';
import { batchConformalQuantile, conformalQuantile } from './conformal';

// Expected numbers: science.md D8.
const scores = [
  0.3, 1.2, 0.7, 2.1, 0.9, 0.4, 1.6, 1.1, 0.8, 3.0, 0.5, 1.4, 0.6, 1.9, 1.0, 0.2, 2.5, 0.75, 1.3,
];

describe('conformal quantile', () => {
  it('takes the k-th smallest score', () => {
    expect(conformalQuantile(scores, 0.1)).toEqual({ k: 18, q: 2.5 });
  });

  it('promises nothing from too few: 9 for 90 %, 19 for 95 %', () => {
    const of = (n: number, alpha: number): number => conformalQuantile(scores.slice(0, n), alpha).q;
    expect(of(8, 0.1)).toBe(Number.POSITIVE_INFINITY);
    expect(of(9, 0.1)).toBe(2.1);
    expect(of(18, 0.05)).toBe(Number.POSITIVE_INFINITY);
    expect(of(19, 0.05)).toBe(3);
    expect(of(0, 0.1)).toBe(Number.POSITIVE_INFINITY);
  });

  it('counts a batch once, however many points it has', () => {
    const calm = Array.from({ length: 9 }, (_, i) => [0.01 * (i + 1)]);
    const wild = Array.from({ length: 1000 }, () => 5);
    expect(batchConformalQuantile([...calm, wild], 0.1)).toEqual({ k: 10, q: 5 });
    const ten = Array.from({ length: 10 }, (_, i) => i + 1);
    expect(
      batchConformalQuantile(
        Array.from({ length: 9 }, () => ten),
        0.1,
      ),
    ).toEqual({ k: 9, q: 9 });
  });
});
