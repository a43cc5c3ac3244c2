import type { Database } from 'better-sqlite3';
import { decodeJournal } from '../historian/journal/journal-body';
import { HistorianReader } from '../historian/reader';
import type { RecordedSample } from '../recorded-sample';

/** The columns of a sample as a test compares them. */
export interface StoredRow {
  readonly series: number;
  readonly t: number;
  readonly value: number | null;
  readonly quality: number;
  readonly seen: number;
}

const all = { from: 0, to: Number.MAX_SAFE_INTEGER, limit: Number.MAX_SAFE_INTEGER };

/** Everything of some series that is in a file, sealed or not, through the reader. */
export function storedRows(db: Database, series: Iterable<RecordedSample['series']>): StoredRow[] {
  const reader = new HistorianReader(db);
  return [...series].flatMap((one) => {
    const { t, value, quality, seen } = reader.raw({ ...all, series: one });
    return Array.from(t, (time, row) => ({
      series: one,
      t: time,
      value: Number.isNaN(value[row]) ? null : (value[row] ?? null),
      quality: quality[row] ?? 0,
      seen: seen[row] ?? 0,
    }));
  });
}

/** Series of which a file holds samples, sealed or not. */
export function storedSeries(db: Database): number[] {
  const sealed = db.prepare<[], number>('SELECT DISTINCT series FROM chunk').pluck().all();
  const journal = db.prepare<[], Buffer>('SELECT body FROM journal').pluck().all();
  const open = journal.flatMap((body) => decodeJournal(body).groups.map(({ series }) => series));
  return [...new Set([...sealed, ...open])].toSorted((a, b) => a - b);
}

/** How many samples of each series a file holds. */
export function storedCounts(db: Database): Map<number, number> {
  return new Map(storedSeries(db).map((series) => [series, storedRows(db, [series]).length]));
}
