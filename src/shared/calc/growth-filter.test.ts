import { describe, expect, it } from 'vitest';
import { seededNoise } from './fixtures/seeded-noise';
import { filterGrowth, inflationOf, promptGrowthNoise } from './growth-filter';
import { defaultGrowthNoise } from './kalman-growth';

const stepH = 30 / 3600;
const times = Array.from({ length: 1440 }, (_, i) => i * stepH);
const growing = (noiseOf: () => number, mu = 0.2): number[] =>
  times.map((t) => 2 * Math.exp(mu * t + noiseOf()));

describe('growth filter', () => {
  it('has less than 0.01 1/h of noise on 1 % noise, and less than 15 min of lag', () => {
    const noise = seededNoise(5);
    const settled = filterGrowth(
      times,
      growing(() => 0.01 * noise()),
    ).slice(360);
    const errors = settled.map(({ mu }) => (mu.value ?? 0) - 0.2);
    const sd = Math.sqrt(errors.reduce((sum, e) => sum + e * e, 0) / errors.length);
    expect(sd).toBeLessThan(0.01);
    // µ rising steadily by 0.02 1/h each hour: how late is the estimate?
    const rising = times.map((t) => Math.exp(0.1 * t + 0.01 * t * t));
    const lag = (noiseOf: typeof promptGrowthNoise): number => {
      const last = filterGrowth(times, rising, noiseOf).at(-1);
      return (0.1 + 0.02 * (last?.tH ?? 0) - (last?.mu.value ?? 0)) / 0.02;
    };
    expect(lag(promptGrowthNoise) * 60).toBeLessThan(15);
    expect(lag(promptGrowthNoise) * 60).toBeGreaterThan(5);
    expect(lag(defaultGrowthNoise) * 60).toBeGreaterThan(20);
  });

  it('tells the truth about its deviation when the noise is three times what it was told', () => {
    const noise = seededNoise(8);
    const settled = filterGrowth(
      times,
      growing(() => 0.03 * noise()),
    ).slice(360);
    const within = (factor: number): number =>
      settled.filter(({ mu, inflation }) => {
        const sigma = (mu.sigma ?? 0) / (factor === 0 ? Math.sqrt(inflation) : 1);
        return Math.abs((mu.value ?? 0) - 0.2) < 1.96 * sigma;
      }).length / settled.length;
    expect(within(1)).toBeGreaterThan(0.9);
    // The plain covariance would have claimed far too much.
    expect(within(0)).toBeLessThan(0.85);
    expect(Math.min(...settled.map(({ inflation }) => inflation))).toBeGreaterThan(2);
  });

  it('is left alone while it is consistent', () => {
    const noise = seededNoise(9);
    const inflations = filterGrowth(
      times,
      growing(() => 0.01 * noise()),
    ).map(({ inflation }) => inflation);
    expect(inflations.filter((f) => f > 1.5).length / inflations.length).toBeLessThan(0.1);
    expect([inflationOf([]), inflationOf(Array.from({ length: 30 }, () => Number.NaN))]).toEqual([1, 1]);
  });

  it('leaves out clock jumps and what has no logarithm', () => {
    const clean = growing(() => 0);
    const spoilt = clean.map((v, i) => (i % 7 === 0 ? -1 : i % 11 === 0 ? Number.NaN : v));
    expect(filterGrowth(times, spoilt).at(-1)?.mu.value).toBeCloseTo(0.2, 4);
    const jumped = times.map((t, i) => (i === 500 ? 0 : t));
    expect(filterGrowth(jumped, clean).at(-1)?.mu.value).toBeCloseTo(0.2, 4);
    expect(filterGrowth(times, clean, { q: 0, r: 1 })).toEqual([]);
  });
});
