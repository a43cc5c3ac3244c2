import { expect, test } from 'vitest';
import { nextRates } from './count-rates';

const first = nextRates(undefined, 1000, [
  ['a', 10],
  ['b', 500],
  ['gone', 3],
]);

test('a rate needs two looks, and a counter that fell or is new has none', () => {
  expect([...first.perS]).toEqual([]);
  const second = nextRates(first, 3000, [
    ['a', 14],
    ['b', 2],
    ['new', 9],
  ]);
  expect([...second.perS]).toEqual([['a', 2]]);
});

test('a look too soon changes nothing', () => {
  expect(nextRates(first, 1400, [['a', 900]])).toBe(first);
});
