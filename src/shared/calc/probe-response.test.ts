import { expect, it } from 'vitest';
import { probeResponse } from './probe-response';

const step = (tau: number, seconds = 150): [number[], number[]] => {
  const times = Array.from({ length: seconds }, (_, s) => s);
  return [times, times.map((s) => 98 - 96 * Math.exp(-s / tau))];
};

it('finds the time constant of a first-order probe (science.md D3: t63 = τ, t90 = 2.303 τ)', () => {
  const { t63S, t90S, accepted } = probeResponse(...step(12), 20);
  expect(t63S.value).toBeCloseTo(12, 1);
  expect(t90S.value).toBeCloseTo(2.303 * 12, 1);
  expect(accepted).toBe(true);
  expect(probeResponse(...step(33, 400), 20).accepted).toBe(false);
  const [times, rising] = step(12);
  const falling = rising.map((v) => 100 - v);
  expect(probeResponse(times, falling, 20).t63S.value).toBeCloseTo(12, 1);
});

it('does not judge a small step, an unfinished one or a clock that jumps', () => {
  const [times, rising] = step(12);
  expect(probeResponse(times, rising, 200).t63S.quality).toBe('low-signal');
  expect(probeResponse(...step(40, 60), 20).t63S.quality).toBe('low-signal');
  expect(probeResponse(times.with(20, 3), rising, 20).t63S.quality).toBe('clock-skew');
  expect(probeResponse([0, 1], [0, 90], 20).accepted).toBeNull();
});
