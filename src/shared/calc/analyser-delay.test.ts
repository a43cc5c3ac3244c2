import { expect, it } from 'vitest';
import { alignOffGas, deconvolveForDisplay, headspaceDelayS } from './analyser-delay';

it('says how long gas stays above the broth', () => {
  // 9 L above the broth at 1.2 bar and 6 NL/min: 106.6 s, the "1-2 min" of science.md D2.
  expect(headspaceDelayS(9, 1.2, 6).value).toBeCloseTo((60 * 9 * 1.2) / (6 * 1.01325), 10);
  expect(headspaceDelayS(9, 1.2, 0).quality).toBe('impossible');
});

it('gives each broth time the reading that left the broth then', () => {
  const second = (s: number, value: number | null): { t: number; value: number | null } => ({
    t: 1000 * s,
    value,
  });
  const step = [0, 30, 60, 90, 120].map((s) => second(s, s >= 60 ? 2 : 1));
  expect(alignOffGas([0, 15_000, 30_000, 90_000], step, 45).map(({ value }) => value)).toEqual([
    1.5,
    2,
    2,
    null,
  ]);
  const gap = [second(0, 1), second(30, null), second(600, 3)];
  expect(alignOffGas([0], gap, 45)[0]?.value).toBeNull();
});

it('undoes a first-order lag for display', () => {
  const lagged = Array.from({ length: 200 }, (_, s) => ({ t: s * 1000, value: 1 - Math.exp(-s / 25) }));
  const sharp = deconvolveForDisplay(lagged, 25);
  expect(Math.max(...sharp.slice(1, -1).map(({ value }) => Math.abs((value ?? 9) - 1)))).toBeLessThan(3e-4);
  expect(sharp[0]?.value).toBeNull();
});
