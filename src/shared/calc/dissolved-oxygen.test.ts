import { expect, it } from 'vitest';
import { airCalibration, dissolvedFromPct, pctAtHeadPressure, pctFromDissolved } from './dissolved-oxygen';

// Expected numbers: science.md D3 and worked_examples.json (do_sat_mgL, DO_cal).
const water = { ...airCalibration, mediumFactor: 1 };

it('turns percent into concentration and back by the calibration conditions', () => {
  expect(dissolvedFromPct(100, 30, water).value).toBeCloseTo(0.23622123479085877, 10);
  expect(pctFromDissolved(0.5378755378086173, 30, water).value).toBeCloseTo(227.69990948732095, 7);
  expect(pctFromDissolved(0.10286666666666663, 30, water).value).toBeCloseTo(43.547, 3);
  // The same partial pressure dissolves more in cooler broth.
  expect(dissolvedFromPct(100, 25, water).value).toBeGreaterThan(0.236);
});

it('scales a physically constant 100 % with the head pressure', () => {
  expect(pctAtHeadPressure(1.2, water).value).toBeCloseTo(119.23505760303561, 10);
});

it('withholds what cannot be', () => {
  expect(dissolvedFromPct(-1, 30, water).quality).toBe('impossible');
  expect(dissolvedFromPct(50, 30, { ...water, o2: 0 }).quality).toBe('impossible');
  expect(pctFromDissolved(Number.NaN, 30, water).quality).toBe('not-a-number');
  expect(pctAtHeadPressure(0.01, water).quality).toBe('impossible');
});
