import { expect, it } from 'vitest';
import { depletionFigures, depletionTrial } from '../../../bench/depletion-batches';

// `npm run bench` runs a hundred; these ten are others.
it('finds the depletion of ten simulated batches at once, and foresees it two hours before', () => {
  const trials = Array.from({ length: 10 }, (_, i) => depletionTrial(9001 + i));
  const figures = depletionFigures(trials).map(({ value }) => value);
  const [detected, early, delayMin, , within] = figures;
  expect({ detected, early }).toEqual({ detected: 100, early: 0 });
  expect(delayMin).toBeLessThan(5);
  expect(within).toBeGreaterThanOrEqual(90);
});
