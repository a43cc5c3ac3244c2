import { describe, expect, it } from 'vitest';
import { seededNoise } from '../../../shared/calc/fixtures/seeded-noise';
import { filterGrowth } from '../../../shared/calc/growth-filter';
import { createGrowthFollower } from './growth-follower';

const stepMs = 30_000;
const hourMs = 3_600_000;

describe('growth follower', () => {
  it('says of each value what the filter says of the whole series', () => {
    const noise = seededNoise(4);
    const series = Array.from({ length: 600 }, (_, i) => Math.exp((0.2 * i) / 120 + 0.02 * noise()));
    const whole = filterGrowth(
      series.map((_, i) => (i * stepMs) / hourMs),
      series,
    );
    const follower = createGrowthFollower();
    const followed = series.map((value, i) => follower.add(i * stepMs, value));
    // The first value only starts the filter; the next 59 still show what was assumed.
    for (let i = 60; i < series.length; i += 1) {
      expect(followed[i]?.value).toBeCloseTo(whole[i - 1]?.mu.value ?? Number.NaN, 12);
      expect(followed[i]?.sigma).toBeCloseTo(whole[i - 1]?.mu.sigma ?? Number.NaN, 12);
    }
    expect(followed[59]?.quality).toBe('low-signal');
  });

  it('has nothing to say of a gap or a clock that stands, and begins anew after half an hour', () => {
    const follower = createGrowthFollower();
    for (let i = 0; i < 100; i += 1) follower.add(i * stepMs, Math.exp(i / 600));
    expect(follower.add(100 * stepMs, null)).toEqual({ value: null, quality: 'missing-input', sigma: null });
    expect(follower.add(99 * stepMs, 2).quality).toBe('clock-implausible');
    expect(follower.add(100 * stepMs, -1).quality).toBe('missing-input');
    expect(follower.add(101 * stepMs, 1.2).value).not.toBeNull();
    expect(follower.add(200 * stepMs, 1.3).quality).toBe('low-signal');
  });
});
