import { createHash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import { rawLevel } from '../cell-level';
import { ChunkDamaged } from '../chunk/chunk-damaged';
import { decodeRaw } from '../chunk/decode-raw';
import { encodeRaw } from '../chunk/encode-raw';
import { copyRow, isOpen, mergeSamples, rowFrom, rowsOf } from '../journal/merge-samples';
import { FirstParts } from '../../keep/archive-list';
import { emptyRaw, type RawColumns } from '../../raw-columns';

/** Where a part of raw samples lies. */
export interface PartPlace {
  readonly series: number;
  readonly start: number;
  readonly part: number;
}

/** A part that a pass of sealing added. */
export interface NewPart extends PartPlace {
  readonly sha256: Buffer;
}

type StoredPart = readonly [part: number, body: Buffer];

/** SHA-256 over place and body: a part that was moved is found as well as one that was altered. */
export function partHash({ series, start, part }: PartPlace, body: Uint8Array): Buffer {
  return createHash('sha256').update(`${series} ${start} ${part}\n`).update(body).digest();
}

/** The raw parts of the file. Parts are added and never change. */
export class RawParts {
  readonly #firstParts;
  readonly #select;
  readonly #insert;

  constructor(db: Database) {
    this.#firstParts = new FirstParts(db);
    this.#select = db
      .prepare<[number, number], StoredPart>(
        `SELECT part, body FROM chunk WHERE series = ? AND level = ${rawLevel} AND start = ? ORDER BY part`,
      )
      .raw();
    this.#insert = db.prepare<[number, number, number, number, number, number, number, Buffer, Uint8Array]>(
      `INSERT INTO chunk (series, level, start, part, n, t_first, t_last, pass, sha256, body) VALUES (?, ${rawLevel}, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
  }

  /**
   * Adds what a window holds beyond its parts as one more part; inside a transaction.
   * @param found samples in order of time
   * @returns the part that was added, if any, and all samples of the window
   */
  add(
    series: number,
    start: number,
    found: RawColumns,
    pass: number,
  ): { readonly added: NewPart | undefined; readonly all: RawColumns } {
    const stored = this.#select.all(series, start);
    const parts = stored.flatMap(([, body]) => readable(body));
    const known = mergeSamples(parts);
    const fresh = parts.length === 0 ? found : beyond(found, known);
    if (fresh.t.length === 0) return { added: undefined, all: known };
    // What was archived of this window keeps its numbers.
    const part = (stored.at(-1)?.[0] ?? this.#firstParts.of(start) - 1) + 1;
    const body = encodeRaw(fresh, 0, fresh.t.length);
    const sha256 = partHash({ series, start, part }, body);
    this.#insert.run(series, start, part, fresh.t.length, fresh.t[0] ?? 0, fresh.t.at(-1) ?? 0, pass, sha256, body); // prettier-ignore
    return { added: { series, start, part, sha256 }, all: mergeSamples([...parts, fresh]) };
  }

  /** All samples of a window that can be read. */
  window(series: number, start: number): RawColumns {
    return mergeSamples(this.#select.all(series, start).flatMap(([, body]) => readable(body)));
  }
}

/** A damaged part holds nothing: what is delivered again takes its place, in a part of its own. */
function readable(body: Buffer): RawColumns[] {
  try {
    return [decodeRaw(body)];
  } catch (error) {
    if (error instanceof ChunkDamaged) return [];
    throw error;
  }
}

/** Samples of times that are not taken yet. */
function beyond(found: RawColumns, known: RawColumns): RawColumns {
  const fresh = emptyRaw(found.t.length);
  let length = 0;
  found.t.forEach((t, row) => {
    const at = rowFrom(known.t, t);
    const isTaken = known.t[at] === t;
    const fills = isTaken && isOpen(known, at) && !Number.isNaN(found.value[row] ?? Number.NaN);
    if (isTaken && !fills) return;
    copyRow(found, row, fresh, length);
    length += 1;
  });
  return rowsOf(fresh, 0, length);
}
