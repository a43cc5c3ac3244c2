import { expect, it } from 'vitest';
import { niceAxes, positionOn } from './nice-axis';
import { phasesOf } from './panel-overlay';
import { emptyPixelTrace } from './reduce-to-pixels';

it('an axis in decades holds what is drawn, and what has no logarithm is below it', () => {
  const rule = { minSpan: 1, log: true };
  const { left, right } = niceAxes({ low: 0.2, high: 340, rule }, { low: 0, high: 50, rule }, [4], null);
  expect(left).toEqual({ min: -1, max: 3, step: 1, log: true });
  expect(right).toEqual({ min: -2, max: 2, step: 1, log: true });
  expect([positionOn(left, 0.1), positionOn(left, 10), positionOn(left, 1000)]).toEqual([0, 0.5, 1]);
  expect([positionOn(left, 0), positionOn(left, -5)]).toEqual([-1, -1]);
});

it('an axis that may not begin below nought grows upwards', () => {
  const { left } = niceAxes({ low: 2, high: 4, rule: { minSpan: 20, floor: 0 } }, null, [4], null);
  expect([left.min, left.max]).toEqual([0, 20]);
});

it('phases are stretches of one code, each to the beginning of the next', () => {
  const codes = [1, 1, 2, 2, 7];
  const trace = {
    ...emptyPixelTrace(),
    length: 5,
    x: Float32Array.from([0, 10, 20, 30, 40]),
    high: Float64Array.from(codes),
  };
  expect(phasesOf(trace, 100)).toEqual([
    { from: 0, to: 20, words: 'Lag' },
    { from: 20, to: 40, words: 'Glycerol batch' },
    { from: 40, to: 100, words: 'Methanol induction' },
  ]);
});
