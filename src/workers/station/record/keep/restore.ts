import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import { Refusal } from '../../../../shared/model/refusal';
import { checkPages, inspectFile } from '../file/inspect-file';
import { lockFolder } from '../file/lock-folder';
import { openForReading } from '../file/open-database';
import { historianFile } from '../historian/historian-file';
import { recordsFile } from '../plant/records-file';
import { StoreRefusal } from '../store-refusal';
import { archiveFolder } from './archive-list';
import type { KeepProgress } from './backup';
import { backupManifestName, readBackupManifest, type BackupManifest } from './backup-manifest';
import { signatureFault } from './check-manifest';
import { checkParts } from './check-parts';
import { keptFolders } from './kept-files';
import { requireRoom } from './keep-fault';
import { copyFile, syncFolder } from './whole-file';

export interface RestoreOrder {
  readonly backup: string;
  readonly dataDir: string;
  /** Moves what is there aside; without it only an empty folder is taken. */
  readonly replace: boolean;
  readonly now: number;
}

const restoredSchema = z.object({
  backupAt: z.number().int(),
  /** Newest time of arrival in the backup and in what it replaced; null where there was nothing. */
  recordedTo: z.number().int().nullable(),
  oldRecordedTo: z.number().int().nullable(),
  /** Folder within the data folder where the old files lie; null where there were none. */
  aside: z.string().nullable(),
});
export type Restored = z.infer<typeof restoredSchema>;

const partName = 'restore.part';
/** A folder of this name is whole: from the moment it is there the restore is decided. */
const readyName = 'restore.ready';
const factsName = 'restored.json';
const movedName = 'old-moved';
const ownNames = [historianFile, recordsFile].flatMap(({ fileName }) => [
  fileName,
  `${fileName}-wal`,
  `${fileName}-shm`,
]);

/**
 * Puts a backup in the place of what is there. Everything is copied and checked before anything changes; then one
 * rename decides, and what follows is finished by whoever opens the folder next, however this process ends.
 * @throws Refusal or StoreRefusal in words; the folder is then as it was
 */
export async function restoreBackup(
  order: RestoreOrder,
  progress: (now: KeepProgress) => void = () => undefined,
  signal?: AbortSignal,
): Promise<Restored> {
  const backup = resolve(order.backup);
  const dataDir = resolve(order.dataDir);
  const manifest = readBackupManifest(backup);
  const there = existsSync(dataDir) ? readdirSync(dataDir).filter((name) => name !== 'station.lock') : [];
  refuseNonEmpty(there, order, dataDir);
  mkdirSync(dataDir, { recursive: true });
  const lock = lockFolder(dataDir);
  const part = join(dataDir, partName);
  try {
    finishRestore(dataDir);
    const facts: Restored = {
      backupAt: manifest.createdAt,
      recordedTo: manifest.recordedTo,
      oldRecordedTo: recordedIn(join(dataDir, historianFile.fileName)),
      aside: there.includes(recordsFile.fileName) || there.includes(historianFile.fileName)
        ? `before-restore-${new Date(order.now).toISOString().replace(/[-:]/g, '').slice(0, 15)}`
        : null, // prettier-ignore
    };
    const bytes = manifest.files.reduce((sum, file) => sum + file.bytes, 0);
    requireRoom(dataDir, bytes * 1.02, 'Restoring');
    await copyAll(backup, part, manifest, progress, signal);
    progress({ step: 'Checking the copy', done: 0.8 });
    await checkCopy(part, signal);
    const fault = signatureFault(manifest, join(part, recordsFile.fileName));
    if (fault) throw new Refusal('REFUSED', `${join(backup, backupManifestName)}: ${fault}. Use another backup`); // prettier-ignore
    writeFileSync(join(part, factsName), JSON.stringify(facts), { flush: true });
    syncFolder(part);
    renameSync(part, join(dataDir, readyName));
    syncFolder(dataDir);
    finishRestore(dataDir);
    return facts;
  } catch (error) {
    rmSync(part, { recursive: true, force: true });
    throw error;
  } finally {
    lock.release();
  }
}

/**
 * Finishes a restore that was decided and not finished, and clears away one that was not decided. Whoever holds the
 * folder may call it at any time.
 */
export function finishRestore(dataDir: string): void {
  rmSync(join(dataDir, partName), { recursive: true, force: true });
  const ready = join(dataDir, readyName);
  if (!existsSync(join(ready, factsName))) return rmSync(ready, { recursive: true, force: true });
  const { aside } = readFacts(join(ready, factsName));
  // New files come only once all old ones are away: what lies in the folder until then is old.
  if (!existsSync(join(ready, movedName))) {
    moveAside(dataDir, aside, ready);
    writeFileSync(join(ready, movedName), '', { flush: true });
    syncFolder(ready);
  }
  for (const name of [...ownNames, archiveFolder, ...keptFolders])
    if (existsSync(join(ready, name))) renameSync(join(ready, name), join(dataDir, name));
  renameSync(join(ready, factsName), join(dataDir, factsName));
  syncFolder(dataDir);
  rmSync(ready, { recursive: true, force: true });
}

/** What a restore since the last start brought; told once. */
export function takeRestored(dataDir: string): Restored | null {
  const path = join(dataDir, factsName);
  if (!existsSync(path)) return null;
  const facts = readFacts(path);
  rmSync(path, { force: true });
  return facts;
}

/** What a restore means for what was recorded, in words. */
export function restoredWords({ backupAt, recordedTo, oldRecordedTo, aside }: Restored): string {
  const said = `Restored from the backup of ${time(backupAt)}.`;
  const upTo = recordedTo === null ? 'It holds no samples.' : `It holds what was recorded until ${time(recordedTo)}.`; // prettier-ignore
  const isLater = oldRecordedTo !== null && oldRecordedTo > (recordedTo ?? 0);
  const later = isLater ? ` What was recorded after that, until ${time(oldRecordedTo)}, is not in it` : '';
  if (aside === null) return `${said} ${upTo}`;
  return `${said} ${upTo}${later}${later === '' ? ' The' : '; the'} files of before lie in ${aside}.`;
}

const time = (t: number): string => new Date(t).toISOString();

function refuseNonEmpty(there: readonly string[], { replace }: RestoreOrder, dataDir: string): void {
  if (there.length === 0) return;
  const isStation = there.some((name) => ownNames.includes(name) || name === readyName || name === partName);
  if (isStation && replace) return;
  throw new Refusal(
    'REFUSED',
    isStation
      ? `${dataDir} is not empty: give --replace to move aside what is there, or choose an empty folder`
      : `${dataDir} is not empty and no data folder of a station: choose an empty folder`,
  );
}

async function copyAll(
  backup: string,
  part: string,
  { files }: BackupManifest,
  progress: (now: KeepProgress) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const total = files.reduce((sum, file) => sum + file.bytes, 0);
  let before = 0;
  mkdirSync(part);
  for (const { path, bytes, sha256 } of files) {
    mkdirSync(dirname(join(part, path)), { recursive: true });
    const from = join(backup, path);
    if (!existsSync(from)) throw new Refusal('REFUSED', `${from} is missing: this backup is not whole`);
    const copied = await copyFile(from, join(part, path), {
      signal,
      progress: (now) => progress({ step: `Copying ${path}`, done: (0.8 * (before + now)) / Math.max(1, total) }),
    }); // prettier-ignore
    if (copied.bytes !== bytes || copied.sha256 !== sha256)
      throw new Refusal('REFUSED', `${from} is not what was backed up (its SHA-256 differs): use another backup`); // prettier-ignore
    before += bytes;
  }
}

async function checkCopy(part: string, signal: AbortSignal | undefined): Promise<void> {
  for (const kind of [historianFile, recordsFile]) inspectFile(join(part, kind.fileName), kind);
  checkPages(join(part, recordsFile.fileName));
  await checkParts(join(part, historianFile.fileName), { signal });
}

/** Models and field files stay where the backup brings none: it may be of a version that did not keep them. */
function moveAside(dataDir: string, aside: string | null, ready: string): void {
  if (aside === null) return;
  const folder = join(dataDir, aside);
  mkdirSync(folder, { recursive: true });
  const brought = keptFolders.filter((name) => existsSync(join(ready, name)));
  for (const name of [...ownNames, archiveFolder, ...brought])
    if (existsSync(join(dataDir, name))) renameSync(join(dataDir, name), join(folder, name));
  syncFolder(dataDir);
}

function readFacts(path: string): Restored {
  return restoredSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
}

/** Newest arrival in a file that may be damaged: that is why it is being replaced. */
function recordedIn(path: string): number | null {
  if (!existsSync(path)) return null;
  try {
    const db = openForReading(path);
    const found = db.prepare<[], number>('SELECT recorded_to FROM tail').pluck().get() ?? 0;
    db.close();
    return found > 0 ? found : null;
  } catch (error) {
    if (error instanceof StoreRefusal || error instanceof Error) return null;
    throw error;
  }
}
