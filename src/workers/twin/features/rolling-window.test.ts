import { expect, it } from 'vitest';
import { seededNoise } from '../../../shared/calc/fixtures/seeded-noise';
import { rollingMinutes } from '../../../shared/model/feature';
import { longestSpan, rolledWidth, rollWindows } from './rolling-window';

/** Sums that lose nothing: whole numbers of 2⁻⁴⁰. */
const exact = (v: number): bigint => BigInt(Math.round(v * 2 ** 40));

/** Mean, deviation, least, greatest and slope per hour by whole numbers. */
function byDefinition(cells: readonly number[]): number[] {
  const known = cells.flatMap((v, i) => (Number.isNaN(v) ? [] : [{ v, x: exact(v), t: BigInt(i) }]));
  if (2 * known.length < cells.length) return Array.from({ length: 5 }, () => Number.NaN);
  const n = BigInt(known.length);
  const sum = (of: (point: (typeof known)[number]) => bigint): bigint =>
    known.reduce((total, point) => total + of(point), 0n);
  const [sx, sxx] = [sum(({ x }) => x), sum(({ x }) => x * x)];
  const [st, stt, stx] = [sum(({ t }) => t), sum(({ t }) => t * t), sum(({ t, x }) => t * x)];
  const unit = 2 ** 40;
  return [
    Number(sx) / Number(n) / unit,
    Math.sqrt(Number(n * sxx - sx * sx)) / Number(n) / unit,
    Math.min(...known.map(({ v }) => v)),
    Math.max(...known.map(({ v }) => v)),
    (120 * Number(n * stx - st * sx)) / Number(n * stt - st * st) / unit,
  ];
}

it('says of every window what whole numbers say, to 1e-12', () => {
  const noise = seededNoise(3);
  const round = (v: number): number => Math.round(v * 2 ** 40) / 2 ** 40;
  const courses: ((i: number) => number)[] = [
    () => 30 + 0.01 * noise(),
    (i) => (i % 97 === 0 ? 1000 : 0.5 + 1e-3 * noise()),
    (i) => 1e5 + i + 1e-2 * noise(),
    (i) => (i < 200 ? 0 : 5 + 1e-3 * noise()),
    (i) => (i % 7 < 3 ? Number.NaN : 100 * noise()),
    () => 4,
  ];
  for (const course of courses) {
    const cells = Float64Array.from({ length: 500 }, (_, i) => round(course(i)));
    const out = new Float64Array(rolledWidth);
    for (let last = longestSpan; last < cells.length; last += 1) {
      rollWindows(cells, last, out, 0);
      for (const [w, minutes] of rollingMinutes.entries()) {
        const wanted = byDefinition(Array.from(cells.subarray(last + 1 - 2 * minutes, last + 1)));
        const got = Array.from(out.subarray(5 * w, 5 * w + 5));
        expect(got.map((v) => Number.isNaN(v))).toEqual(wanted.map((v) => Number.isNaN(v)));
        // A slope that is next to none is measured by the spread over the span.
        const scale = [0, 0, 0, 0, ((wanted[1] ?? 0) * 60) / minutes];
        for (const [j, value] of wanted.entries()) {
          if (Number.isNaN(value)) continue;
          const size = Math.max(Math.abs(value), scale[j] ?? 0);
          expect(Math.abs((got[j] ?? 0) - value), `${last} ${minutes} ${j}`).toBeLessThanOrEqual(
            1e-12 * size,
          );
        }
      }
    }
  }
});
