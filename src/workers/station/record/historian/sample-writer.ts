import type { Database } from 'better-sqlite3';
import { qualityCode } from '../../../../shared/model/quality';
import type { DirtyCells } from './dirty-cells';
import type { Span } from './write-queue';

const rowsBetweenLooks = 256;
/** Nothing could be computed for want of an input: a place held open for the number, once the input is filled in. */
const stillOpen = qualityCode('missing-input');

/** Puts samples into the file; inside a transaction. */
export class SampleWriter {
  readonly #dirty;
  readonly #insert;
  readonly #setRecordedTo;
  #recordedTo: number;

  constructor(db: Database, dirty: DirtyCells) {
    this.#dirty = dirty;
    this.#insert = db.prepare<[number, number, number | null, number, number]>(
      `INSERT INTO sample (series, t, value, quality, seen) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (series, t) DO UPDATE
         SET value = excluded.value, quality = excluded.quality, seen = excluded.seen
         WHERE sample.value IS NULL AND sample.quality = ${stillOpen} AND excluded.value IS NOT NULL`,
    );
    this.#setRecordedTo = db.prepare<[string]>(
      "INSERT INTO meta (key, value) VALUES ('recorded_to', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
    );
    this.#recordedTo = Number(
      db.prepare<[], string>("SELECT value FROM meta WHERE key = 'recorded_to'").pluck().get() ?? 0,
    );
  }

  /** Newest time of arrival on disk, epoch ms; 0 before the first sample. */
  get recordedTo(): number {
    return this.#recordedTo;
  }

  /**
   * Writes spans in order; the first sample of a series and time wins, except over a place that is still open.
   * @param budgetMs stop soon after this long
   * @returns what was written: the last span may be cut short
   */
  write(spans: readonly Span[], now: number, budgetMs: number): { written: Span[]; recordedTo: number } {
    const end = performance.now() + budgetMs;
    const written: Span[] = [];
    let recordedTo = this.#recordedTo;
    for (const { chunk, from, to } of spans) {
      const { block } = chunk;
      let row = from;
      while (row < to) {
        const stop = Math.min(to, row + rowsBetweenLooks);
        for (; row < stop; row += 1) {
          this.#writeRow(block.series[row] ?? 0, block.t[row] ?? 0, block.value[row], block.quality[row] ?? 0, block.seen[row] ?? 0, now); // prettier-ignore
          recordedTo = Math.max(recordedTo, block.seen[row] ?? 0);
        }
        if (performance.now() > end) break;
      }
      written.push({ chunk, from, to: row });
      if (row < to) break;
    }
    this.#setRecordedTo.run(String(recordedTo));
    return { written, recordedTo };
  }

  /** The transaction is on disk. */
  committed(recordedTo: number): void {
    this.#recordedTo = recordedTo;
  }

  #writeRow(
    series: number,
    t: number,
    value: number | undefined,
    quality: number,
    seen: number,
    now: number,
  ): void {
    const stored = value === undefined || Number.isNaN(value) ? null : value;
    if (this.#insert.run(series, t, stored, quality, seen).changes > 0) this.#dirty.touch(series, t, now);
  }
}
