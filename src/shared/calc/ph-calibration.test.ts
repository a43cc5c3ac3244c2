import { describe, expect, it } from 'vitest';
import { bufferPh } from './buffer-table';
import { nernstSlopeMv } from './nernst';
import {
  calibratePh,
  isStableMv,
  phOfMv,
  phUnitSlopePct,
  phVerdict,
  pichiaPhLimits,
  type PhCalibration,
} from './ph-calibration';

// Expected numbers: science.md D5 and worked_examples.json (pH).
const calibrated = (): PhCalibration => {
  const result = calibratePh({ ph: 7, mv: -4.2 }, { ph: 4.01, mv: 170.6 }, 25);
  if (typeof result === 'string') throw new Error(result);
  return result;
};

describe('pH', () => {
  it('has the Nernst slope at every temperature of the table', () => {
    expect([20, 25, 30, 37].map((tempC) => nernstSlopeMv(tempC).value?.toFixed(6))).toEqual([
      '58.167243',
      '59.159350',
      '60.151457',
      '61.540407',
    ]);
    expect(nernstSlopeMv(-274).quality).toBe('impossible');
  });

  it('calibrates on two points', () => {
    expect(calibrated()).toEqual({
      slopeMv: expect.closeTo(58.46153846153845, 10),
      slopePct: expect.closeTo(98.82045487671839, 10),
      ph0: expect.closeTo(6.9281578947368425, 12),
      offsetMv: -4.2,
      tempC: 25,
    });
  });

  it('reads with the temperature of the broth, not of the calibration', () => {
    expect(phOfMv(112, 30, calibrated()).value).toBeCloseTo(5.043966466140612, 12);
    expect(phOfMv(112, 25, calibrated()).value).toBeCloseTo(5.012368421052631, 12);
    expect(phOfMv(-4.2, 25, calibrated()).value).toBeCloseTo(7, 12);
    expect(phOfMv(170.6, 25, calibrated()).value).toBeCloseTo(4.01, 12);
  });

  it('judges readings in pH, slopes and offsets', () => {
    const slope = phUnitSlopePct({ buffer: 7, reading: 6.98 }, { buffer: 4.01, reading: 4.09 });
    expect(slope.value).toBeCloseTo(96.65551839464884, 10);
    expect([98.8, 94.9, 91.9, 103.1, Number.NaN].map((pct) => phVerdict(pct, 0))).toEqual([
      'pass',
      'warn',
      'fail',
      'fail',
      'fail',
    ]);
    expect([phVerdict(94.9, 0, pichiaPhLimits), phVerdict(98, 30.1), phVerdict(98, -30)]).toEqual([
      'fail',
      'fail',
      'pass',
    ]);
  });

  it('refuses buffers that cannot be told apart and an electrode wired the wrong way', () => {
    expect(calibratePh({ ph: 7, mv: 0 }, { ph: 7, mv: 10 }, 25)).toBe('impossible');
    expect(calibratePh({ ph: 7, mv: 0 }, { ph: 4, mv: -170 }, 25)).toBe('sensor-fault');
    expect(calibratePh({ ph: 7, mv: Number.NaN }, { ph: 4, mv: 170 }, 25)).toBe('not-a-number');
    expect(phUnitSlopePct({ buffer: 7, reading: 7 }, { buffer: 7, reading: 4 }).quality).toBe('impossible');
  });

  it('waits for a voltage to stand still', () => {
    const times = Array.from({ length: 40 }, (_, s) => s);
    const drifting = (perS: number): number[] => times.map((s) => 170 + perS * s);
    expect(isStableMv(times, drifting(0.006))).toBe(true);
    expect(isStableMv(times, drifting(0.007))).toBe(false);
    expect(isStableMv(times.slice(0, 20), drifting(0).slice(0, 20))).toBe(false);
    expect(isStableMv([], [])).toBe(false);
  });
});

describe('buffers', () => {
  it('has the whole table and straight lines between', () => {
    const table = (['4.00', '7.00', '10.01'] as const).map((buffer) =>
      [20, 25, 30, 35, 40].map((tempC) => bufferPh(buffer, tempC).value),
    );
    expect(table).toEqual([
      [4.0, 4.0, 4.01, 4.02, 4.03],
      [7.02, 7.0, 6.99, 6.99, 6.98],
      [10.06, 10.01, 9.97, 9.93, 9.89],
    ]);
    expect(bufferPh('10.01', 22.5).value).toBeCloseTo(10.035, 12);
    expect(bufferPh('4.00', 22.5, [4.02, 4.01, 4.01, 4.02, 4.03]).value).toBeCloseTo(4.015, 12);
    expect([bufferPh('7.00', 19.9).quality, bufferPh('7.00', 41).quality]).toEqual([
      'impossible',
      'impossible',
    ]);
  });
});
