import { expect, it } from 'vitest';
import { predictionStep, roundedTo } from './prediction-step';
import { valueText } from './value-text';

it.each([
  [41.8, 48.9, 0.1, '45'],
  [0.91, 1.05, 0.1, '1.0'],
  [118, 148, 0.1, '133'],
  [100, 190, 0.1, '130'],
  [44.8, 45.9, 0.1, '45.3'],
])('between %d and %d is told no finer than that', (low, high, resolution, words) => {
  const step = predictionStep(low, high, resolution);
  const value = { '45': 45.34, '1.0': 0.98, '133': 133.2, '130': 133.2, '45.3': 45.34 }[words];
  expect(valueText(roundedTo(value, step), step)).toBe(words);
});

it('keeps the resolution without an interval', () => {
  expect([predictionStep(null, 3, 0.1), predictionStep(undefined, undefined, 0.1)]).toEqual([0.1, 0.1]);
});
