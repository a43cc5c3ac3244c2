import { expect, it } from 'vitest';
import { bestLag, crossCorrelation } from './cross-correlation';

// Expected numbers: science.md D7 and worked_examples.json (xcorr).
const a = [0, 0, 1, 2, 3, 2, 1, 0, 0, 0];
const b = [0, 0, 0, 0, 1, 2, 3, 2, 1, 0];

it('finds the lag of the worked example', () => {
  const found = crossCorrelation(a, b, 4);
  const expected = [0.17431192660550465, 0.7, 1, 0.5961538461538461, -0.31491832864888675];
  expect(found.map(({ r }) => r)).toEqual(expected.map((r) => expect.closeTo(r, 12)));
  expect(bestLag(found)?.lag).toBe(2);
});

it('has no correlation with what does not vary or is no number', () => {
  expect(
    crossCorrelation(
      a,
      a.map(() => 1),
      3,
    ),
  ).toEqual([]);
  expect(
    crossCorrelation(
      a,
      a.map(() => Number.NaN),
      3,
    ),
  ).toEqual([]);
  expect(crossCorrelation([1, 2], [1, 2], 3)).toEqual([]);
  expect(bestLag([])).toBeNull();
});
