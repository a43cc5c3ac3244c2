import type { Database } from 'better-sqlite3';
import { cellStart, windowMs } from '../cell-level';
import { rowsOf } from '../journal/merge-samples';
import { emptyRaw, type RawColumns } from '../../raw-columns';
import { RawParts, type NewPart } from './raw-parts';
import { RollupChunks } from './rollup-chunks';
import { SealList } from './seal-list';

type Row = readonly [t: number, value: number | null, quality: number, seen: number];

/** Rows looked at together; a window that is cut by them is left for the next look. */
const rowsAtOnce = 100_000;

/** Moves the rows of a file of version 2 into chunks; inside the transaction of the migration. */
export function rowsToChunks(db: Database): void {
  const nextSeries = db
    .prepare<[number], number>('SELECT series FROM sample WHERE series > ? ORDER BY series LIMIT 1')
    .pluck();
  const mover = new Mover(db);
  for (let series = nextSeries.get(-1); series !== undefined; series = nextSeries.get(series))
    mover.move(series);
}

class Mover {
  readonly #rows;
  readonly #raw;
  readonly #rollups;
  readonly #list;

  constructor(db: Database) {
    this.#rows = db
      .prepare<[number, number], Row>(
        `SELECT t, value, quality, seen FROM sample WHERE series = ? AND t >= ? ORDER BY t LIMIT ${rowsAtOnce}`,
      )
      .raw();
    this.#raw = new RawParts(db);
    this.#rollups = new RollupChunks(db, this.#raw);
    this.#list = new SealList(db);
  }

  move(series: number): void {
    for (let from: number | undefined = 0; from !== undefined;) from = this.#step(series, from);
  }

  /** Moves the rows from a time on; answers where to go on, undefined at the end. */
  #step(series: number, from: number): number | undefined {
    const rows = this.#rows.all(series, from);
    const last = rows.at(-1)?.[0];
    if (last === undefined) return undefined;
    const isAll = rows.length < rowsAtOnce;
    const cut = cellStart(last, windowMs);
    // A window with more rows than are looked at together becomes several parts.
    const end = isAll || cut <= from ? last + 1 : cut;
    this.#seal(series, toColumns(rows.filter(([t]) => t < end)));
    return isAll ? undefined : end;
  }

  #seal(series: number, columns: RawColumns): void {
    const pass = this.#list.next;
    const parts: NewPart[] = [];
    let from = 0;
    while (from < columns.t.length) {
      const start = cellStart(columns.t[from] ?? 0, windowMs);
      let to = from + 1;
      while (to < columns.t.length && (columns.t[to] ?? 0) < start + windowMs) to += 1;
      const { added, all } = this.#raw.add(series, start, rowsOf(columns, from, to), pass);
      if (added) parts.push(added);
      this.#rollups.change(series, start, all);
      from = to;
    }
    this.#rollups.write(pass);
    this.#list.add(parts, columns.seen.at(-1) ?? 0);
  }
}

function toColumns(rows: readonly Row[]): RawColumns {
  const columns = emptyRaw(rows.length);
  rows.forEach(([t, value, quality, seen], row) => {
    columns.t[row] = t;
    columns.value[row] = value ?? Number.NaN;
    columns.quality[row] = quality;
    columns.seen[row] = seen;
  });
  return columns;
}
