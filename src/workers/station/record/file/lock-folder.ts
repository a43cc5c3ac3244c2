import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite, { type Database } from 'better-sqlite3';
import { StoreRefusal } from '../store-refusal';

export interface FolderLock {
  release(): void;
}

/**
 * Keeps a second station out of a data folder. The lock is the operating system's own (a write transaction held open
 * on a small file), so that it ends with the process however that ends, and a reused process number cannot fake it.
 * @throws StoreRefusal `in-use` with the holder's process number, or `unwritable`
 */
export function lockFolder(dir: string): FolderLock {
  const db = openLock(dir);
  try {
    db.exec('CREATE TABLE IF NOT EXISTS holder (pid INTEGER NOT NULL) STRICT');
    db.transaction(() => {
      db.exec('DELETE FROM holder');
      db.prepare('INSERT INTO holder (pid) VALUES (?)').run(process.pid);
    }).immediate();
    db.exec('BEGIN IMMEDIATE');
  } catch (error) {
    const refusal = whyNot(error, db, dir);
    db.close();
    throw refusal;
  }
  return { release: () => db.close() };
}

function openLock(dir: string): Database {
  try {
    mkdirSync(dir, { recursive: true });
    return new Sqlite(join(dir, 'station.lock'), { timeout: 0 });
  } catch (error) {
    throw unwritable(dir, error);
  }
}

function whyNot(error: unknown, db: Database, dir: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (code.startsWith('SQLITE_BUSY')) return inUse(db, dir);
  if (code.startsWith('SQLITE_NOTADB') || code.startsWith('SQLITE_CORRUPT'))
    return new StoreRefusal(
      'not-a-database',
      `${join(dir, 'station.lock')} is not a lock of ours.`,
      'Remove that file while no station runs on this folder and start again.',
    );
  return code.startsWith('SQLITE_') ? unwritable(dir, error) : error;
}

function inUse(db: Database, dir: string): StoreRefusal {
  const pid = holderOf(db);
  return new StoreRefusal(
    'in-use',
    `Another station${pid === undefined ? '' : ` (process ${pid})`} is using ${dir}.`,
    'Stop it first, or choose another data folder.',
  );
}

function holderOf(db: Database): number | undefined {
  try {
    return db.prepare<[], number>('SELECT pid FROM holder').pluck().get();
  } catch {
    // Its holder is writing this very moment: the refusal stands without the number.
    return undefined;
  }
}

function unwritable(dir: string, error: unknown): StoreRefusal {
  const why = error instanceof Error ? error.message : String(error);
  return new StoreRefusal(
    'unwritable',
    `The data folder ${dir} cannot be written to (${why}).`,
    'Give this user write permission, free some space, or choose another folder.',
  );
}
