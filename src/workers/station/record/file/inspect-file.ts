import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { StoreRefusal } from '../store-refusal';
import { corruptFile, faultRefusal } from './fault-refusal';
import { userVersion } from './migrate';
import { openForReading, type FileKind } from './open-database';

export type FileFinding = 'new' | 'closed-well' | 'not-closed';

const magic = 'SQLite format 3\0';

/**
 * Looks at a file before anything may write to it: whose it is, which version, whether it was closed well.
 * @throws StoreRefusal with what to do; the file has then not been touched
 */
export function inspectFile(path: string, kind: FileKind): FileFinding {
  if (!existsSync(path) || statSync(path).size === 0) return 'new';
  if (readMagic(path) !== magic)
    throw new StoreRefusal(
      'not-a-database',
      `${path} is not a database.`,
      'Move it away or choose another data folder; nothing was written to it.',
    );
  return reading(path, (db) => judge(db, path, kind));
}

/**
 * SQLite's own check of every page.
 * @throws StoreRefusal where it finds damage
 */
export function checkPages(path: string): void {
  reading(path, (db) => {
    const findings = db.prepare<[], string>('PRAGMA quick_check(5)').pluck().all();
    if (findings.length !== 1 || findings[0] !== 'ok') throw corruptFile(path, findings.join('; '));
  });
}

function judge(db: Database, path: string, kind: FileKind): FileFinding {
  const version = userVersion(db);
  const applicationId = Number(db.pragma('application_id', { simple: true }));
  const tables = db.prepare<[], number>('SELECT count(*) FROM sqlite_schema').pluck().get() ?? 0;
  if (applicationId !== kind.applicationId && (tables > 0 || applicationId !== 0))
    throw new StoreRefusal(
      'foreign',
      `${path} belongs to another application.`,
      'Choose another data folder; nothing was written to it.',
    );
  if (version > kind.newestVersion)
    throw new StoreRefusal(
      'newer-version',
      `${path} was written by a newer version (layout ${version}, this one knows ${kind.newestVersion}).`,
      'Install the newer version again or choose another data folder; nothing was written to it.',
    );
  if (version === 0) return 'new';
  const clean = db.prepare<[], string>("SELECT value FROM meta WHERE key = 'clean'").pluck().get();
  return clean === '1' ? 'closed-well' : 'not-closed';
}

function readMagic(path: string): string {
  const head = Buffer.alloc(magic.length);
  const file = openSync(path, 'r');
  readSync(file, head, 0, head.length, 0);
  closeSync(file);
  return head.toString('latin1');
}

function reading<T>(path: string, look: (db: Database) => T): T {
  let db: Database | undefined;
  try {
    db = openForReading(path);
    return look(db);
  } catch (error) {
    throw faultRefusal(error, path);
  } finally {
    db?.close();
  }
}
