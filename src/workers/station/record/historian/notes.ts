import type { Database } from 'better-sqlite3';

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
  | { readonly note: 'corrections'; readonly corrections: readonly Correction[] };

/** Writes notes; inside a transaction. */
export class Notes {
  readonly #knownOrigin;
  readonly #addOrigin;
  readonly #addCorrection;

  constructor(db: Database) {
    this.#knownOrigin = db.prepare<[string], number>('SELECT id FROM origin WHERE words = ?').pluck();
    this.#addOrigin = db.prepare<[string]>('INSERT INTO origin (words) VALUES (?)');
    this.#addCorrection = db.prepare<[number, number, number | null, number, string, string, number]>(
      'INSERT INTO correction (series, t, value, quality, reason, by, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    );
  }

  /** @returns the number of the origin, or how many corrections were noted */
  take(note: Note, now: number): number {
    switch (note.note) {
      case 'origin':
        return this.#knownOrigin.get(note.words) ?? Number(this.#addOrigin.run(note.words).lastInsertRowid);
      case 'corrections':
        for (const { series, t, value, quality, reason, by } of note.corrections)
          this.#addCorrection.run(series, t, value, quality, reason, by, now);
        return note.corrections.length;
      default:
        return note satisfies never;
    }
  }
}
