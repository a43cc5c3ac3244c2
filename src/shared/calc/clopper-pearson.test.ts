import { expect, it } from 'vitest';
import { clopperPearson } from './clopper-pearson';

// Expected numbers: science.md D8 and worked_examples.json (binomial).
it('has the exact intervals of the worked examples', () => {
  const near = (low: number, high: number): unknown => ({
    low: expect.closeTo(low, 10),
    high: expect.closeTo(high, 10),
  });
  expect(clopperPearson(19, 20)).toEqual(near(0.7512672372279722, 0.9987349105020502));
  expect(clopperPearson(190, 200)).toEqual(near(0.9099724622986486, 0.9757658345278915));
  expect(clopperPearson(200, 200)).toEqual(near(0.9817246596448638, 1));
  // One-sided 95 %: both tails at 5 %.
  expect(clopperPearson(59, 59, 0.1)?.low).toBeCloseTo(0.950492390111773, 10);
  expect(clopperPearson(0, 299, 0.1)?.high).toBeCloseTo(0.009969146792899286, 10);
  expect([clopperPearson(0, 0), clopperPearson(3, 2)]).toEqual([null, null]);
});
