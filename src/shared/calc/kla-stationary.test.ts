import { expect, it } from 'vitest';
import { klaStationary } from './kla-stationary';
import { equilibriumOxygenMmolL } from './oxygen-solubility';

// Expected numbers: science.md D3 and worked_examples.json (kla_stationary).
const equilibrium = equilibriumOxygenMmolL({ tempC: 30, pressureBarA: 1.2, o2: 0.19, mediumFactor: 1 });
const dissolved = 0.3 * 0.2362212;

it('divides the uptake by what drives it', () => {
  expect(equilibrium.value).toBeCloseTo(0.2554908804590932, 10);
  const transfer = { ourMmolLH: 90, equilibriumMmolL: 0.2554908804590932, dissolvedMmolL: dissolved };
  expect(klaStationary(transfer).value?.toFixed(4)).toBe('487.4759');
});

it('withholds where nothing drives or nothing is taken up', () => {
  const close = { ourMmolLH: 90, equilibriumMmolL: 0.25, dissolvedMmolL: 0.226 };
  expect(klaStationary(close)).toEqual({ value: null, quality: 'low-signal' });
  expect(klaStationary({ ...close, dissolvedMmolL: 0.22 }).value).toBeCloseTo(3000, 6);
  expect(klaStationary({ ...close, dissolvedMmolL: 0.1, ourMmolLH: 0 }).quality).toBe('low-signal');
  expect(klaStationary({ ...close, dissolvedMmolL: -0.1 }).quality).toBe('impossible');
});
