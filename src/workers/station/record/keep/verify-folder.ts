import { existsSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { inspectFile } from '../file/inspect-file';
import { openForReading, type FileKind } from '../file/open-database';
import { pairFiles } from '../file/pair-files';
import { historianFile } from '../historian/historian-file';
import type { Finding } from '../historian/verify/finding';
import { verifyHistorian } from '../historian/verify/verify-historian';
import { checkLedger } from '../ledger/check-ledger';
import { recordsFile } from '../plant/records-file';
import { StoreRefusal } from '../store-refusal';
import { archivePath, archivesOf, type Archive } from './archive-list';
import { backupManifestName } from './backup-manifest';
import type { KeepProgress } from './backup';
import { checkAllSeals } from './check-all-seals';
import { checkManifest } from './check-manifest';
import { partsThatCount } from './part-numbers';
import { damagedCells } from './remove-raw';
import { hashFile } from './whole-file';

/** Something that is not as it was written, and in which file. */
export interface FileFinding extends Omit<Finding, 'kind'> {
  readonly file: string;
  readonly kind: Finding['kind'] | 'file' | 'pair' | 'records' | 'ledger';
}

export interface FolderReport {
  readonly findings: readonly FileFinding[];
  readonly files: number;
  readonly chunks: number;
  /** Sealed samples in all files, and those still in the journal. */
  readonly samples: number;
  readonly journalSamples: number;
}

/** What is being looked at, and what of it was found so far. */
interface Look {
  readonly dir: string;
  readonly found: (finding: FileFinding) => void;
  readonly progress: (words: string, samples: number) => void;
  readonly signal: AbortSignal | undefined;
  files: number;
  chunks: number;
  samples: number;
  journalSamples: number;
}

const mostFindings = 1000;

/**
 * Looks through everything in a data folder, a backup, or one historian or archive: pages, check sums, hashes, order and
 * counts of every chunk, cells against their samples, the list of seals over all files, the journal, the records, and
 * the files of a backup against its manifest. Reads alone; a station may run on it.
 * @throws Refusal or StoreRefusal where there is nothing to look at; the signal's reason once it is aborted
 */
export async function verifyFolder(
  place: string,
  progress: (now: KeepProgress & { readonly samples: number }) => void = () => undefined,
  signal?: AbortSignal,
): Promise<FolderReport> {
  const findings: FileFinding[] = [];
  const one = statSync(place, { throwIfNoEntry: false })?.isFile() === true;
  const dir = one ? dirname(place) : place;
  const expected = sizesIn(place, one);
  const look: Look = {
    dir,
    found: (finding) => {
      if (findings.length < mostFindings) findings.push(finding);
    },
    progress: (step, samples) => progress({ step, samples, done: Math.min(1, look.chunks / Math.max(1, expected)) }), // prettier-ignore
    signal,
    files: 0,
    chunks: 0,
    samples: 0,
    journalSamples: 0,
  };
  if (one) await lookAtArchive(look, place);
  else await lookAtFolder(look);
  const { files, chunks, samples, journalSamples } = look;
  return { findings, files, chunks, samples, journalSamples };
}

async function lookAtFolder(look: Look): Promise<void> {
  const { dir } = look;
  const path = join(dir, historianFile.fileName);
  if (!existsSync(path) || !existsSync(join(dir, recordsFile.fileName)))
    throw new StoreRefusal('foreign', `${dir} is no data folder and no backup of a station.`, 'Name the folder that holds historian.db and records.db.'); // prettier-ignore
  if (existsSync(join(dir, backupManifestName))) await lookAtManifest(look);
  const sound = isOurs(look, recordsFile) && lookAtRecords(look);
  if (sound) await lookAtLedger(look);
  if (!isOurs(look, historianFile)) return;
  const archives = await readArchivesOf(look, path);
  await lookAtHistorian(look, path, archives.length > 0);
  for (const archive of archives) await lookAtListed(look, archive);
  if (archives.length > 0) lookAtSeals(look, path, archives);
  if (sound) lookAtPair(look, path);
}

/** Foreign and newer files are named and left alone. */
function isOurs({ dir, found }: Look, kind: FileKind): boolean {
  try {
    return inspectFile(join(dir, kind.fileName), kind) !== 'new';
  } catch (error) {
    if (!(error instanceof StoreRefusal)) throw error;
    found({ file: kind.fileName, kind: error.kind === 'corrupt' ? 'pages' : 'file', words: error.words });
    return false;
  }
}

async function lookAtManifest({ dir, found, signal, progress }: Look): Promise<void> {
  const { findings } = await checkManifest(dir, { signal, progress: (step) => progress(step, 0) });
  for (const { file, words } of findings) found({ file, kind: 'file', words });
}

function lookAtRecords(look: Look): boolean {
  const file = recordsFile.fileName;
  look.files += 1;
  return reading(look, file, (db) => {
    const pages = db.prepare<[], string>('PRAGMA integrity_check(20)').pluck().all();
    if (pages[0] !== 'ok') look.found({ file, kind: 'pages', words: pages.join('; ') });
    for (const row of db.prepare<[], { table: string; rowid: number }>('PRAGMA foreign_key_check').all())
      look.found({ file, kind: 'records', words: `Row ${row.rowid} of ${row.table} points to nothing` });
    return pages[0] === 'ok';
  });
}

/** Every entry, and the tables against what the entries say; a records.db of before the ledger has none yet. */
async function lookAtLedger({ dir, found, progress, signal }: Look): Promise<void> {
  const file = recordsFile.fileName;
  if (!hasLedger(join(dir, file))) return;
  progress('Verifying the audit ledger', 0);
  const { findings } = await checkLedger({ dataDir: dir, anchorFolders: [] }, undefined, signal);
  for (const { words } of findings) found({ file, kind: 'ledger', words });
}

function hasLedger(path: string): boolean {
  const db = openForReading(path);
  try {
    return db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'ledger'").get() !== undefined;
  } finally {
    db.close();
  }
}

async function lookAtHistorian(
  look: Look,
  path: string,
  hasArchives: boolean,
  except: readonly Finding['kind'][] = [],
): Promise<void> {
  const file = basename(path);
  look.files += 1;
  const before = look.chunks;
  const report = await verifyHistorian(path, counting(look, file), look.signal);
  for (const finding of report.findings) {
    // Seals are over all files together, and parts that came late count on from archived ones.
    if (hasArchives && (finding.kind === 'seal' || partsThatCount(finding))) continue;
    if (except.includes(finding.kind)) continue;
    look.found({ ...finding, file });
  }
  look.journalSamples += report.journalSamples;
  look.chunks = before + report.chunks;
  look.samples += report.samples;
}

/** An archive by itself: what it says of itself is checked, but not that it is the one historian.db knows. */
async function lookAtArchive(
  look: Look,
  path: string,
  except: readonly Finding['kind'][] = [],
): Promise<void> {
  inspectFile(path, historianFile);
  await lookAtHistorian(look, path, true, except);
}

async function lookAtListed(look: Look, archive: Archive): Promise<void> {
  const path = archivePath(look.dir, archive);
  const file = `archive/${archive.file}`;
  if (!existsSync(path))
    return look.found({ file, kind: 'file', words: `It is missing: ${archive.samples} samples of ${archive.year} are not in any answer` }); // prettier-ignore
  look.progress(`Hashing ${file}`, look.samples);
  const { sha256 } = await hashFile(path, { signal: look.signal });
  if (sha256 !== archive.sha256)
    look.found({ file, kind: 'file', words: 'It is not what was archived: its SHA-256 differs' });
  try {
    // Where a policy removed samples their cells cannot be worked out again: they have hashes of their own.
    await lookAtArchive(look, path, archive.removed > 0 ? ['cells'] : []);
    if (archive.removed > 0) lookAtTrimmedCells(look, path, file);
  } catch (error) {
    if (!(error instanceof StoreRefusal)) throw error;
    look.found({ file, kind: 'file', words: error.words });
  }
}

function lookAtTrimmedCells(look: Look, path: string, file: string): void {
  const db = openForReading(path);
  try {
    for (const place of damagedCells(db))
      look.found({
        file,
        kind: 'cells',
        ...place,
        part: 0,
        words: 'They are not what was kept of their samples',
      });
  } finally {
    db.close();
  }
}

function lookAtSeals(look: Look, path: string, archives: readonly Archive[]): void {
  const open: Database[] = [];
  const file = basename(path);
  look.progress('Comparing the seals of all files', look.samples);
  try {
    const main = openForReading(path);
    open.push(main);
    main.exec('BEGIN');
    const there = archives.filter((archive) => existsSync(archivePath(look.dir, archive)));
    open.push(...there.map((archive) => openForReading(archivePath(look.dir, archive))));
    checkAllSeals(main, open.slice(1), (finding) => look.found({ ...finding, file }));
  } catch (error) {
    look.found({ file, kind: 'pages', words: error instanceof Error ? error.message : String(error) });
  } finally {
    for (const db of open) db.close();
  }
}

function lookAtPair(look: Look, path: string): void {
  const station = reading(look, recordsFile.fileName, (db) => [
    db.prepare<[], string>("SELECT value FROM meta WHERE key = 'station_id'").pluck().get() ?? '',
    db.prepare<[], number>('SELECT count(*) FROM channel').pluck().get() ?? 0,
  ] as const); // prettier-ignore
  if (!station) return;
  const db = openForReading(path);
  try {
    pairFiles(db, station[0], station[1], 'look');
  } catch (error) {
    if (!(error instanceof StoreRefusal)) throw error;
    look.found({ file: recordsFile.fileName, kind: 'pair', words: error.words });
  } finally {
    db.close();
  }
}

async function readArchivesOf(look: Look, path: string): Promise<Archive[]> {
  try {
    const db = openForReading(path);
    const archives = archivesOf(db);
    db.close();
    return archives;
  } catch (error) {
    look.found({ file: basename(path), kind: 'pages', words: error instanceof Error ? error.message : String(error) }); // prettier-ignore
    return [];
  }
}

function reading<T>({ dir, found }: Look, file: string, look: (db: Database) => T): T | false {
  const db = openForReading(join(dir, file));
  try {
    return look(db);
  } catch (error) {
    found({ file, kind: 'pages', words: error instanceof Error ? error.message : String(error) });
    return false;
  } finally {
    db.close();
  }
}

function counting(look: Look, file: string): (now: { chunks: number; samples: number }) => void {
  const { chunks, samples } = look;
  return (now) => {
    look.progress(`Looking through ${file}`, samples + now.samples);
    look.chunks = chunks + now.chunks;
  };
}

/** With its share of a page; only for progress. */
const chunkBytes = 1800;

/** About how many chunks there are to look at. */
function sizesIn(place: string, one: boolean): number {
  const path = one ? place : join(place, historianFile.fileName);
  const bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  const archived = one ? 0 : archivedBytes(path);
  return (bytes + archived) / chunkBytes;
}

function archivedBytes(path: string): number {
  try {
    const db = openForReading(path);
    const archives = archivesOf(db);
    db.close();
    return archives.reduce((sum, { bytes }) => sum + bytes, 0);
  } catch {
    // Whatever keeps it from being read is found a moment later.
    return 0;
  }
}
