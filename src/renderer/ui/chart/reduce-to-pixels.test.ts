import { describe, expect, it } from 'vitest';
import { emptyColumns } from '../../../shared/contract/series-columns';
import { SampleRing } from '../../station/sample-ring';
import { emptyPixelTrace, reduceToPixels } from './reduce-to-pixels';
import { historyTrace, type Trace } from './trace';
import { valueAt } from './value-at';

const second = 1000;

function samples(values: readonly (number | null)[], from = 0, good: (index: number) => number = () => 100) {
  const columns = emptyColumns(values.length);
  values.forEach((value, index) => {
    columns.t[index] = from + index * second;
    for (const name of ['min', 'max', 'mean'] as const) columns[name][index] = value ?? Number.NaN;
    columns.n[index] = 1;
    columns.good[index] = good(index);
  });
  return historyTrace(columns, 'raw');
}

function trace(history: Trace['history'], ring?: SampleRing): Trace {
  return { history, ring, cadenceMs: second };
}

const reduce = (one: Trace, to: number, widthPx: number) =>
  reduceToPixels(one, { from: 0, to }, widthPx, emptyPixelTrace());

describe('a trace on pixels', () => {
  it('keeps a spike of one sample at full height at every width', () => {
    const values = Array.from({ length: 3600 }, (_, index) => (index === 1777 ? 500 : 1));
    for (const width of [7, 60, 333, 1200]) {
      const pixels = reduce(trace(samples(values)), 3600 * second, width);
      expect(pixels.highest).toBe(500);
      expect(Math.max(...pixels.high.slice(0, pixels.length))).toBe(500);
      expect(pixels.length).toBeLessThanOrEqual(width + 1);
    }
  });

  it('agrees with brute force on lowest, highest and mean of a pixel', () => {
    const values = Array.from({ length: 600 }, (_, index) => Math.sin(index * 12.9898) * 100);
    const pixels = reduce(trace(samples(values)), 600 * second, 20);
    const third = values.slice(60, 90);
    expect([pixels.low[2], pixels.high[2]]).toEqual([Math.min(...third), Math.max(...third)]);
    expect(pixels.mean[2]).toBeCloseTo(third.reduce((sum, value) => sum + value, 0) / 30, 9);
  });

  it('breaks the line over more than three missing samples, and over samples without a number', () => {
    const ring = new SampleRing(64);
    for (const t of [0, 1, 2, 5, 6, 11, 12]) ring.push(t * second, 1, 0);
    ring.push(13 * second, null, 9);
    ring.push(14 * second, 1, 0);
    const pixels = reduce(trace(null, ring), 20 * second, 20);
    const broken = Array.from(pixels.x.subarray(0, pixels.length)).filter(
      (_, index) => pixels.hole[index] === 1,
    );
    expect(broken).toEqual([0, 11, 14]);
    expect(pixels.doubt.indexOf(1)).toBe(13);
  });

  it('draws a regular record of a coarser cadence as a line, and its outage as a hole', () => {
    const ring = new SampleRing(64);
    for (const cell of [0, 1, 2, 3, 4, 5, 9, 10]) ring.push(cell * 30 * second, 1, 0);
    const pixels = reduceToPixels(
      trace(null, ring),
      { from: 120 * second, to: 330 * second },
      100,
      emptyPixelTrace(),
    );
    expect(Array.from(pixels.hole.subarray(0, pixels.length))).toEqual([1, 0, 1, 1]);
  });

  it('joins history and live tail without a hole and without counting the last cell twice', () => {
    const cells = emptyColumns(3);
    cells.t.set([0, 30_000, 60_000]);
    for (const name of ['min', 'max', 'mean'] as const) cells[name].set([1, 1, 1]);
    cells.n.set([30, 30, 5]);
    cells.good.fill(100);
    const ring = new SampleRing(256);
    for (let t = 45; t <= 120; t += 1) ring.push(t * second, 3, 0);
    const pixels = reduce(trace(historyTrace(cells, '30s'), ring), 120 * second, 12);
    const drawn = Array.from(pixels.mean.subarray(0, pixels.length));
    expect(drawn).toEqual([1, 1, 3, 3, 3, 3, 3, 3, 3]);
    expect(Array.from(pixels.hole.subarray(0, pixels.length))).toEqual([1, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('marks what is not good', () => {
    const history = samples(
      Array.from({ length: 100 }, () => 1),
      0,
      (index) => (index >= 40 && index < 50 ? 0 : 100),
    );
    const { doubt } = reduce(trace(history), 100 * second, 100);
    expect([39, 40, 49, 50].map((pixel) => doubt[pixel])).toEqual([0, 1, 1, 0]);
  });
});

it('reads the value at the cursor, and none in a hole', () => {
  const ring = new SampleRing(64);
  for (const t of [0, 1, 2, 20, 21]) ring.push(t * second, t, 0);
  expect([1400, 10_000, 19_500].map((t) => valueAt(trace(null, ring), t)?.value)).toEqual([1, undefined, 20]);
});
