import { expect, it } from 'vitest';
import { maturityBin, maturityIndex, maturityZ, referenceCell } from './maturity-index';

it('measures growth by its CO2 and later phases by their time', () => {
  expect(maturityIndex('batch', 100, 12).value).toBeCloseTo(Math.log(100), 12);
  expect(maturityIndex('meoh', 100, 12).value).toBe(12);
  expect([maturityIndex('lag', 0, 1).quality, maturityIndex('none', 1, 1).quality]).toEqual([
    'low-signal',
    'missing-input',
  ]);
  expect([maturityBin('batch', 4.6), maturityBin('meoh', 12.2), maturityBin('batch', Number.NaN)]).toEqual([
    18,
    24,
    null,
  ]);
});

it('holds a batch against the others, with a floor under their spread', () => {
  const cell = referenceCell([10, 12, 14, Number.NaN]);
  expect(cell).toEqual({ mean: 12, sd: 2, batches: 3 });
  if (cell === null) throw new Error('no cell');
  expect(maturityZ(15, cell, 0.1).value).toBe(1.5);
  expect(maturityZ(15, { ...cell, sd: 0 }, 0.5).value).toBe(6);
  expect(maturityZ(15, cell, 0).quality).toBe('impossible');
  expect(referenceCell([1, 2])).toBeNull();
});
