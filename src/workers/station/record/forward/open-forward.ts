import { mkdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Log } from '../../../log';
import { markClean } from '../file/clean-flag';
import { checkPages, inspectFile } from '../file/inspect-file';
import { migrate } from '../file/migrate';
import { openForWriting } from '../file/open-database';
import { StoreRefusal } from '../store-refusal';
import { askedIn, type AskedHoles } from './asked-holes';
import { forwardFile, forwardMigrations } from './forward-file';
import { queueIn, type ForwardQueue } from './forward-queue';

/** Beyond this a file that was not closed is not looked through before the start. */
const checkFirstBytes = 64_000_000;

export interface ForwardFile {
  readonly queue: ForwardQueue;
  readonly asked: AskedHoles;
  /** False where the file on the disk is not ours to write to: nothing may be forwarded then. */
  readonly usable: boolean;
  /** What people should know of the file; empty where all is well. */
  readonly words: string;
  close(): void;
}

/**
 * Opens forward.db. It holds nothing that the historian has not: a damaged one is put aside and begun anew, and one of
 * somebody else or of a newer version is left alone, with a memory of its own until the station stops. A commit here
 * does not wait for the disk: it survives a kill of the station, and after a power cut what is missing is read again
 * from the historian.
 */
export function openForward(dir: string, log: Log, now: () => number): ForwardFile {
  mkdirSync(dir, { recursive: true });
  const path = join(dir, forwardFile.fileName);
  const trouble = troubleOf(path);
  if (trouble && isDamage(trouble)) {
    renameSync(path, `${path}.damaged-${now()}`);
    for (const tail of ['-wal', '-shm']) rmSync(`${path}${tail}`, { force: true });
    return fileAt(
      path,
      true,
      `${trouble.words} It was put aside and begun anew; what waited is read again.`,
      log,
    );
  }
  if (trouble)
    return fileAt(':memory:', false, `Nothing is forwarded: ${trouble.words} ${trouble.advice}`, log);
  return fileAt(path, true, '', log);
}

function fileAt(path: string, usable: boolean, words: string, log: Log): ForwardFile {
  const db = openForWriting(path, forwardFile);
  db.pragma('synchronous = NORMAL');
  migrate(db, forwardMigrations);
  markClean(db, false);
  return { queue: queueIn(db), asked: askedIn(db), usable, words, close: () => closeWell(db, log) };
}

function isDamage({ kind }: StoreRefusal): boolean {
  return kind === 'corrupt' || kind === 'not-a-database';
}

function troubleOf(path: string): StoreRefusal | null {
  try {
    if (inspectFile(path, forwardFile) === 'not-closed' && statSync(path).size <= checkFirstBytes)
      checkPages(path);
    return null;
  } catch (error) {
    if (error instanceof StoreRefusal) return error;
    throw error;
  }
}

function closeWell(db: Database, log: Log): void {
  try {
    markClean(db, true);
    db.pragma('wal_checkpoint(TRUNCATE)');
  } catch (error) {
    log('warn', 'forward.db could not be closed well', { error: String(error) });
  }
  db.close();
}
