import { describe, expect, it } from 'vitest';
import {
  loopQuality,
  nextLoopState,
  nextZeroSince,
  quietLoop,
  valueOfLoop,
  valueOfVoltage,
  voltageQuality,
  type LoopState,
  type ZeroSince,
} from './loop-scaling';

/** Plays currents at one a second and gives the quality after each. */
function play(currents: readonly number[]): string[] {
  let state: LoopState = quietLoop;
  return currents.map((ma, s) => {
    state = nextLoopState(state, ma, s * 1000);
    return loopQuality(state);
  });
}
const settled = (ma: number): string | undefined => play([ma, ma, ma]).at(-1);

// Expected numbers: science.md D5 and worked_examples.json (loop).
describe('4-20 mA', () => {
  it('scales, also beyond its ends', () => {
    expect(valueOfLoop(12.8, { low: 0, high: 14 }).value).toBeCloseTo(7.7, 12);
    expect(valueOfLoop(3.9, { low: 0, high: 14 }).value).toBeCloseTo(-0.0875, 12);
    expect(valueOfLoop(Number.NaN, { low: 0, high: 14 }).quality).toBe('not-a-number');
  });

  it('has the bands of NE 43, limits included as written', () => {
    const bands = [3.5, 3.59, 3.6, 3.79, 3.8, 3.9, 12, 20.5, 20.51, 21, 21.01].map(settled);
    expect(bands).toEqual([
      'sensor-fault',
      'sensor-fault',
      'below-range',
      'below-range',
      'good',
      'good',
      'good',
      'good',
      'above-range',
      'above-range',
      'sensor-fault',
    ]);
  });

  it('holds a second before it believes a change', () => {
    expect(play([12, 0, 12, 12])).toEqual(['good', 'good', 'good', 'good']);
    expect(play([12, 0, 0])).toEqual(['good', 'good', 'sensor-fault']);
    expect(play([0, 0, 12, 12])).toEqual(['good', 'sensor-fault', 'sensor-fault', 'good']);
    expect(loopQuality(nextLoopState(quietLoop, Number.NaN, 0))).toBe('sensor-fault');
  });

  it('goes back only 0.1 mA past the limit', () => {
    expect(play([3.7, 3.7, 3.85, 3.85]).at(-1)).toBe('below-range');
    expect(play([3.7, 3.7, 3.95, 3.95]).at(-1)).toBe('good');
    expect(play([3.5, 3.5, 3.65, 3.65]).at(-1)).toBe('sensor-fault');
    expect(play([3.5, 3.5, 3.75, 3.75]).at(-1)).toBe('below-range');
    expect(play([21.5, 21.5, 20.95, 20.95]).at(-1)).toBe('sensor-fault');
    expect(play([20.7, 20.7, 20.45, 20.45]).at(-1)).toBe('above-range');
    expect(play([20.7, 20.7, 20.35, 20.35]).at(-1)).toBe('good');
    // Across the whole range at once: no hysteresis of the far end.
    expect(play([3.5, 3.5, 20.45, 20.45]).at(-1)).toBe('good');
  });

  it('does not take a clock that jumped back for a second', () => {
    const pending = nextLoopState(quietLoop, 0, 10_000);
    expect(loopQuality(nextLoopState(pending, 0, 5000))).toBe('good');
  });
});

describe('0-10 V', () => {
  it('scales, and doubts a zero that stays', () => {
    expect(valueOfVoltage(3.7, { low: 0, high: 100 }).value).toBeCloseTo(37, 12);
    let since: ZeroSince = null;
    const qualities = Array.from({ length: 13 }, (_, s) => {
      since = nextZeroSince(since, s === 0 ? 1 : 0.004, s * 1000);
      return voltageQuality(since, s * 1000);
    });
    expect(qualities.indexOf('stuck')).toBe(12);
    since = nextZeroSince(since, 0.01, 14_000);
    expect(voltageQuality(since, 14_000)).toBe('good');
  });
});
