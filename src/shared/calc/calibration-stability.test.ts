import { describe, expect, it } from 'vitest';
import { calibrationLine } from './calibration-line';
import { stabilityOf } from './calibration-stability';

const rule = { windowS: 30, drift: 0.2, noise: 0.3 };
const seconds = (count: number): number[] => Array.from({ length: count }, (_, i) => i);
const mv = (slopePerS: number, count = 31): number[] => seconds(count).map((t) => 170 + slopePerS * t);

describe('a reading that may be taken (science.md D5: less than 0.2 mV over 30 s)', () => {
  it.each([
    ['0.19 mV over 30 s', mv(0.19 / 30), true],
    ['0.21 mV over 30 s', mv(0.21 / 30), false],
    ['half a window', mv(0, 15), false],
    ['still, with noise', mv(0).map((v, i) => v + (i % 2 === 0 ? 0.5 : -0.5)), false],
    ['no number among them', mv(0).map((v, i) => (i === 7 ? Number.NaN : v)), false],
  ])('%s', (_, values, stable) => {
    expect(stabilityOf(seconds(values.length), values, rule).stable).toBe(stable);
  });

  it('looks at the newest window alone, and says how far it is filled', () => {
    const settling = [...Array.from({ length: 60 }, (_, i) => 100 + i), ...mv(0)];
    expect(stabilityOf(seconds(settling.length), settling, rule)).toEqual({
      progress: 1,
      mean: expect.closeTo(170, 9),
      drift: expect.closeTo(0, 9),
      noise: expect.closeTo(0, 9),
      seconds: 30,
      samples: 31,
      stable: true,
    });
    expect(stabilityOf(seconds(11), mv(0, 11), rule).progress).toBeCloseTo(10 / 27, 6);
    expect(stabilityOf([], [], rule).mean).toBeNull();
  });
});

describe('the line that puts readings right', () => {
  it('goes through two buffers (science.md D5: 6.98 and 4.09 in 7.00 and 4.01, slope 96.655518 %)', () => {
    const line = calibrationLine([{ reference: 7, reading: 6.98 }, { reference: 4.01, reading: 4.09 }], 1); // prettier-ignore
    expect(line).toEqual({ gain: expect.closeTo(1 / 0.96655518394648, 9), offset: expect.anything() });
    if (typeof line === 'string') throw new Error(line);
    expect(line.offset + line.gain * 6.98).toBeCloseTo(7, 12);
    expect(line.offset + line.gain * 4.09).toBeCloseTo(4.01, 12);
  });

  it('puts a DO current on 0 and 100 % (I0 0.8, I100 61.2, 25 nA is 40.066225 %)', () => {
    const line = calibrationLine([{ reference: 0, reading: 0.8 }, { reference: 100, reading: 61.2 }], 1); // prettier-ignore
    if (typeof line === 'string') throw new Error(line);
    expect(line.offset + line.gain * 25).toBeCloseTo(40.066225, 6);
  });

  it('moves the offset alone where there is one point, and keeps the gain', () => {
    expect(calibrationLine([{ reference: 5, reading: 5.2 }], 1.02)).toEqual({
      gain: 1.02,
      offset: expect.closeTo(5 - 1.02 * 5.2, 12),
    });
  });

  it('has no line through one reading in two references, nor where it falls', () => {
    expect(calibrationLine([{ reference: 0, reading: 3 }, { reference: 21, reading: 3 }], 1)).toBe('impossible'); // prettier-ignore
    expect(calibrationLine([{ reference: 0, reading: 21 }, { reference: 21, reading: 0 }], 1)).toBe('impossible'); // prettier-ignore
    expect(calibrationLine([], 1)).toBe('missing-input');
  });

  it('weighs an OD probe by 1/y²', () => {
    const points = [2, 10, 40, 90].map((reading) => ({ reading, reference: 1.5 + 2 * reading }));
    expect(calibrationLine(points, 1, 'relative')).toEqual({
      gain: expect.closeTo(2, 9),
      offset: expect.closeTo(1.5, 9),
    });
  });
});
