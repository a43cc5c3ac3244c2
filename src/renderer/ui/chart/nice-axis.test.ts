import { describe, expect, it } from 'vitest';
import { type AxisDemand, niceAxes, tickDecimals } from './nice-axis';

const demand = (low: number, high: number, rule: AxisDemand['rule'] = { minSpan: 0.001 }): AxisDemand => ({
  low,
  high,
  rule,
});

describe('axes', () => {
  it('never leave data outside and share their number of steps, whatever the data', () => {
    for (let seed = 1; seed < 400; seed += 1) {
      const low = Math.sin(seed) * 10 ** ((seed % 7) - 3);
      const high = low + Math.abs(Math.cos(seed * 3)) * 10 ** ((seed % 5) - 2);
      const { left, right } = niceAxes(demand(low, high), demand(-high, -low), [4, 5], null);
      const steps = [left, right!].map((axis) => (axis.max - axis.min) / axis.step);
      expect(left.min).toBeLessThanOrEqual(low + left.step * 1e-6);
      expect(left.max).toBeGreaterThanOrEqual(high - left.step * 1e-6);
      expect(Math.round(steps[0]!)).toBe(Math.round(steps[1]!));
      expect(steps[0]).toBeCloseTo(Math.round(steps[0]!), 6);
    }
  });

  it('do not blow up noise, and hold what must be seen', () => {
    const { left, right } = niceAxes(
      demand(4.99, 5.01, { minSpan: 0.4 }),
      demand(0.2, 0.3, { minSpan: 1, include: 0 }),
      [4],
      null,
    );
    expect([left, right]).toEqual([
      { min: 4.8, max: 5.2, step: 0.1 },
      { min: 0, max: 1, step: 0.25 },
    ]);
  });

  it('stay as they are while they serve, and change when data leave them or fill too little', () => {
    const before = niceAxes(demand(0, 70), null, [4], null);
    expect(niceAxes(demand(2, 78), null, [4], before)).toEqual(before);
    expect(niceAxes(demand(0, 81), null, [4], before).left.max).toBeGreaterThanOrEqual(81);
    expect(niceAxes(demand(0, 20), null, [4], before).left).toEqual({ min: 0, max: 20, step: 5 });
  });

  it('exist without any data', () => {
    const { left } = niceAxes(
      demand(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, { minSpan: 20, include: 0 }),
      null,
      [4],
      null,
    );
    expect(left).toEqual({ min: 0, max: 20, step: 5 });
  });
});

it('prints as many decimals as tell ticks apart', () => {
  expect([50, 2.5, 0.25, 0.002].map(tickDecimals)).toEqual([0, 1, 2, 3]);
});
