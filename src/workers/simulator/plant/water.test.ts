import { describe, expect, it } from 'vitest';
import { cardinalPh, cardinalTemperature } from './cardinal';
import { createRandom } from './random';
import { carbonDioxideHenry, oxygenHenry, oxygenInWaterMmolL, vapourPressureBar } from './water';

describe('laws of the plant', () => {
  it('have the printed values of science.md D2, D3 and D6', () => {
    expect([10, 20, 30, 37].map((t) => (vapourPressureBar(t) * 1000).toFixed(6))).toEqual([
      '12.260206',
      '23.334406',
      '42.366503',
      '62.709550',
    ]);
    expect([20, 25, 28, 30, 37].map((t) => (oxygenInWaterMmolL(t) * 31.9988).toFixed(6))).toEqual([
      '9.092426',
      '8.263457',
      '7.827781',
      '7.558796',
      '6.726993',
    ]);
    expect(oxygenHenry(30).toFixed(6)).toBe('1.161584');
    expect(((carbonDioxideHenry(30) * 1.01325) / 1000).toFixed(6)).toBe('0.029773');
    expect([25, 32, 35].map((t) => cardinalTemperature(t, 8, 30, 38).toFixed(6))).toEqual([
      '0.828994',
      '0.957871',
      '0.680884',
    ]);
    expect([4, 6].map((ph) => cardinalPh(ph, 2.5, 5, 8).toFixed(6))).toEqual(['0.857143', '0.875000']);
    expect([cardinalTemperature(7, 8, 30, 38), cardinalPh(9, 2.5, 5, 8)]).toEqual([0, 0]);
  });
});

describe('randomness', () => {
  it('is uniform and normal, and differs by seed and stream', () => {
    const random = createRandom(42);
    const u = Array.from({ length: 20_000 }, () => random.uniform());
    const z = Array.from({ length: 20_000 }, () => random.normal());
    const mean = (x: number[]): number => x.reduce((a, b) => a + b, 0) / x.length;
    expect(Math.min(...u)).toBeGreaterThanOrEqual(0);
    expect(Math.max(...u)).toBeLessThan(1);
    expect(Math.abs(mean(u) - 0.5)).toBeLessThan(0.01);
    expect(Math.abs(mean(z))).toBeLessThan(0.03);
    expect(Math.abs(mean(z.map((x) => x * x)) - 1)).toBeLessThan(0.04);
    const first = [createRandom(1), createRandom(2), createRandom(1, 1)].map((r) => r.uniform());
    expect(new Set(first).size).toBe(3);
  });
});
