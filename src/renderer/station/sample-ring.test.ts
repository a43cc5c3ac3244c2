import { expect, it } from 'vitest';
import { SampleRing } from './sample-ring';

it('keeps the newest samples in order and finds its place by time', () => {
  const ring = new SampleRing(3);
  for (const t of [10, 20, 30, 40]) ring.push(t, t / 10, 0);
  expect([0, 1, 2, 3].map((index) => ring.t(index))).toEqual([20, 30, 40, Number.NaN]);
  expect([5, 20, 25, 40].map((t) => ring.after(t))).toEqual([0, 1, 1, 3]);
  expect([ring.value(2), ring.length]).toEqual([4, 3]);
});

it('takes nothing older than its newest, and keeps a null as a place without a number', () => {
  const ring = new SampleRing(4);
  expect([ring.push(10, null, 9), ring.push(10, 1, 0), ring.push(5, 1, 0)]).toEqual([true, false, false]);
  expect([ring.length, ring.value(0), ring.quality(0)]).toEqual([1, Number.NaN, 9]);
});
