import { existsSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { checkPages } from '../file/inspect-file';
import { openForReading, openForWriting } from '../file/open-database';
import { corruptFile } from '../file/fault-refusal';
import { historianFile } from '../historian/historian-file';
import { requireRoom } from './keep-fault';
import { syncFolder, syncPath } from './whole-file';

export interface Compacted {
  readonly bytesBefore: number;
  readonly bytesAfter: number;
}

const partName = 'historian.compact.part';
const askedName = 'compact-at-start';

/** Asks for compaction at the next start, or takes that back. */
export function askToCompact(dataDir: string, wanted: boolean): void {
  if (wanted) writeFileSync(join(dataDir, askedName), '', { flush: true });
  else rmSync(join(dataDir, askedName), { force: true });
}

export function isCompactionAsked(dataDir: string): boolean {
  return existsSync(join(dataDir, askedName));
}

/** As {@link isCompactionAsked}, once: an attempt that was cut short is not made again by itself. */
export function takeCompactionAsked(dataDir: string): boolean {
  const asked = isCompactionAsked(dataDir);
  askToCompact(dataDir, false);
  return asked;
}

/** Clears away what a compaction that was cut short left behind. */
export function clearCompaction(dataDir: string): void {
  for (const ending of ['', '-journal']) rmSync(join(dataDir, `${partName}${ending}`), { force: true });
}

/** Bytes of historian.db that nothing uses. */
export function freeBytes(db: Database): number {
  return (
    Number(db.pragma('freelist_count', { simple: true })) * Number(db.pragma('page_size', { simple: true }))
  );
}

/**
 * Writes historian.db anew without the pages nothing uses, checks the result against it, and puts it in its place in
 * one step. The folder must be held, and nothing else have the file open.
 * @throws Refusal or StoreRefusal in words, or what the disk says; the file is then as it was
 */
export function compactHistorian(dataDir: string): Compacted {
  const path = join(dataDir, historianFile.fileName);
  const part = join(dataDir, partName);
  clearCompaction(dataDir);
  const bytesBefore = statSync(path).size;
  const db = openForWriting(path, historianFile);
  try {
    db.pragma('wal_checkpoint(TRUNCATE)');
    requireRoom(dataDir, (bytesBefore - freeBytes(db)) * 1.02, 'Compaction');
    db.prepare('VACUUM INTO ?').run(part);
    syncPath(part);
    checkPages(part);
    requireSame(path, part);
  } catch (error) {
    clearCompaction(dataDir);
    throw error;
  } finally {
    db.close();
  }
  // A journal of the old file would be taken for one of the new.
  for (const ending of ['-wal', '-shm'])
    if (existsSync(`${path}${ending}`)) throw corruptFile(path, 'another program has it open');
  renameSync(part, path);
  syncFolder(dataDir);
  return { bytesBefore, bytesAfter: statSync(path).size };
}

function requireSame(path: string, part: string): void {
  const [wanted, found] = [path, part].map((file) => contents(file));
  if (wanted !== found) throw corruptFile(path, 'its copy differs');
}

function contents(path: string): string {
  const db = openForReading(path);
  try {
    const chunks = db.prepare<[], unknown[]>('SELECT level, count(*), sum(n), max(pass) FROM chunk GROUP BY level').raw().all(); // prettier-ignore
    const rest = db.prepare<[], unknown[]>('SELECT (SELECT count(*) FROM journal), (SELECT count(*) FROM seal), (SELECT count(*) FROM correction)').raw().all(); // prettier-ignore
    const versions = ['user_version', 'application_id'].map((name) => db.pragma(name, { simple: true }));
    return JSON.stringify([chunks, rest, versions]);
  } finally {
    db.close();
  }
}
