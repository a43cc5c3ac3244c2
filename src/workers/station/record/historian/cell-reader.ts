import type { Database } from 'better-sqlite3';
import { emptyColumns } from '../../../../shared/contract/series-columns';
import { decimate, type WeightedColumns } from '../../../../shared/calc/decimate';
import { cellLevels, type CellLevel } from './cell-level';
import { samplePoints, type SampleRow } from './sample-points';

type Numbers = Omit<WeightedColumns, 't'>;
type CellPoint = { readonly t: number } & { readonly [name in keyof Numbers]: number };

const columnOrder = ['t', 'n', 'used', 'good', 'mean', 'min', 'max'] as const;

/**
 * Reads cells as they would be if every one were computed now: those that changed since (the live tail, late data)
 * are made from raw rows on the way.
 */
export class CellReader {
  readonly #stored;
  readonly #dirty;
  readonly #raw;

  constructor(db: Database) {
    this.#stored = new Map(
      cellLevels.map((level) => [
        level,
        db.prepare<[number, number, number], CellPoint>(
          `SELECT t, n, used, percent_good AS good, mean, min, max FROM ${level.table} WHERE series = ? AND t >= ? AND t < ?`,
        ),
      ]),
    );
    this.#dirty = db
      .prepare<[number, number, number, number], number>(
        'SELECT t FROM dirty_cell WHERE width = ? AND series = ? AND t >= ? AND t < ?',
      )
      .pluck();
    this.#raw = db
      .prepare<[number, number, number], SampleRow>(
        'SELECT t, value, quality FROM sample WHERE series = ? AND t >= ? AND t < ?',
      )
      .raw();
  }

  /** Raw samples of a series, `from` included, `to` not. */
  samples(series: number, from: number, to: number): SampleRow[] {
    return this.#raw.all(series, from, to);
  }

  /** Cells that begin in a window, in order of time. */
  cells(level: CellLevel, series: number, from: number, to: number): WeightedColumns {
    const stored = this.#stored.get(level)?.all(series, from, to) ?? [];
    const dirty = this.#dirty.all(level.widthMs, series, from, to);
    if (dirty.length === 0) return toColumns(stored);
    const stale = new Set(dirty);
    const fresh = runsOf(dirty, level.widthMs).flatMap(([start, end]) =>
      toPoints(decimate(samplePoints(this.samples(series, start, end)), level.widthMs)),
    );
    const all = [...stored.filter((point) => !stale.has(point.t)), ...fresh];
    return toColumns(all.toSorted((a, b) => a.t - b.t));
  }
}

/** Neighbouring cells joined into stretches, so that a backfill is read in few queries. */
function runsOf(starts: readonly number[], widthMs: number): [number, number][] {
  const runs: [number, number][] = [];
  for (const start of starts) {
    const last = runs.at(-1);
    if (last && last[1] === start) last[1] = start + widthMs;
    else runs.push([start, start + widthMs]);
  }
  return runs;
}

function toColumns(points: readonly CellPoint[]): WeightedColumns {
  const columns: WeightedColumns = { ...emptyColumns(points.length), used: new Float64Array(points.length) };
  points.forEach((point, index) => {
    for (const name of columnOrder) columns[name][index] = point[name] ?? Number.NaN;
  });
  return columns;
}

function toPoints(columns: WeightedColumns): CellPoint[] {
  return Array.from(columns.t, (t, index) => ({
    t,
    min: columns.min[index] ?? Number.NaN,
    max: columns.max[index] ?? Number.NaN,
    mean: columns.mean[index] ?? Number.NaN,
    n: columns.n[index] ?? 0,
    used: columns.used[index] ?? 0,
    good: columns.good[index] ?? 0,
  }));
}
