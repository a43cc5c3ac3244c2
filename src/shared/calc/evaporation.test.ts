import { expect, it } from 'vitest';
import { evaporationGH } from './evaporation';

// Expected numbers: science.md D4 and worked_examples.json (evaporation).
it('loses the worked grams an hour', () => {
  expect([10, 20, 30].map((tempC) => evaporationGH(10, tempC).value?.toFixed(6))).toEqual([
    '5.906555',
    '11.367494',
    '21.043678',
  ]);
  expect(evaporationGH(0, 20).value).toBe(0);
  expect(evaporationGH(10, 100).quality).toBe('impossible');
  expect(evaporationGH(-1, 20).quality).toBe('impossible');
});
