import { describe, expect, it } from 'vitest';
import {
  gassedPowerW,
  powerPerVolumeKwM3,
  reynoldsNumber,
  shaftTorqueNm,
  tipSpeedMS,
  torquePowerW,
  ungassedPowerW,
} from './stirrer-power';

// Expected numbers: science.md D4 and worked_examples.json (stirrer).
const rushton = { impellers: 3, powerNumber: 5, diameterM: 0.075 };

describe('stirrer', () => {
  it('has power, torque, tip speed and Reynolds number of the worked example', () => {
    expect(ungassedPowerW(rushton, 800, 1030).value).toBeCloseTo(86.90625, 10);
    expect(shaftTorqueNm(86.90625, 800).value).toBeCloseTo(1.0373669454810022, 12);
    expect(tipSpeedMS(0.075, 800).value).toBeCloseTo(3.141592653589793, 12);
    expect(reynoldsNumber(0.075, 800, 1030, 1.5e-3).value).toBeCloseTo(51500, 8);
    expect(powerPerVolumeKwM3(86.90625, 6).value).toBeCloseTo(14.484375, 12);
  });

  it('takes power from torque less what the empty vessel takes', () => {
    expect(torquePowerW(1.0373669454810022 + 0.1, 0.1, 800).value).toBeCloseTo(86.90625, 9);
    expect(torquePowerW(0.05, 0.1, 800).value).toBe(0);
  });

  it('loses power to gas by both branches of the correlation', () => {
    const share = (gasLMin: number): number | null => gassedPowerW(100, rushton, 800, gasLMin).value;
    const flowOf = (number: number): number => number * (800 / 60) * 0.075 ** 3 * 60_000;
    expect(share(0)).toBe(100);
    expect(share(flowOf(0.02))).toBeCloseTo(100 * (1 - 12.6 * 0.02), 9);
    expect(share(flowOf(0.05))).toBeCloseTo(100 * (0.62 - 1.85 * 0.05), 9);
    expect(share(flowOf(0.3))).toBeCloseTo(40, 9);
  });

  it('withholds at rest and for no volume', () => {
    expect(gassedPowerW(100, rushton, 0, 10).quality).toBe('low-signal');
    expect(shaftTorqueNm(10, 0).quality).toBe('low-signal');
    expect(powerPerVolumeKwM3(10, 0).quality).toBe('impossible');
    expect(ungassedPowerW(rushton, -1, 1000).quality).toBe('impossible');
  });
});
