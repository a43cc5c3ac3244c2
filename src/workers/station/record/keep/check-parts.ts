import { setImmediate as nextTurn } from 'node:timers/promises';
import { checkPages } from '../file/inspect-file';
import { openForReading } from '../file/open-database';
import { rawLevel } from '../historian/cell-level';
import { partHash } from '../historian/seal/raw-parts';
import { corruptFile } from '../file/fault-refusal';
import type { Going } from './whole-file';

interface Row {
  readonly series: number;
  readonly start: number;
  readonly part: number;
  readonly sha256: Buffer | null;
  readonly body: Buffer;
}

const rowsAtOnce = 2000;

/**
 * The pages of a historian or archive, and every sealed part against its own SHA-256: enough to know that a copy is
 * what was copied.
 * @returns how many parts were looked at
 * @throws StoreRefusal that names the first part that is damaged
 */
export async function checkParts(path: string, { signal, progress }: Going = {}): Promise<number> {
  checkPages(path);
  const db = openForReading(path);
  let parts = 0;
  try {
    const rows = db.prepare<[], Row>(
      `SELECT series, start, part, sha256, body FROM chunk WHERE level = ${rawLevel}`,
    );
    for (const row of rows.iterate()) {
      parts += 1;
      if (!row.sha256?.equals(partHash(row, row.body)))
        throw corruptFile(
          path,
          `series ${row.series}, ${new Date(row.start).toISOString()}, part ${row.part}`,
        );
      if (parts % rowsAtOnce > 0) continue;
      progress?.(parts);
      await nextTurn();
      signal?.throwIfAborted();
    }
    return parts;
  } finally {
    db.close();
  }
}
