import type { Database } from 'better-sqlite3';
import { cellStart, windowMs, type CellLevel } from './cell-level';
import type { CellColumns } from './chunk/cell-columns';
import { decodeJournal, JournalDamaged } from './journal/journal-body';
import type { GroupedSamples } from './journal/grouped-samples';
import { SampleRun } from './journal/sample-run';

/** Ten minutes of one series as far as the journal holds them. */
export interface TailWindow {
  readonly start: number;
  readonly run: SampleRun;
  /** Cells worked out since the window last changed. */
  readonly cells: Map<CellLevel, CellColumns>;
}

/**
 * The journal as a reader sees it, decoded once: what is not sealed yet, by series and window. Brought up to date
 * within the transaction of each answer, so that chunks and journal are of one moment.
 */
export class Tail {
  readonly #generation;
  readonly #seqs;
  readonly #newer;
  readonly #series = new Map<number, Map<number, TailWindow>>();
  /** Windows that hold samples of a row of the journal. */
  readonly #held = new Map<number, { readonly series: number; readonly window: TailWindow }[]>();
  #known = 0;
  #lastGeneration: number | undefined;

  constructor(db: Database) {
    this.#generation = db.prepare<[], number>('SELECT generation FROM tail').pluck();
    this.#seqs = db.prepare<[], number>('SELECT seq FROM journal').pluck();
    this.#newer = db.prepare<[number], [number, Buffer]>('SELECT seq, body FROM journal WHERE seq > ? ORDER BY seq').raw(); // prettier-ignore
  }

  /** Forgets rows that left the journal and takes in new ones; inside a transaction. */
  refresh(): void {
    const generation = this.#generation.get();
    if (generation !== this.#lastGeneration) this.#forget(new Set(this.#seqs.all()));
    this.#lastGeneration = generation;
    for (const [seq, body] of this.#newer.iterate(this.#known)) {
      this.#known = seq;
      this.#take(seq, body);
    }
  }

  /** Windows of a series that overlap a stretch of time, in order. */
  windows(series: number, from: number, to: number): TailWindow[] {
    const windows = this.#series.get(series);
    if (!windows) return [];
    const found: TailWindow[] = [];
    for (const window of windows.values())
      if (window.start < to && window.start + windowMs > from) found.push(window);
    return found.toSorted((a, b) => a.start - b.start);
  }

  /** The window that begins at a time. */
  at(series: number, start: number): TailWindow | undefined {
    return this.#series.get(series)?.get(start);
  }

  /** Start of the last window that begins no later than a time. */
  lastStart(series: number, upTo: number): number | undefined {
    let last: number | undefined;
    for (const start of this.#series.get(series)?.keys() ?? [])
      if (start <= upTo && (last === undefined || start > last)) last = start;
    return last;
  }

  #forget(there: ReadonlySet<number>): void {
    const touched = new Map<TailWindow, number>();
    for (const [seq, windows] of this.#held) {
      if (there.has(seq)) continue;
      for (const { series, window } of windows) touched.set(window, series);
      this.#held.delete(seq);
    }
    for (const [window, series] of touched) {
      window.run.keep((seq) => there.has(seq));
      window.cells.clear();
      if (window.run.length > 0) continue;
      const windows = this.#series.get(series);
      windows?.delete(window.start);
      if (windows?.size === 0) this.#series.delete(series);
    }
  }

  #take(seq: number, body: Buffer): void {
    let samples: GroupedSamples;
    try {
      samples = decodeJournal(body);
    } catch (error) {
      // Named when the station started; what it held is missing.
      if (error instanceof JournalDamaged) return;
      throw error;
    }
    const held: { series: number; window: TailWindow }[] = [];
    const { t } = samples.columns;
    for (const { series, from, to } of samples.groups)
      for (let row = from; row < to;) {
        const start = cellStart(t[row] ?? 0, windowMs);
        let end = row + 1;
        while (end < to && cellStart(t[end] ?? 0, windowMs) === start) end += 1;
        const window = this.#window(series, start);
        window.run.add(seq, samples.columns, row, end);
        window.cells.clear();
        held.push({ series, window });
        row = end;
      }
    this.#held.set(seq, held);
  }

  #window(series: number, start: number): TailWindow {
    let windows = this.#series.get(series);
    if (!windows) this.#series.set(series, (windows = new Map<number, TailWindow>()));
    let window = windows.get(start);
    if (!window) windows.set(start, (window = { start, run: new SampleRun(), cells: new Map() }));
    return window;
  }
}
