import type { Database } from 'better-sqlite3';
import type { AppliedLine } from '../../../../shared/model/calibration-applied';

/** What a person puts in the place of a recorded sample, which itself stays. */
export interface Correction {
  readonly series: number;
  /** Time of the sample it corrects, epoch ms. */
  readonly t: number;
  /** Null where the sample should count as nothing measured. */
  readonly value: number | null;
  readonly quality: number;
  readonly reason: string;
  /** Who corrects. */
  readonly by: string;
}

/** What the writer notes beside samples. */
export type Note =
  | { readonly note: 'origin'; readonly words: string }
  | { readonly note: 'corrections'; readonly corrections: readonly Correction[] }
  /** All lines of one series from now on, in order of time; none: its samples stand as they are. */
  | { readonly note: 'applied'; readonly series: number; readonly lines: readonly AppliedLine[] };

/** Writes notes; inside a transaction. */
export class Notes {
  readonly #knownOrigin;
  readonly #addOrigin;
  readonly #addCorrection;
  readonly #addApplied;

  constructor(db: Database) {
    this.#knownOrigin = db.prepare<[string], number>('SELECT id FROM origin WHERE words = ?').pluck();
    this.#addOrigin = db.prepare<[string]>('INSERT INTO origin (words) VALUES (?)');
    this.#addCorrection = db.prepare<[number, number, number | null, number, string, string, number]>(
      'INSERT INTO correction (series, t, value, quality, reason, by, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
    this.#addApplied = db.prepare<[number, string, number]>(
      'INSERT INTO applied_calibration (series, lines, at) VALUES (?, ?, ?)',
    );
  }

  /** @returns the number of the origin, or how many corrections or lines were noted */
  take(note: Note, now: number): number {
    switch (note.note) {
      case 'origin':
        return this.#knownOrigin.get(note.words) ?? Number(this.#addOrigin.run(note.words).lastInsertRowid);
      case 'corrections':
        for (const { series, t, value, quality, reason, by } of note.corrections)
          this.#addCorrection.run(series, t, value, quality, reason, by, now);
        return note.corrections.length;
      case 'applied':
        this.#addApplied.run(note.series, JSON.stringify(note.lines), now);
        return note.lines.length;
      default:
        return note satisfies never;
    }
  }
}
