import { describe, expect, it } from 'vitest';
import { cleanSeries, type CleaningRules, type StoredValue } from './clean-series';
import { hampel } from './hampel';

const rules: CleaningRules = {
  low: 0,
  high: 100,
  maxRatePerS: 5,
  cadenceMs: 30_000,
  noiseSd: 0.2,
  resolution: 0.1,
};
const stored = (valueOf: (i: number) => number | null, n = 120): StoredValue[] =>
  Array.from({ length: n }, (_, i) => ({ t: i * 30_000, value: valueOf(i), quality: 'good' }));
const wobble = (i: number): number => 40 + 0.3 * Math.sin(i * 1.7);

describe('cleaning', () => {
  it('flags by quality, bound, rate and Hampel, in this order, and keeps raw as it was', () => {
    const series = stored((i) => (i === 20 ? 400 : i === 40 ? 45 : wobble(i))).map((v, i) =>
      i === 30 ? { ...v, value: 41, quality: 'sensor-fault' as const } : v,
    );
    const jump = { t: 50 * 30_000 + 1000, value: 90, quality: 'good' as const };
    const { points, completeness } = cleanSeries([...series, jump], rules);
    const odd = points.filter(({ flag }) => flag !== 'good');
    expect(odd.map(({ flag, raw, filled }) => [flag, raw, filled])).toEqual([
      ['bound', 400, 'linear'],
      ['bad-quality', 41, 'linear'],
      ['outlier', 45, null],
      ['rate', 90, 'linear'],
    ]);
    expect(odd.every(({ value }) => Math.abs((value ?? 0) - 40) < 0.5)).toBe(true);
    expect(completeness).toBeCloseTo(117 / 121, 12);
  });

  it('lets a true rise and a lasting change through', () => {
    const { points } = cleanSeries(
      stored((i) => (i < 60 ? wobble(i) : Math.min(90, wobble(i) + 5 * (i - 60)))),
      rules,
    );
    expect(points.at(-1)?.value).toBe(90);
    expect(points.filter(({ flag }) => flag === 'rate' || flag === 'bound')).toEqual([]);
  });

  it('draws a line over five minutes, carries a trend to thirty, and leaves more empty with an alarm', () => {
    const missing = (from: number, to: number): StoredValue[] =>
      stored((i) => 10 + 0.1 * i, 200).filter((_, i) => i < from || i >= to);
    const short = cleanSeries(missing(100, 109), rules).points.slice(100, 109);
    expect(short.map(({ value, filled }) => [value, filled])).toEqual(
      Array.from({ length: 9 }, (_, k) => [expect.closeTo(10 + 0.1 * (100 + k), 9), 'linear']),
    );
    const longer = cleanSeries(missing(100, 150), rules).points.slice(100, 150);
    expect(longer.every(({ filled, flag }) => filled === 'kalman' && flag === 'absent')).toBe(true);
    expect(Math.abs((longer.at(-1)?.value ?? 0) - 24.9)).toBeLessThan(0.5);
    expect(longer.at(-1)?.sigma ?? 0).toBeGreaterThan(2 * (longer[0]?.sigma ?? 9));
    const open = cleanSeries(missing(100, 165), rules);
    expect(open.points.slice(100, 165).every(({ value }) => value === null)).toBe(true);
    expect(open.longGaps).toEqual([{ from: 99 * 30_000, to: 165 * 30_000 }]);
    expect(open.completeness).toBeCloseTo(135 / 200, 12);
  });

  it('makes up nothing before the first value, and is empty for nothing', () => {
    const { points } = cleanSeries(
      stored((i) => (i < 5 ? null : 40), 10),
      rules,
    );
    expect(points.slice(0, 5).map(({ value, flag }) => [value, flag])).toEqual(
      Array.from({ length: 5 }, () => [null, 'absent']),
    );
    expect(cleanSeries([], rules)).toEqual({ points: [], completeness: null, longGaps: [] });
    expect(
      cleanSeries(
        stored(() => Number.NaN),
        rules,
      ).points.every(({ value }) => value === null),
    ).toBe(true);
  });
});

it('Hampel tells an outlier and looks ahead only when centred', () => {
  const values = [1, 1.1, 0.9, 1, 1.2, 8, 1, 0.9, 1.1, 1, 1];
  expect(
    hampel(values)
      .map(({ outlier }) => outlier)
      .indexOf(true),
  ).toBe(5);
  expect(hampel(values, 'trailing').map(({ outlier }) => outlier)).toEqual(values.map((v) => v === 8));
  const step = [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2];
  expect(hampel(step, 'trailing').some(({ outlier }) => outlier)).toBe(true);
  expect(hampel(step, 'trailing', 1).some(({ outlier }) => outlier)).toBe(false);
});
