import { expect, it } from 'vitest';
import { pinballLoss } from './pinball';

// Expected number: science.md D8 and worked_examples.json (gbm).
it('has the worked loss', () => {
  expect(pinballLoss([1, 2, 3, 4], [1.5, 1.5, 3.5, 3], 0.9).value).toBeCloseTo(0.3625, 12);
  expect(pinballLoss([], [], 0.9).quality).toBe('missing-input');
  expect(pinballLoss([1], [1], 1).quality).toBe('impossible');
});
