import { expect, it } from 'vitest';
import { closureBrokenSince, flowClosure, type FlowPair } from './flow-closure';

const minute = 60_000;
const run = (minutes: number, measured: number | null, from = 0): FlowPair[] =>
  Array.from({ length: minutes + 1 }, (_, i) => ({
    t: (from + i) * minute,
    measuredNlMin: measured,
    calculatedNlMin: 10,
  }));

it('compares the outlet meter with the inert balance', () => {
  expect(flowClosure(9.4, 10).value).toBeCloseTo(-0.06, 12);
  expect(flowClosure(9.4, 0).quality).toBe('low-signal');
  expect(flowClosure(null, 10).quality).toBe('missing-input');
});

it('speaks up after ten minutes above 5 %, not before and not through a good reading', () => {
  expect(closureBrokenSince(run(9, 9.4))).toBeNull();
  expect(closureBrokenSince(run(10, 9.4))).toBe(0);
  expect(closureBrokenSince(run(30, 9.51))).toBeNull();
  expect(closureBrokenSince([...run(8, 9.4), ...run(0, 10, 9), ...run(8, 9.4, 10)])).toBeNull();
  // A missing meter is no evidence, in either direction.
  expect(closureBrokenSince(run(60, null))).toBeNull();
  expect(closureBrokenSince([...run(5, 9.4), ...run(0, null, 6), ...run(5, 9.4, 7)])).toBe(0);
  // Bad, then nothing for an hour, then bad again: it starts anew.
  expect(closureBrokenSince([...run(1, 9.4), ...run(1, 9.4, 60)])).toBeNull();
});
