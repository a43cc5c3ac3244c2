import { expect, it } from 'vitest';
import { dryAir, gasBalance } from './gas-balance';
import { rangedGasBalance } from './ranged-gas-balance';

const input = { flowInNlMin: 10, inlet: dryAir, outlet: { o2: 0.17, co2: 0.03 }, volumeL: 6 };
const ranges = { o2: { low: 0, high: 0.25 }, co2: { low: 0, high: 0.05 } };

it('refuses every rate while an analyser is at the end of its range', () => {
  expect(rangedGasBalance(input, { o2: 0.17, co2: 0.03 }, ranges)).toEqual(gasBalance(input));
  const off = rangedGasBalance(input, { o2: 0.17, co2: 0.0498 }, ranges);
  expect([off.our, off.cer, off.rq].map(({ value, quality }) => [value, quality])).toEqual(
    Array.from({ length: 3 }, () => [null, 'off-range']),
  );
  expect(rangedGasBalance(input, { o2: 0.249, co2: 0.03 }, ranges).rq.quality).toBe('off-range');
  expect(rangedGasBalance(input, { o2: Number.NaN, co2: 0.03 }, ranges).our.quality).toBe('not-a-number');
});
