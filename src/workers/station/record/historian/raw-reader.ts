import { emptyRaw, type RawColumns } from '../raw-columns';
import { cellStart, rawLevel, windowMs } from './cell-level';
import { ChunkDamaged } from './chunk/chunk-damaged';
import { decodePointsInto, decodeRaw, decodeRawInto } from './chunk/decode-raw';
import type { AppliedLines } from '../calibrations/applied-lines';
import type { Corrections } from './corrections';
import { mergeSamples, rowFrom, rowsOf } from './journal/merge-samples';
import type { Tail } from './tail';
import type { DamagedChunk } from './thread-messages';
import type { StoredChunks, StoredPart as Part } from '../keep/stored-chunks';

/** What one window consists of. */
interface Window {
  readonly start: number;
  readonly parts: Part[];
}

/** `seen` and `origin` are not filled in where only points are wanted. */
type Depth = 'points' | 'all';

const partsAtOnce = 1000;

/** Samples of a series, sealed ones and those in the journal as one; inside a transaction. */
export class RawReader {
  readonly #chunks;
  readonly #tail;
  readonly #corrections;
  readonly #applied;
  readonly #onDamaged;

  constructor(
    chunks: StoredChunks,
    tail: Tail,
    corrections: Corrections,
    applied: AppliedLines,
    onDamaged: (chunk: DamagedChunk) => void,
  ) {
    this.#chunks = chunks;
    this.#tail = tail;
    this.#corrections = corrections;
    this.#applied = applied;
    this.#onDamaged = onDamaged;
  }

  /** Samples as they were recorded, `from` included, `to` not; the first `limit` of them. */
  recorded(series: number, from: number, to: number, limit: number): RawColumns {
    return this.#gather(series, from, to, limit, 'all');
  }

  /** Time, value and quality alone, put right by calibrations and corrections. */
  points(series: number, from: number, to: number): RawColumns {
    const found = this.#gather(series, from, to, Number.POSITIVE_INFINITY, 'points');
    return this.#put(series, found);
  }

  /** All samples of one window, put right. */
  window(series: number, start: number): RawColumns {
    return this.#put(series, this.#merged(series, { start, parts: this.#chunks.at(series, start) }));
  }

  /** Calibrations first: what a person put in the place of a sample is already in the channel's unit. */
  #put(series: number, samples: RawColumns): RawColumns {
    return this.#corrections.overlay(series, this.#applied.overSamples(series, samples));
  }

  /** Newest sample of a series up to a time as it was recorded, in columns of one row or none. */
  newest(series: number, upTo: number): RawColumns {
    let bound = upTo;
    for (;;) {
      const start = Math.max(this.#chunks.lastStart(series, bound) ?? -1, this.#tail.lastStart(series, bound) ?? -1); // prettier-ignore
      if (start < 0) return emptyRaw(0);
      const all = this.#merged(series, { start, parts: this.#chunks.at(series, start) });
      const row = rowFrom(all.t, upTo + 1) - 1;
      if (row >= 0) return rowsOf(all, row, row + 1);
      bound = start - 1;
    }
  }

  #gather(series: number, from: number, to: number, limit: number, depth: Depth): RawColumns {
    const pieces: RawColumns[] = [];
    let rows = 0;
    let at = cellStart(from, windowMs);
    while (at < to && rows < limit) {
      const { windows, end } = this.#page(series, at, to);
      const piece = within(this.#fill(series, windows, depth), from, to);
      rows += piece.t.length;
      pieces.push(piece);
      at = end;
    }
    const [only] = pieces;
    const all = only && pieces.length === 1 ? only : mergeSamples(pieces);
    return rows > limit ? rowsOf(all, 0, limit) : all;
  }

  /** The next windows in order of time, whole ones, and where they end. */
  #page(series: number, from: number, to: number): { windows: Window[]; end: number } {
    const parts = this.#chunks.range(series, from, to, partsAtOnce);
    const first = parts[0]?.start;
    const last = parts.at(-1)?.start;
    const isCut = parts.length === partsAtOnce && last !== undefined;
    // The parts of the last window may go on: it is left for the next page, unless it is alone.
    const end = !isCut ? to : last === first ? last + windowMs : last;
    const windows = new Map<number, Window>();
    if (isCut && last === first) windows.set(last, { start: last, parts: this.#chunks.at(series, last) });
    else for (const part of parts) if (part.start < end) windowIn(windows, part.start).parts.push(part);
    for (const { start } of this.#tail.windows(series, from, end)) windowIn(windows, start);
    return { windows: [...windows.values()].toSorted((a, b) => a.start - b.start), end };
  }

  #fill(series: number, windows: readonly Window[], depth: Depth): RawColumns {
    const most = windows.reduce((rows, { start, parts }) => rows + this.#mostRows(series, start, parts), 0);
    const target = depth === 'all' ? emptyRaw(most) : emptyPoints(most);
    let length = 0;
    for (const window of windows) {
      const [only] = window.parts;
      if (only && window.parts.length === 1 && !this.#tail.at(series, window.start))
        length += this.#decodeInto(series, only, target, length, depth);
      else length += put(this.#merged(series, window), target, length, depth);
    }
    return cut(target, length);
  }

  #mostRows(series: number, start: number, parts: readonly Part[]): number {
    return parts.reduce((rows, { n }) => rows + n, this.#tail.at(series, start)?.run.length ?? 0);
  }

  #decodeInto(series: number, part: Part, target: RawColumns, at: number, depth: Depth): number {
    try {
      return depth === 'all' ? decodeRawInto(target, at, part.body) : decodePointsInto(target, at, part.body);
    } catch (error) {
      this.#damaged(series, part, error);
      return 0;
    }
  }

  #merged(series: number, { start, parts }: Window): RawColumns {
    const run = this.#tail.at(series, start)?.run;
    const pieces = parts.flatMap((part) => this.#decoded(series, part));
    if (run) pieces.push(run.merged());
    return mergeSamples(pieces);
  }

  #decoded(series: number, part: Part): RawColumns[] {
    try {
      return [decodeRaw(part.body)];
    } catch (error) {
      this.#damaged(series, part, error);
      return [];
    }
  }

  #damaged(series: number, { start, part }: Part, error: unknown): void {
    if (!(error instanceof ChunkDamaged)) throw error;
    this.#onDamaged({ series, level: rawLevel, start, part, words: error.message });
  }
}

function windowIn(windows: Map<number, Window>, start: number): Window {
  const known = windows.get(start);
  if (known) return known;
  const made = { start, parts: [] };
  windows.set(start, made);
  return made;
}

function emptyPoints(rows: number): RawColumns {
  const none = new Float64Array(0);
  return {
    t: new Float64Array(rows),
    value: new Float64Array(rows),
    quality: new Float64Array(rows),
    seen: none,
    origin: none,
  };
}

function put(from: RawColumns, target: RawColumns, at: number, depth: Depth): number {
  target.t.set(from.t, at);
  target.value.set(from.value, at);
  target.quality.set(from.quality, at);
  if (depth === 'points') return from.t.length;
  target.seen.set(from.seen, at);
  target.origin.set(from.origin, at);
  return from.t.length;
}

function cut(columns: RawColumns, length: number): RawColumns {
  return columns.t.length === length ? columns : rowsOf(columns, 0, length);
}

function within(columns: RawColumns, from: number, to: number): RawColumns {
  const first = rowFrom(columns.t, from);
  const end = rowFrom(columns.t, to);
  return first === 0 && end === columns.t.length ? columns : rowsOf(columns, first, end);
}
