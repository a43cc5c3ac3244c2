import type { SeriesColumns } from '../../../../shared/contract/series-columns';
import { CellCache } from './cell-cache';
import { cellStart, windowMs, type CellLevel } from './cell-level';
import type { CellColumns } from './chunk/cell-columns';
import { cellsOf } from './chunk/cells-of';
import { ChunkDamaged } from './chunk/chunk-damaged';
import { decodeCells } from './chunk/decode-cells';
import type { AppliedLines } from '../calibrations/applied-lines';
import type { Corrections } from './corrections';
import { DrawnCells } from './drawn-cells';
import { rowFrom } from './journal/merge-samples';
import type { RawReader } from './raw-reader';
import type { Tail } from './tail';
import type { DamagedChunk } from './thread-messages';
import type { StoredChunks, StoredHead } from '../keep/stored-chunks';

/** What is laid over what was recorded. */
export interface Overlays {
  readonly corrections: Corrections;
  readonly applied: AppliedLines;
}

/**
 * Reads cells as they would be if every one were computed now: those of windows that are not sealed, or that a person
 * corrected, are made from samples on the way. Inside a transaction.
 */
export class CellReader {
  readonly #chunks;
  readonly #raw;
  readonly #tail;
  readonly #corrections;
  readonly #applied;
  readonly #onDamaged;
  readonly #cache = new CellCache();

  constructor(
    chunks: StoredChunks,
    raw: RawReader,
    tail: Tail,
    { corrections, applied }: Overlays,
    onDamaged: (chunk: DamagedChunk) => void,
  ) {
    this.#chunks = chunks;
    this.#raw = raw;
    this.#tail = tail;
    this.#corrections = corrections;
    this.#applied = applied;
    this.#onDamaged = onDamaged;
  }

  /** Cells that begin in a window of time, merged into drawn cells of `cellMs`, in order of time. */
  cells(level: CellLevel, series: number, from: number, to: number, cellMs: number): SeriesColumns {
    const drawn = new DrawnCells(cellMs);
    const add = (cells: CellColumns, begin: number, end: number): void =>
      drawn.addCells(cells, rowFrom(cells.t, begin), rowFrom(cells.t, end));
    const fresh = this.#freshWindows(series, from, to);
    let next = 0;
    const heads = this.#chunks.heads(series, level.level, cellStart(from, level.spanMs), to);
    for (const head of heads) {
      const { start } = head;
      const end = Math.min(to, start + level.spanMs);
      for (; (fresh[next] ?? end) < start; next += 1)
        add(this.#fresh(level, series, fresh[next] ?? 0), from, to);
      const cells = this.#applied.overCells(series, this.#stored(level, series, head));
      let at = Math.max(from, start);
      for (; (fresh[next] ?? end) < end; next += 1) {
        const window = fresh[next] ?? end;
        add(cells, at, window);
        add(this.#fresh(level, series, window), from, to);
        at = Math.max(from, window + windowMs);
      }
      add(cells, at, end);
    }
    for (; next < fresh.length; next += 1) add(this.#fresh(level, series, fresh[next] ?? 0), from, to);
    return drawn.columns();
  }

  /** Starts of windows whose stored cells, if any, do not count, in order. */
  #freshWindows(series: number, from: number, to: number): number[] {
    const tail = this.#tail.windows(series, from, to).map(({ start }) => start);
    const corrected = [
      ...this.#corrections.windows(series, from, to),
      ...this.#applied.seams(series, from, to),
    ];
    if (corrected.length === 0) return tail;
    return [...new Set([...tail, ...corrected])].toSorted((a, b) => a - b);
  }

  #fresh(level: CellLevel, series: number, start: number): CellColumns {
    const window = this.#tail.at(series, start);
    const isKept =
      window !== undefined &&
      !this.#applied.has(series) &&
      this.#corrections.windows(series, start, start + 1).length === 0;
    const known = isKept ? window.cells.get(level) : undefined;
    if (known) return known;
    const cells = cellsOf(this.#raw.window(series, start), level.widthMs);
    if (isKept) window.cells.set(level, cells);
    return cells;
  }

  #stored(level: CellLevel, series: number, { start, pass, whole }: StoredHead): CellColumns {
    const known = this.#cache.get(series, level.level, start, pass);
    if (known) return known;
    const cells =
      whole === false ? this.#madeAnew(level, series, start) : this.#decoded(level, series, start);
    this.#cache.put(series, level.level, start, pass, cells);
    return cells;
  }

  /** What is damaged here can be worked out again: samples are kept apart. */
  #decoded(level: CellLevel, series: number, start: number): CellColumns {
    try {
      return decodeCells(this.#chunks.body(series, level.level, start) ?? new Uint8Array(0), level.widthMs, start); // prettier-ignore
    } catch (error) {
      if (!(error instanceof ChunkDamaged)) throw error;
      this.#onDamaged({ series, level: level.level, start, part: 0, words: error.message });
      return this.#madeAnew(level, series, start);
    }
  }

  /** From samples as they were recorded: stored cells know of nothing that is laid over them. */
  #madeAnew(level: CellLevel, series: number, start: number): CellColumns {
    const samples = this.#raw.recorded(series, start, start + level.spanMs, Number.POSITIVE_INFINITY);
    return cellsOf(samples, level.widthMs);
  }
}
