import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { fedbatchGrowthRate, formedBiomass, type BrothHistory } from './fedbatch-growth';
import { growthRate } from './growth';

/** The standard fed-batch process with its eight withdrawals of 170 µL from 1 mL (see fixtures/SOURCE.md). */
function standardProcess(): BrothHistory {
  const text = readFileSync(new URL('fixtures/standard-fedbatch.csv', import.meta.url), 'utf8');
  const rows = text
    .trim()
    .split('\n')
    .slice(1)
    .map((line) => line.split(',').map(Number));
  const column = (i: number): number[] => rows.map((row) => row[i] ?? Number.NaN);
  const [timesH, sampled, , fed] = [column(0), column(1), column(2), column(3)];
  const cuts = new Map(timesH.map((tH, i) => [tH, sampled[i] ?? Number.NaN] as const));
  return {
    timesH,
    concentration: column(4),
    startL: 1000e-6,
    addedL: fed.map((microlitres) => microlitres * 1e-6),
    withdrawals: [...cuts]
      .filter(([, microlitres]) => microlitres > 0)
      .map(([tH, microlitres]) => ({ tH, volumeL: microlitres * 1e-6 })),
  };
}

it('gives µ 0.100 ± 0.002 on the standard process with its withdrawals entered', () => {
  const history = standardProcess();
  expect(history.withdrawals).toHaveLength(8);
  const { value, sigma } = fedbatchGrowthRate(history);
  expect(Math.abs((value ?? 0) - 0.1)).toBeLessThan(0.002);
  expect(value).toBeCloseTo(0.1, 4);
  expect(sigma).toBeLessThan(0.002);
});

it('would give little more than half of it from the concentration, or without the withdrawals', () => {
  const history = standardProcess();
  expect(growthRate(history.timesH, history.concentration)?.muPerH).toBeLessThan(0.08);
  const forgotten = fedbatchGrowthRate({ ...history, withdrawals: [] });
  expect(Math.abs((forgotten.value ?? 0.1) - 0.1)).toBeGreaterThan(0.002);
});

it('is right for the last hours alone and for samples between the readings', () => {
  const timesH = Array.from({ length: 121 }, (_, i) => i / 60);
  // 0.2 1/h; 0.1 L of 1 L taken after 0.505 h, fed 0.01 L/h.
  const volume = (t: number): number => 1 + 0.01 * t - (t > 0.505 ? 0.1 : 0);
  const left = 1 - 0.1 / (1 + 0.01 * 0.505);
  const concentration = timesH.map((t) => (Math.exp(0.2 * t) * (t > 0.505 ? left : 1)) / volume(t));
  const { value } = fedbatchGrowthRate({
    timesH,
    concentration,
    startL: 1,
    addedL: timesH.map((t) => 0.01 * t),
    withdrawals: [{ tH: 0.505, volumeL: 0.1 }],
  });
  expect(value).toBeCloseTo(0.2, 12);
});

it('refuses an account that cannot be right', () => {
  const small = {
    timesH: [0, 1, 2],
    concentration: [1, 2, 4],
    startL: 1,
    addedL: [0, 0, 0],
    withdrawals: [],
  };
  expect(formedBiomass({ ...small, withdrawals: [{ tH: 1, volumeL: 1 }] })).toBe('impossible');
  expect(formedBiomass({ ...small, startL: 0 })).toBe('impossible');
  expect(formedBiomass({ ...small, addedL: [0, -2, 0] })).toBe('impossible');
  expect(formedBiomass({ ...small, timesH: [0, 2, 1] })).toBe('clock-skew');
  expect(formedBiomass({ ...small, concentration: [1, 2] })).toBe('missing-input');
  expect(fedbatchGrowthRate({ ...small, concentration: [1, 0, -1] })).toEqual({
    value: null,
    quality: 'low-signal',
    sigma: null,
  });
});
