import { describe, expect, it } from 'vitest';
import { applyLinear, fitRidge } from './ridge';

const rows = Array.from({ length: 40 }, (_, i) => {
  const x = [i, Math.sin(i) * 1e-3, 7];
  return { x, y: 2 + 3 * i - 500 * Math.sin(i) * 1e-3, weight: 1 + (i % 3) };
});

describe('ridge regression', () => {
  it('finds the exact line whatever the scales, and ignores a constant column', () => {
    const model = fitRidge(rows, 0);
    expect(model.weights).toEqual([expect.closeTo(3, 6), expect.closeTo(-500, 4), 0]);
    expect(model.intercept).toBeCloseTo(2, 6);
    expect(applyLinear(model, [10, 0.002, 7])).toBeCloseTo(31, 5);
  });

  it('shrinks the slopes but not the mean', () => {
    const strong = fitRidge(rows, 1e6);
    expect(Math.abs(strong.weights[0] ?? 1)).toBeLessThan(1e-4);
    const weight = rows.reduce((sum, row) => sum + row.weight, 0);
    expect(strong.intercept).toBeCloseTo(rows.reduce((sum, r) => sum + r.y * r.weight, 0) / weight, 2);
  });

  it('heeds the weights', () => {
    const pulled = [
      { x: [0], y: 0, weight: 1 },
      { x: [1], y: 1, weight: 1 },
      { x: [1], y: 3, weight: 99 },
    ];
    expect(applyLinear(fitRidge(pulled, 0), [1])).toBeCloseTo(2.98, 6);
  });

  it('survives columns that say the same', () => {
    const twins = rows.map((row) => ({ ...row, x: [row.x[0] ?? 0, row.x[0] ?? 0], y: row.x[0] ?? 0 }));
    expect(applyLinear(fitRidge(twins, 1e-6), [5, 5])).toBeCloseTo(5, 3);
    expect(() => fitRidge([], 0)).toThrow('Nothing to fit');
  });
});
