import { expect, it } from 'vitest';
import { peaksOf } from './draw-peaks';
import { emptyPixelTrace, type PixelTrace } from './reduce-to-pixels';

const y = (value: number): number => 100 - value;

/** `|` stands for a hole before the entry. */
function traceOf(entries: readonly (readonly [number, number] | '|')[]): PixelTrace {
  const spreads = entries.filter((entry) => entry !== '|');
  const hole = entries.flatMap((entry, i) =>
    entry === '|' ? [] : [i === 0 || entries[i - 1] === '|' ? 1 : 0],
  );
  return {
    ...emptyPixelTrace(),
    length: spreads.length,
    low: Float64Array.from(spreads, ([low]) => low),
    high: Float64Array.from(spreads, ([, high]) => high),
    hole: Uint8Array.from(hole),
  };
}

it('finds the spike in a quiet signal, upwards and downwards, and at the end of a record', () => {
  expect(
    peaksOf(
      traceOf([
        [40, 41],
        [40, 90],
        [40, 41],
        [5, 41],
        [40, 41],
      ]),
      y,
    ),
  ).toEqual([1, 3]);
  expect(
    peaksOf(
      traceOf([
        [40, 90],
        [40, 41],
        [40, 41],
        [40, 90],
      ]),
      y,
    ),
  ).toEqual([0, 3]);
});

it('takes an entry with holes on both sides for what it spans', () => {
  expect(peaksOf(traceOf([[40, 41], '|', [40, 42], '|', [40, 41], [40, 41]]), y)).toEqual([0, 1]);
});

it('leaves a pulsing signal to its envelope', () => {
  expect(
    peaksOf(
      traceOf([
        [0, 80],
        [0, 70],
        [0, 90],
        [10, 85],
      ]),
      y,
    ),
  ).toEqual([]);
});
