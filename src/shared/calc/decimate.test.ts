import { expect, test } from 'vitest';
import { emptyColumns } from '../contract/series-columns';
import { decimate, drawnCellMs, type WeightedColumns } from './decimate';

interface Sample {
  readonly t: number;
  readonly value: number;
  readonly good: boolean;
}

function pointsOf(samples: readonly Sample[]): WeightedColumns {
  const points: WeightedColumns = {
    ...emptyColumns(samples.length),
    used: new Float64Array(samples.length),
  };
  samples.forEach(({ t, value, good }, index) => {
    points.t[index] = t;
    for (const name of ['min', 'max', 'mean'] as const) points[name][index] = value;
    points.n[index] = 1;
    points.used[index] = Number.isNaN(value) ? 0 : 1;
    points.good[index] = good ? 100 : 0;
  });
  return points;
}

/** Says the same as the code under test in the most pedestrian way. */
function bruteForce(samples: readonly Sample[], cellMs: number): object[] {
  const starts = [...new Set(samples.map(({ t }) => Math.floor(t / cellMs) * cellMs))];
  return starts.map((start) => {
    const inside = samples.filter(({ t }) => t >= start && t < start + cellMs);
    const values = inside.map(({ value }) => value).filter((value) => !Number.isNaN(value));
    return {
      t: start,
      min: values.length === 0 ? Number.NaN : Math.min(...values),
      max: values.length === 0 ? Number.NaN : Math.max(...values),
      mean: values.reduce((sum, value) => sum + value, 0) / values.length,
      n: inside.length,
      used: values.length,
      good: (100 * inside.filter(({ good }) => good).length) / inside.length,
    };
  });
}

function rowsOf(columns: WeightedColumns): Record<string, number>[] {
  return Array.from(columns.t, (_, index) =>
    Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column[index]])),
  );
}

/** Repeatable pseudo-random numbers in [0, 1). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

function plant(count: number): Sample[] {
  const random = randomFrom(7);
  let t = 1_700_000_012_345;
  return Array.from({ length: count }, () => {
    // Now and then a hole of minutes.
    t += random() < 0.01 ? 200_000 : 1000;
    const missing = random() < 0.1;
    return { t, value: missing ? Number.NaN : 100 * random() - 50, good: !missing && random() < 0.8 };
  });
}

function expectClose(found: Record<string, number>[], wanted: object[]): void {
  expect(found).toHaveLength(wanted.length);
  found.forEach((row, index) => {
    for (const [name, value] of Object.entries(wanted[index] ?? {}))
      if (Number.isNaN(value)) expect(row[name]).toBeNaN();
      else expect(row[name], `${name} of cell ${index}`).toBeCloseTo(value, 9);
  });
}

test.each([1, 999, 7000, 30_000, 3_600_000_000])('agrees with brute force in cells of %i ms', (cellMs) => {
  const samples = plant(3000);
  expectClose(rowsOf(decimate(pointsOf(samples), cellMs)), bruteForce(samples, cellMs));
});

test('merging cells of cells is merging the samples', () => {
  const samples = plant(3000);
  const twice = decimate(decimate(pointsOf(samples), 30_000), 600_000);
  expectClose(rowsOf(twice), bruteForce(samples, 600_000));
});

test('a spike of one sample survives, a hole stays a hole, a cell without a value has no number', () => {
  const flat = (t: number): Sample => ({ t, value: 1, good: true });
  const samples = [flat(0), { ...flat(1), value: 99 }, flat(2), { t: 50, value: Number.NaN, good: false }];
  expect(rowsOf(decimate(pointsOf(samples), 10))).toEqual([
    { t: 0, min: 1, max: 99, mean: 101 / 3, n: 3, used: 3, good: 100 },
    { t: 50, min: Number.NaN, max: Number.NaN, mean: Number.NaN, n: 1, used: 0, good: 0 },
  ]);
});

test('nothing in, nothing out', () => {
  expect(decimate(pointsOf([]), 1000).t).toHaveLength(0);
});

test('a sample on the edge opens the next cell', () => {
  const at = (t: number): Sample => ({ t, value: t, good: true });
  const { t, n } = decimate(pointsOf([at(999), at(1000), at(1999), at(2000)]), 1000);
  expect([[...t], [...n]]).toEqual([
    [0, 1000, 2000],
    [1, 2, 1],
  ]);
});

test.each([
  [28_800_000, 800, 1],
  [28_800_000, 800, 30_000],
  [7_777_777, 333, 1],
  [86_400_000 * 30, 1366, 600_000],
  [60_000, 2, 30_000],
])('wherever a window of %i ms stands, it touches no more than %i cells', (spanMs, widthPx, stepMs) => {
  const cellMs = drawnCellMs(spanMs, widthPx, stepMs);
  expect(cellMs % stepMs).toBe(0);
  const worst = [0, 1, cellMs - 1, Math.floor(cellMs / 2)].map(
    (from) => Math.floor((from + spanMs - 1) / cellMs) - Math.floor(from / cellMs) + 1,
  );
  expect(Math.max(...worst)).toBeLessThanOrEqual(widthPx);
});
