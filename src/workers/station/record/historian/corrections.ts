import type { Database } from 'better-sqlite3';
import { cellStart, windowMs } from './cell-level';
import { rowFrom } from './journal/merge-samples';
import type { RawColumns } from '../raw-columns';

interface Row {
  readonly seq: number;
  readonly series: number;
  readonly t: number;
  readonly value: number | null;
  readonly quality: number;
}

/** Corrections by series, window and time; of several of one sample the newest. What they correct stays recorded. */
export class Corrections {
  readonly #newer;
  readonly #series = new Map<number, Map<number, Map<number, Row>>>();
  #known = 0;

  constructor(db: Database) {
    this.#newer = db.prepare<[number], Row>(
      'SELECT seq, series, t, value, quality FROM correction WHERE seq > ? ORDER BY seq',
    );
  }

  /** Takes in new ones; inside a transaction. */
  refresh(): void {
    for (const row of this.#newer.all(this.#known)) {
      this.#known = row.seq;
      const windows = this.#series.get(row.series) ?? new Map<number, Map<number, Row>>();
      this.#series.set(row.series, windows);
      const start = cellStart(row.t, windowMs);
      const rows = windows.get(start) ?? new Map<number, Row>();
      windows.set(start, rows.set(row.t, row));
    }
  }

  /** Starts of windows that hold corrections and overlap a stretch of time. */
  windows(series: number, from: number, to: number): number[] {
    const windows = this.#series.get(series);
    return windows ? [...windows.keys()].filter((start) => start < to && start + windowMs > from) : [];
  }

  /** Samples with corrections in the place of what they correct. */
  overlay(series: number, samples: RawColumns): RawColumns {
    const windows = this.#series.get(series);
    const { t } = samples;
    if (!windows || t.length === 0) return samples;
    const starts = this.windows(series, t[0] ?? 0, (t.at(-1) ?? 0) + 1);
    if (starts.length === 0) return samples;
    const corrected = { ...samples, value: samples.value.slice(), quality: samples.quality.slice() };
    for (const start of starts)
      for (const row of windows.get(start)?.values() ?? []) {
        const at = rowFrom(t, row.t);
        if (t[at] !== row.t) continue;
        corrected.value[at] = row.value ?? Number.NaN;
        corrected.quality[at] = row.quality;
      }
    return corrected;
  }
}
