import Sqlite, { type Database } from 'better-sqlite3';
import { StoreRefusal } from '../store-refusal';

/** What one of our files is called and how it is told from anybody else's. */
export interface FileKind {
  readonly fileName: string;
  /** SQLite's `application_id`: four letters as a number. */
  readonly applicationId: number;
  readonly newestVersion: number;
  /** Size of a page in a new file; SQLite's own where absent. */
  readonly pageBytes?: number;
}

/** Opens for writing. A commit returns when the data are on the disk (WAL, `synchronous=FULL`). */
export function openForWriting(path: string, kind: FileKind): Database {
  const db = new Sqlite(path, { timeout: 250 });
  // Without effect on a file that has pages already.
  if (kind.pageBytes !== undefined) db.pragma(`page_size = ${kind.pageBytes}`);
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.pragma('foreign_keys = ON');
  db.pragma('journal_size_limit = 33554432');
  if (Number(db.pragma('application_id', { simple: true })) !== kind.applicationId)
    db.pragma(`application_id = ${kind.applicationId}`);
  return db;
}

/** Opens for reading alone; the connection cannot change the file. */
export function openForReading(path: string): Database {
  const db = new Sqlite(path, { readonly: true, fileMustExist: true, timeout: 2000 });
  db.pragma('cache_size = -16000');
  return db;
}

/** Before this version SQLite could lose the end of a journal that two threads reset at once. */
const oldestSqlite = [3, 51, 3] as const;

/** @throws StoreRefusal where the SQLite library is older than we may trust */
export function requireSqlite(version: string = sqliteVersion()): void {
  const numbers = version.split('.').map(Number);
  for (const [index, wanted] of oldestSqlite.entries()) {
    const got = numbers[index] ?? 0;
    if (got > wanted) return;
    if (got < wanted)
      throw new StoreRefusal(
        'sqlite-too-old',
        `SQLite ${version} is older than ${oldestSqlite.join('.')}.`,
        'Install this application again; its database library is not the one it came with.',
      );
  }
}

function sqliteVersion(): string {
  const db = new Sqlite(':memory:');
  const version = db.prepare<[], string>('SELECT sqlite_version()').pluck().get() ?? '0';
  db.close();
  return version;
}
