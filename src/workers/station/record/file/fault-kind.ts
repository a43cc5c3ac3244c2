import { statfsSync } from 'node:fs';

/** Ways in which a disk or file refuses data. */
export type FaultKind = 'disk-full' | 'io-error' | 'read-only' | 'busy' | 'corrupt';

const kindByPrefix: readonly (readonly [string, FaultKind])[] = [
  ['SQLITE_FULL', 'disk-full'],
  ['SQLITE_READONLY', 'read-only'],
  ['SQLITE_PERM', 'read-only'],
  ['SQLITE_CANTOPEN', 'read-only'],
  ['SQLITE_BUSY', 'busy'],
  ['SQLITE_LOCKED', 'busy'],
  ['SQLITE_CORRUPT', 'corrupt'],
  ['SQLITE_NOTADB', 'corrupt'],
  ['SQLITE_IOERR', 'io-error'],
];

/**
 * Sorts an error of SQLite by its code; undefined for one that is nobody's fault but the program's. An I/O error on a
 * disk without room counts as full, whatever SQLite made of it.
 */
export function faultKind(error: unknown, dir: string): FaultKind | undefined {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const kind = kindByPrefix.find(([prefix]) => code.startsWith(prefix))?.[1];
  return kind === 'io-error' && !hasRoom(dir) ? 'disk-full' : kind;
}

function hasRoom(dir: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(dir);
    return bavail * bsize > 1_000_000;
  } catch {
    // The folder itself is gone or unreadable: an I/O error, not a full disk.
    return true;
  }
}
