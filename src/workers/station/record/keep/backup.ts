import { existsSync, linkSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import type { Database } from 'better-sqlite3';
import { Refusal } from '../../../../shared/model/refusal';
import { openForReading, openForWriting, type FileKind } from '../file/open-database';
import { checkPages } from '../file/inspect-file';
import { historianFile } from '../historian/historian-file';
import { findStationKey } from '../ledger/station-key';
import { recordsFile } from '../plant/records-file';
import { masterKey } from '../plant/sealed-secret';
import { archiveFolder, archivePath, archivesOf, type Archive } from './archive-list';
import {
  backupManifestName,
  readBackupManifest,
  signedBytes,
  type BackupManifest,
  type UnsignedManifest,
} from './backup-manifest';
import { headIn, rowsIn } from './check-manifest';
import { checkParts } from './check-parts';
import { keptFiles } from './kept-files';
import { requireRoom } from './keep-fault';
import { copyFile, hashFile, syncFolder, syncPath, type FileFacts } from './whole-file';

export interface BackupOrder {
  readonly dataDir: string;
  /** Where backups lie, each in a folder of its own. */
  readonly folder: string;
  readonly appVersion: string;
  /** Epoch ms. */
  readonly now: number;
  /** Older whole backups of this station are removed beyond so many; null keeps all. */
  readonly keep: number | null;
  /** Opens the station's signing key; without it the manifest stays unsigned, and says so. */
  readonly masterKeyHex?: string | undefined;
}

export interface KeepProgress {
  /** What is being done, in words. */
  readonly step: string;
  /** 0 to 1. */
  readonly done: number;
}

export interface Backup {
  readonly folder: string;
  readonly manifest: BackupManifest;
  readonly bytes: number;
  /** Folders of older backups that were removed. */
  readonly removed: readonly string[];
}

/** Pages copied between two looks at whether to go on: 4 MB. */
const pagesAtOnce = 1000;
const syncEveryBytes = 8_000_000;
const nameForm = /^backup-\d{8}-\d{6}$/;

/**
 * Copies both files as they are at one moment, with all archives, models and field files, while recording goes on. What carries a backup's
 * name is whole and was checked after it was written; anything else ends in `.part`.
 * @throws the signal's reason once it is aborted, a Refusal in words, or what the disk says; nothing is left then
 */
export async function backupStation(
  order: BackupOrder,
  progress: (now: KeepProgress) => void = () => undefined,
  signal?: AbortSignal,
): Promise<Backup> {
  const root = resolve(order.folder);
  refuseInside(order.dataDir, root);
  mkdirSync(root, { recursive: true });
  removeUnfinished(root);
  const name = `backup-${new Date(order.now).toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15)}`;
  const folder = join(root, name);
  if (existsSync(folder))
    throw new Refusal('CONFLICT', `There is a backup of this second already: ${folder}`);
  const part = `${folder}.part`;
  try {
    mkdirSync(part);
    const manifest = signManifest(await writeAll(order, root, part, progress, signal), order);
    writeFileSync(join(part, backupManifestName), `${JSON.stringify(manifest, null, 2)}\n`, { flush: true });
    syncFolder(part);
    renameSync(part, folder);
    syncFolder(root);
    const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
    return { folder, manifest, bytes, removed: removeOld(root, manifest.stationId, order.keep) };
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    throw error;
  }
}

/** Whole backups in a folder, newest first. */
export function backupsIn(root: string): { folder: string; manifest: BackupManifest }[] {
  if (!existsSync(root)) return [];
  return readdirSync(root)
    .filter((name) => nameForm.test(name))
    .toSorted()
    .toReversed()
    .flatMap((name) => {
      const folder = join(root, name);
      try {
        return [{ folder, manifest: readBackupManifest(folder) }];
      } catch {
        // A folder of such a name that is no backup of ours is left alone.
        return [];
      }
    });
}

async function writeAll(
  { dataDir, appVersion, now }: BackupOrder,
  root: string,
  part: string,
  progress: (now: KeepProgress) => void,
  signal: AbortSignal | undefined,
): Promise<UnsignedManifest> {
  const history = openForReading(join(dataDir, historianFile.fileName));
  const records = openForReading(join(dataDir, recordsFile.fileName));
  try {
    // History first: whatever stands in it has its channel in the records of a moment later.
    const recordedTo = Number(snapshot(history, 'SELECT recorded_to FROM tail'));
    const station = snapshot(records, "SELECT value FROM meta WHERE key = 'station_id'");
    const archives = archivesOf(history);
    const archived = archives.reduce((sum, { bytes }) => sum + bytes, 0);
    const total = fileBytes(history) + fileBytes(records) + archived;
    requireRoom(root, total * 1.02, 'The backup');
    let before = 0;
    const step = (words: string, bytes: number): void =>
      progress({ step: words, done: (0.8 * Math.min(total, before + bytes)) / Math.max(1, total) });
    const files: BackupManifest['files'] = [];
    for (const [db, kind] of [
      [history, historianFile],
      [records, recordsFile],
    ] as const) {
      // prettier-ignore
      await copyPages(db, join(part, kind.fileName), kind, (bytes) => step(`Copying ${kind.fileName}`, bytes), signal); // prettier-ignore
      const facts = await hashFile(join(part, kind.fileName), { signal });
      before += facts.bytes;
      files.push({ path: kind.fileName, ...facts });
    }
    history.exec('COMMIT');
    records.exec('COMMIT');
    for (const archive of archives) {
      const facts = await copyArchive(dataDir, root, part, archive, (bytes) => step(`Copying ${archive.file}`, bytes), signal); // prettier-ignore
      before += facts.bytes;
      files.push({ path: `${archiveFolder}/${archive.file}`, ...facts });
    }
    for (const path of keptFiles(dataDir)) {
      mkdirSync(dirname(join(part, path)), { recursive: true });
      files.push({ path, ...(await copyFile(join(dataDir, path), join(part, path), { signal })) });
    }
    progress({ step: 'Checking the copy', done: 0.8 });
    checkPages(join(part, recordsFile.fileName));
    await checkParts(join(part, historianFile.fileName), { signal });
    return {
      format: 'bioprocess-twin-backup',
      version: 2,
      stationId: station,
      appVersion,
      createdAt: now,
      recordedTo: recordedTo > 0 ? recordedTo : null,
      files,
      ledger: headIn(join(part, recordsFile.fileName)),
      rows: Object.fromEntries(
        [historianFile, recordsFile].map(({ fileName }) => [fileName, rowsIn(join(part, fileName))]),
      ),
    };
  } finally {
    history.close();
    records.close();
  }
}

/** By the station's own key, where it can be opened and is the one the ledger knows. */
function signManifest(said: UnsignedManifest, { dataDir, masterKeyHex }: BackupOrder): BackupManifest {
  const found =
    masterKeyHex === undefined ? undefined : findStationKey(resolve(dataDir), masterKey(masterKeyHex));
  if (found?.kind !== 'there') return { ...said, signature: null };
  return { ...said, signature: { keyId: found.key.keyId, value: found.key.sign(signedBytes(said)) } };
}

/** From here on this connection sees the file as it is now. */
function snapshot(db: Database, sql: string): string {
  db.exec('BEGIN');
  return String(db.prepare<[], string | number>(sql).pluck().get() ?? '');
}

async function copyPages(
  db: Database,
  path: string,
  kind: FileKind,
  progress: (bytes: number) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const pageBytes = Number(db.pragma('page_size', { simple: true }));
  let synced = 0;
  await db.backup(path, {
    progress: ({ totalPages, remainingPages }) => {
      signal?.throwIfAborted();
      const bytes = (totalPages - remainingPages) * pageBytes;
      progress(bytes);
      // Piece by piece: what is left to the end would hold up a commit of the station for as long as it takes.
      if (bytes - synced >= syncEveryBytes) {
        syncPath(path);
        synced = bytes;
      }
      return pagesAtOnce;
    },
  });
  // A file without a journal of its own can be read where nothing can be written.
  const copy = openForWriting(path, kind);
  copy.pragma('journal_mode = DELETE');
  copy.close();
  syncPath(path);
}

/** Archives never change: the copy of an earlier backup serves again where the disk can name a file twice. */
async function copyArchive(
  dataDir: string,
  root: string,
  part: string,
  archive: Archive,
  progress: (bytes: number) => void,
  signal: AbortSignal | undefined,
): Promise<FileFacts> {
  const from = archivePath(dataDir, archive);
  const to = join(part, archiveFolder, archive.file);
  mkdirSync(join(part, archiveFolder), { recursive: true });
  if (!existsSync(from))
    throw new Refusal('REFUSED', `${from} is missing: put it back from an earlier backup, then try again.`);
  const earlier = earlierCopy(root, archive);
  if (earlier !== undefined && linked(earlier, to)) return { bytes: archive.bytes, sha256: archive.sha256 };
  const facts = await copyFile(from, to, { signal, progress });
  if (facts.sha256 !== archive.sha256)
    throw new Refusal('REFUSED', `${from} is not what was archived: verify the store.`);
  return facts;
}

function earlierCopy(root: string, { file, sha256 }: Archive): string | undefined {
  const [newest] = backupsIn(root);
  const path = `${archiveFolder}/${file}`;
  const same = newest?.manifest.files.some((one) => one.path === path && one.sha256 === sha256);
  return newest && same ? join(newest.folder, archiveFolder, file) : undefined;
}

function linked(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch {
    // Not every disk can: it is copied then.
    return false;
  }
}

function removeUnfinished(root: string): void {
  for (const name of readdirSync(root))
    if (name.endsWith('.part') && nameForm.test(name.slice(0, -5)))
      rmSync(join(root, name), { recursive: true, force: true });
}

function removeOld(root: string, stationId: string, keep: number | null): string[] {
  if (keep === null) return [];
  const own = backupsIn(root).filter(({ manifest }) => manifest.stationId === stationId);
  return own.slice(Math.max(1, keep)).map(({ folder }) => {
    // Under another name first: a removal that is cut short leaves nothing that looks whole.
    renameSync(folder, `${folder}.part`);
    rmSync(`${folder}.part`, { recursive: true, force: true });
    return folder;
  });
}

function refuseInside(dataDir: string, root: string): void {
  const own = resolve(dataDir);
  if (root === own || (root.startsWith(own + sep) && !root.startsWith(join(own, 'backups'))))
    throw new Refusal(
      'REFUSED',
      `${root} lies among the station's own files: choose another folder`,
      'folder',
    );
}

function fileBytes(db: Database): number {
  // Not the size of the file: much may still be in its journal.
  return ['page_count', 'page_size'].reduce(
    (bytes, name) => bytes * Number(db.pragma(name, { simple: true })),
    1,
  );
}
