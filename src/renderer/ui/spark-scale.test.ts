import { expect, test } from 'vitest';
import { runsOf, spanOf, usualStepMs } from './spark-scale';

const columns = (values: readonly number[]) => ({
  t: values.map((_, index) => index * 1000),
  min: values,
  max: values,
  mean: values,
});

test('a spike in one cell decides the scale', () => {
  const spiky = { ...columns([5, 5, 5]), max: [5, 90, 5] };
  expect(spanOf([spiky], 0, 1, null)).toEqual({ low: -20, high: 100 });
});

test('a quiet signal is not blown up', () => {
  expect(spanOf([columns([30, 30.2])], 0, 20, null)).toEqual({ low: 20, high: 45 });
});

test('the floor holds, and gives way to values below it', () => {
  expect(spanOf([columns([1, 2])], 0, 10, 0)).toEqual({ low: 0, high: 10 });
  expect(spanOf([columns([-3, 20])], 0, 10, 0)?.low).toBe(-5);
});

test('gaps alone have no scale, and what is older than the window does not count', () => {
  expect(spanOf([columns([Number.NaN])], 0, 1, null)).toBeNull();
  expect(spanOf([columns([900, 5, 5])], 1000, 2, null)).toEqual({ low: 4, high: 6 });
});

test('a line breaks at a missing number and at a silence', () => {
  const t = [0, 1000, 2000, 3000, 9000, 10_000];
  expect(runsOf(t, [1, Number.NaN, 2, 3, 4, 5], 3000)).toEqual([
    [0, 1],
    [2, 4],
    [4, 6],
  ]);
  expect(usualStepMs(t)).toBe(1000);
});
