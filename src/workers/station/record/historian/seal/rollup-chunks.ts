import type { Database } from 'better-sqlite3';
import { cellLevels, cellStart, windowMs, type CellLevel } from '../cell-level';
import { emptyCells, type CellColumns } from '../chunk/cell-columns';
import { cellsOf } from '../chunk/cells-of';
import { ChunkDamaged } from '../chunk/chunk-damaged';
import { decodeCells } from '../chunk/decode-cells';
import { encodeCells } from '../chunk/encode-cells';
import type { RawColumns } from '../../raw-columns';
import { rowFrom } from '../journal/merge-samples';
import type { RawParts } from './raw-parts';

const cellNames = ['t', 'n', 'used', 'good', 'mean', 'std', 'min', 'max'] as const;

/** Cells of a window of ten minutes, in order of time. */
interface WindowCells {
  readonly start: number;
  readonly cells: CellColumns;
}

/** The cells of sealed samples. They are derived: written anew whenever a window in them changes. */
export class RollupChunks {
  readonly #raw;
  readonly #select;
  readonly #replace;
  /** Cells of windows that this pass sealed, by level, series and start of the chunk. */
  #changed = new Map<CellLevel, Map<number, Map<number, WindowCells[]>>>();

  constructor(db: Database, raw: RawParts) {
    this.#raw = raw;
    this.#select = db
      .prepare<[number, number, number], Buffer>(
        'SELECT body FROM chunk WHERE series = ? AND level = ? AND start = ? AND part = 0',
      )
      .pluck();
    this.#replace = db.prepare<[number, number, number, number, number, number, number, Uint8Array]>(
      'INSERT OR REPLACE INTO chunk (series, level, start, part, n, t_first, t_last, pass, body) VALUES (?, ?, ?, 0, ?, ?, ?, ?, ?)',
    );
  }

  /** Takes in all samples of a window; {@link write} puts them on disk. */
  change(series: number, start: number, samples: RawColumns): void {
    for (const level of cellLevels) {
      const bySeries = entry(this.#changed, level, () => new Map<number, Map<number, WindowCells[]>>());
      const chunks = entry(bySeries, series, () => new Map<number, WindowCells[]>());
      const windows = entry(chunks, cellStart(start, level.spanMs), (): WindowCells[] => []);
      windows.push({ start, cells: cellsOf(samples, level.widthMs) });
    }
  }

  /** Writes what has changed; inside a transaction. */
  write(pass: number): void {
    for (const [level, bySeries] of this.#changed)
      for (const [series, chunks] of bySeries)
        for (const [start, windows] of chunks) this.#rewrite(level, series, start, windows, pass);
    this.forget();
  }

  /** Drops what was taken in and not written. */
  forget(): void {
    this.#changed = new Map();
  }

  #rewrite(level: CellLevel, series: number, start: number, windows: WindowCells[], pass: number): void {
    const cells = replaceWindows(this.#stored(level, series, start), windows);
    const body = encodeCells(cells, level.widthMs, start);
    this.#replace.run(series, level.level, start, cells.t.length, cells.t[0] ?? start, cells.t.at(-1) ?? start, pass, body); // prettier-ignore
  }

  #stored(level: CellLevel, series: number, start: number): CellColumns {
    const body = this.#select.get(series, level.level, start);
    if (!body) return emptyCells(0);
    try {
      return decodeCells(body, level.widthMs, start);
    } catch (error) {
      if (!(error instanceof ChunkDamaged)) throw error;
      return this.#recomputed(level, series, start);
    }
  }

  #recomputed(level: CellLevel, series: number, start: number): CellColumns {
    const windows: WindowCells[] = [];
    for (let at = start; at < start + level.spanMs; at += windowMs)
      windows.push({ start: at, cells: cellsOf(this.#raw.window(series, at), level.widthMs) });
    return replaceWindows(emptyCells(0), windows);
  }
}

/** Cells with those of some windows put in the place of what was there. */
function replaceWindows(stored: CellColumns, windows: readonly WindowCells[]): CellColumns {
  const [only] = windows;
  if (only && windows.length === 1 && stored.t.length === 0) return only.cells;
  const pieces: CellColumns[] = [];
  let row = 0;
  for (const { start, cells } of windows.toSorted((a, b) => a.start - b.start)) {
    pieces.push(cellRows(stored, row, rowFrom(stored.t, start)), cells);
    row = rowFrom(stored.t, start + windowMs);
  }
  pieces.push(cellRows(stored, row, stored.t.length));
  return joinCells(pieces);
}

function cellRows(cells: CellColumns, from: number, to: number): CellColumns {
  const rows = emptyCells(Math.max(0, to - from));
  for (const name of cellNames) rows[name].set(cells[name].subarray(from, Math.max(from, to)));
  return rows;
}

function joinCells(pieces: readonly CellColumns[]): CellColumns {
  const joined = emptyCells(pieces.reduce((rows, piece) => rows + piece.t.length, 0));
  let at = 0;
  for (const piece of pieces) {
    for (const name of cellNames) joined[name].set(piece[name], at);
    at += piece.t.length;
  }
  return joined;
}

function entry<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  return made;
}
