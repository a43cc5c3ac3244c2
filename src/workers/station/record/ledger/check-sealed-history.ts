import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { LedgerFinding } from '../../../../shared/contract/audit';
import { openForReading } from '../file/open-database';
import { historianFile } from '../historian/historian-file';
import type { SealedTo } from './check-chain';
import { finding } from './finding';

/**
 * The list of seals of the history against the digests in the ledger. Each digest holds all passes before it; that the
 * chunks are what the list says is checked where the history itself is verified.
 */
export function checkSealedHistory(
  dataDir: string,
  sealed: readonly SealedTo[],
  found: (finding: LedgerFinding) => void,
): void {
  const path = join(dataDir, historianFile.fileName);
  if (sealed.length === 0) return;
  if (!existsSync(path)) return found(finding('history-missing', 'historian.db is missing, and the ledger tells of what it held')); // prettier-ignore
  const db = openForReading(path);
  try {
    const digestOf = db.prepare<[number], Buffer>('SELECT digest FROM seal WHERE pass = ?').pluck();
    for (const { seq, toPass, digest } of sealed) {
      const stored = digestOf.get(toPass)?.toString('hex') ?? null;
      if (stored === digest) continue;
      const words = stored === null ? 'is missing from the history' : 'is not what the ledger says';
      found(finding('history-altered', `Pass ${toPass} of sealing ${words} (entry ${seq})`, { seq, table: 'seal', key: String(toPass), field: 'digest', stored, expected: digest })); // prettier-ignore
    }
  } finally {
    db.close();
  }
}
