import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { LedgerFinding } from '../../../../shared/contract/audit';
import type { Anchor } from '../../../../shared/model/ledger-entry';
import { openForReading } from '../file/open-database';
import { recordsFile } from '../plant/records-file';
import { anchorFile, anchorFolder, anchorsIn } from './anchors';
import { batchOfFinding } from './batch-of-finding';
import { AnchorCheck } from './check-anchors';
import { ChainCheck, type StoredEntry } from './check-chain';
import { checkSealedHistory } from './check-sealed-history';
import { checkTables } from './check-tables';

export interface LedgerTask {
  readonly dataDir: string;
  /** Folders with anchors, beside the one in the data folder. */
  readonly anchorFolders: readonly string[];
}

export interface LedgerReport {
  readonly entries: number;
  /** Rows of covered tables that were compared. */
  readonly rows: number;
  readonly anchors: number;
  readonly findings: readonly LedgerFinding[];
}

const mostFindings = 1000;
const entriesAtOnce = 500;

/**
 * Verifies a data folder: every entry's text, hash, link and signature; the rows it tells of against what was there;
 * every covered table against the replay; keys; anchors; and the hashes of sealed history. Reads alone.
 * @throws the signal's reason once it is aborted
 */
export async function checkLedger(
  { dataDir, anchorFolders }: LedgerTask,
  progress: (now: { step: string; done: number }) => void = () => undefined,
  signal?: AbortSignal,
): Promise<LedgerReport> {
  const findings: LedgerFinding[] = [];
  const found = (one: LedgerFinding): void => {
    if (findings.length < mostFindings) findings.push(one);
  };
  const db = openForReading(join(dataDir, recordsFile.fileName));
  try {
    db.exec('BEGIN');
    const stationId =
      db.prepare<[], string>("SELECT value FROM meta WHERE key = 'station_id'").pluck().get() ?? '';
    const anchors = new AnchorCheck(
      readAnchors([join(dataDir, anchorFolder), ...anchorFolders], stationId),
      found,
    );
    const chain = new ChainCheck(stationId, found, (seq, hash, entry) => anchors.entry(seq, hash, entry));
    const total = db.prepare<[], number>('SELECT count(*) FROM ledger').pluck().get() ?? 0;
    for (let from = 0, some = entriesFrom(db, 0); some.length > 0; some = entriesFrom(db, from)) {
      for (const stored of some) chain.add(stored);
      from = some.at(-1)?.seq ?? from;
      progress({ step: `Entry ${from} of ${total}`, done: (0.6 * chain.entries) / Math.max(1, total) });
      await new Promise((resolve) => setImmediate(resolve));
      signal?.throwIfAborted();
    }
    chain.end(keysIn(db));
    anchors.end(chain.keys);
    progress({ step: 'Comparing the tables', done: 0.65 });
    const rows = checkTables(db, chain.images, found);
    progress({ step: 'Comparing the hashes of history', done: 0.8 });
    checkSealedHistory(dataDir, chain.sealed, found);
    const placed = findings.map((one) => ({ ...one, batchId: batchOfFinding(db, chain.images, one) }));
    return { entries: chain.entries, rows, anchors: anchors.count, findings: placed };
  } finally {
    db.close();
  }
}

function entriesFrom(db: Database, after: number): StoredEntry[] {
  return db
    .prepare<[number, number], StoredEntry>(
      'SELECT seq, body, hash, signature, key_id AS keyId FROM ledger WHERE seq > ? ORDER BY seq LIMIT ?',
    )
    .all(after, entriesAtOnce);
}

function keysIn(db: Database): { keyId: string; publicPem: string }[] {
  return db
    .prepare<[], { keyId: string; publicPem: string }>(
      'SELECT id AS keyId, public_pem AS publicPem FROM ledger_key',
    )
    .all();
}

function readAnchors(folders: readonly string[], stationId: string): { file: string; anchor: Anchor }[] {
  return folders
    .map((folder) => anchorFile(folder, stationId))
    .filter((file) => existsSync(file))
    .flatMap((file) => anchorsIn(file).map((anchor) => ({ file, anchor })));
}
