import { describe, expect, it } from 'vitest';
import {
  gasReferences,
  molarVolumeL,
  normalMolarVolumeL,
  referredToNormalFlow,
  toNormalFlow,
  vvm,
} from './gas-reference';

// Expected numbers: science.md D1 and worked_examples.json (molar_volume, gas_A4_flow).
describe('gas reference', () => {
  it('gives the molar volume of every reference to the printed digits', () => {
    const volumes = gasReferences.map(
      ({ id, tempC, pressureBarA }) => [id, molarVolumeL(tempC, pressureBarA).value?.toFixed(6)] as const,
    );
    expect(Object.fromEntries(volumes)).toEqual({
      normal: '22.413970',
      'stp-1bar': '22.710955',
      'std-15c': '23.644830',
      'std-20c': '24.055117',
      'std-70f': '24.146292',
      'std-25c': '24.465404',
    });
  });

  it('uses the rounded normal litre in rates (science.md D1)', () => {
    expect(normalMolarVolumeL).toBe(22.414);
  });

  it('turns actual and referred flows into normal flows', () => {
    expect(toNormalFlow(10, 24, 1.2).value).toBeCloseTo(10.886545797212678, 12);
    expect(referredToNormalFlow(10, 'std-20c').value).toBeCloseTo(9.317755415316391, 12);
    expect(referredToNormalFlow(10, 'std-25c').value).toBeCloseTo(9.161495891329869, 12);
    expect(vvm(10, 5)).toEqual({ value: 2, quality: 'good' });
  });

  it('withholds what cannot be', () => {
    expect(molarVolumeL(20, 0)).toEqual({ value: null, quality: 'impossible' });
    expect(molarVolumeL(-273.15, 1)).toEqual({ value: null, quality: 'impossible' });
    expect(toNormalFlow(-1, 20, 1)).toEqual({ value: null, quality: 'impossible' });
    expect(toNormalFlow(Number.NaN, 20, 1)).toEqual({ value: null, quality: 'not-a-number' });
    expect(vvm(1, 0)).toEqual({ value: null, quality: 'impossible' });
  });
});
