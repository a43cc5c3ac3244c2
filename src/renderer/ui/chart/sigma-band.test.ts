import { expect, it } from 'vitest';
import { emptyPixelTrace, type PixelTrace } from './reduce-to-pixels';
import { sigmaBand } from './sigma-band';
import { withheldRuns } from './withheld-runs';

function pixels(
  points: readonly (readonly [x: number, mean: number, hole?: 1])[],
  doubt: readonly number[] = [],
) {
  const flags = new Uint8Array(100);
  for (const pixel of doubt) flags[pixel] = 1;
  return {
    ...emptyPixelTrace(),
    length: points.length,
    x: Float32Array.from(points, ([x]) => x),
    mean: Float64Array.from(points, ([, mean]) => mean),
    hole: Uint8Array.from(points, ([, , hole]) => hole ?? 0),
    doubt: flags,
  } satisfies PixelTrace;
}

const ends = () => ({ low: emptyPixelTrace(), high: emptyPixelTrace() });
const read = ({ length, x, mean, hole }: PixelTrace) =>
  Array.from({ length }, (_, index) => [x[index], mean[index], hole[index]]);

it('reaches as far as the deviation to either side, and breaks where it is missing', () => {
  const value = pixels([[0, 10, 1], [5, 12], [10, 14], [15, 16]]); // prettier-ignore
  const sigma = pixels([[0.3, 1, 1], [5, 2], [15, 0.5, 1]]); // prettier-ignore
  const band = sigmaBand(value, sigma, 2, ends());
  expect(read(band.low)).toEqual([[0, 8, 1], [5, 8, 0], [15, 15, 1]]); // prettier-ignore
  expect(read(band.high)).toEqual([[0, 12, 1], [5, 16, 0], [15, 17, 1]]); // prettier-ignore
  expect([band.low.lowest, band.high.highest]).toEqual([8, 17]);
});

it('forgets what the last drawing held', () => {
  const out = sigmaBand(pixels([[0, 1, 1], [1, 100]]), pixels([[0, 1, 1], [1, 1]]), 2, ends()); // prettier-ignore
  sigmaBand(pixels([[0, 1, 1]]), pixels([[0, 1, 1]]), 2, out); // prettier-ignore
  expect([read(out.high), out.high.highest]).toEqual([[[0, 3, 1]], 3]);
});

it('calls a doubted gap withheld only where the witness has a value', () => {
  const witness = pixels([[0, 1, 1], [10, 1], [20, 1], [30, 1], [60, 1, 1], [70, 1]]); // prettier-ignore
  // A number at 0 and 70; doubt without a number at 10, 20, 30, 45 (no witness) and 60.
  const own = pixels([[0, 1, 1], [70, 1, 1]], [10, 20, 30, 45, 60]); // prettier-ignore
  expect(withheldRuns(own, witness)).toEqual([[10, 30], [60, 60]]); // prettier-ignore
});
