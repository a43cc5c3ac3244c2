import { createPublicKey, verify } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { openForReading } from '../file/open-database';
import { keyIdOf } from '../ledger/station-key';
import { ledgerRowsIn } from '../ledger/ledger-rows';
import { recordsFile } from '../plant/records-file';
import { backupManifestName, readBackupManifest, signedBytes, type BackupManifest } from './backup-manifest';
import { hashFile } from './whole-file';

/** Something that a backup's files and its manifest do not agree in. */
export interface ManifestFinding {
  readonly file: string;
  readonly words: string;
}

export interface ManifestReport {
  readonly manifest: BackupManifest;
  readonly findings: readonly ManifestFinding[];
}

interface Going {
  readonly signal?: AbortSignal | undefined;
  readonly progress?: (step: string) => void;
  /** SPKI PEM of the station as it was handed over; without it the keys in the backup's own ledger count. */
  readonly publicPem?: string | undefined;
}

/**
 * Holds a backup against its manifest: the signature, size and SHA-256 of each file, the head of the ledger and the
 * rows of each table. Reads alone, in the backup itself. An unsigned manifest is no finding here: the caller decides.
 * @throws Refusal where the folder is no backup, the signal's reason once it is aborted
 */
export async function checkManifest(folder: string, going: Going = {}): Promise<ManifestReport> {
  const manifest = readBackupManifest(folder);
  const findings: ManifestFinding[] = [];
  const found = (file: string, words: string): void => void findings.push({ file, words });
  for (const { path, bytes, sha256 } of manifest.files) {
    going.progress?.(`Hashing ${path}`);
    const file = join(folder, path);
    if (!existsSync(file)) {
      found(path, 'It is in the manifest and not in the backup');
      continue;
    }
    const facts = await hashFile(file, { signal: going.signal });
    if (facts.bytes !== bytes) found(path, `It has ${facts.bytes} bytes, by the manifest ${bytes}`);
    if (facts.sha256 !== sha256)
      found(path, `It is not what was backed up: its SHA-256 differs (${facts.sha256}, by the manifest ${sha256})`); // prettier-ignore
  }
  going.progress?.('Counting rows');
  reading(folder, recordsFile.fileName, found, (db) => {
    checkSignature(manifest, db, going.publicPem, found);
    checkHead(manifest, db, found);
  });
  for (const [file, rows] of Object.entries(manifest.rows))
    reading(folder, file, found, (db) => checkRows(file, rows, countRows(db), found));
  return { manifest, findings };
}

/** Rows of each table of a file. */
export function rowsIn(path: string): Record<string, number> {
  return opened(path, countRows);
}

/** Newest entry of the ledger in a records.db; null where it has none yet. */
export function headIn(path: string): { readonly seq: number; readonly hash: string } | null {
  return opened(path, headOf);
}

/** Why the signature of a manifest does not hold with the keys in a records.db; null where it holds or there is none. */
export function signatureFault(manifest: BackupManifest, recordsPath: string): string | null {
  const faults: string[] = [];
  opened(recordsPath, (db) => checkSignature(manifest, db, undefined, (_, words) => void faults.push(words)));
  return faults[0] ?? null;
}

type Found = (file: string, words: string) => void;

function checkSignature(
  manifest: BackupManifest,
  db: Database,
  publicPem: string | undefined,
  found: Found,
): void {
  const { signature } = manifest;
  if (!signature) return;
  const known = publicPem === undefined ? keysOf(db) : [{ keyId: keyIdOf(publicPem), publicPem }];
  const key = known.find(({ keyId }) => keyId === signature.keyId);
  if (!key)
    return found(backupManifestName, `It is signed by key ${signature.keyId}, which is ${publicPem === undefined ? 'in no entry of its ledger' : 'not the public key that was given'}`); // prettier-ignore
  const fits = verify(null, signedBytes(manifest), createPublicKey(key.publicPem), Buffer.from(signature.value, 'base64')); // prettier-ignore
  if (!fits)
    found(backupManifestName, `Its signature by key ${signature.keyId} does not fit what it says: it was altered after the backup`); // prettier-ignore
}

function checkHead({ ledger, version }: BackupManifest, db: Database, found: Found): void {
  if (version === 1) return;
  const head = headOf(db);
  if (ledger?.seq === head?.seq && ledger?.hash === head?.hash) return;
  found(recordsFile.fileName, `Its ledger ends at entry ${words(head)}, by the manifest at ${words(ledger)}`);
}

const words = (head: BackupManifest['ledger']): string => (head ? `${head.seq} (${head.hash})` : 'none');

function checkRows(
  file: string,
  told: Readonly<Record<string, number>>,
  there: Readonly<Record<string, number>>,
  found: Found,
): void {
  for (const table of new Set([...Object.keys(told), ...Object.keys(there)])) {
    const [by, has] = [told[table], there[table]];
    if (has === undefined) found(file, `The table ${table} is gone, with ${by ?? 0} rows`);
    else if (by === undefined) found(file, `The table ${table} with ${has} rows is not in the manifest`);
    else if (by !== has) found(file, `The table ${table} has ${has} rows, by the manifest ${by}`);
  }
}

function countRows(db: Database): Record<string, number> {
  const names = db
    .prepare<[], string>(
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name",
    ) // prettier-ignore
    .pluck()
    .all();
  return Object.fromEntries(
    names.map((name) => [name, db.prepare<[], number>(`SELECT count(*) FROM "${name}"`).pluck().get() ?? 0]),
  );
}

const hasLedger = (db: Database): boolean =>
  db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'ledger'").get() !== undefined;

function headOf(db: Database): { seq: number; hash: string } | null {
  if (!hasLedger(db)) return null;
  const { seq, hash } = ledgerRowsIn(db).head();
  return { seq, hash };
}

function keysOf(db: Database): { keyId: string; publicPem: string }[] {
  return hasLedger(db) ? ledgerRowsIn(db).keys() : [];
}

/** What cannot be opened any more is a finding like any other. */
function reading(folder: string, file: string, found: Found, look: (db: Database) => void): void {
  const path = join(folder, file);
  if (!existsSync(path)) return;
  try {
    opened(path, look);
  } catch (error) {
    found(file, `It cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function opened<T>(path: string, look: (db: Database) => T): T {
  const db = openForReading(path);
  try {
    return look(db);
  } finally {
    db.close();
  }
}
