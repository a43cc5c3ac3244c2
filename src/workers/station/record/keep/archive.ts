import { chmodSync, existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import Sqlite, { type Database } from 'better-sqlite3';
import { Refusal } from '../../../../shared/model/refusal';
import { migrate } from '../file/migrate';
import { openForReading, openForWriting } from '../file/open-database';
import { cellLevels, rawLevel } from '../historian/cell-level';
import { historianFile, historianMigrations } from '../historian/historian-file';
import { verifyHistorian } from '../historian/verify/verify-historian';
import { archiveFolder, archivePath, archivesOf, putArchives, type Archive } from './archive-list';
import type { KeepProgress } from './backup';
import { requireRoom } from './keep-fault';
import { partsThatCount } from './part-numbers';
import { hashFile, syncFolder, syncPath } from './whole-file';

export interface ArchiveOrder {
  readonly dataDir: string;
  /** The last year to move; only whole years that are over are moved. */
  readonly upToYear: number;
  /** Epoch ms. */
  readonly now: number;
}

export interface YearToArchive {
  readonly year: number;
  readonly from: number;
  readonly to: number;
  readonly chunks: number;
  readonly samples: number;
  readonly bytes: number;
}

export interface ArchiveReport {
  readonly archives: readonly Archive[];
  /** Chunks that left historian.db. */
  readonly moved: number;
  /** Stretches that changed meanwhile: they stay in both files, and answers hold them once. */
  readonly left: number;
}

/** All levels of chunks lie whole in stretches of this length, so a year begins with the first that begins in it. */
const spanMs = cellLevels[1].spanMs;
const levels = [rawLevel, ...cellLevels.map(({ level }) => level)];
const movingKey = 'archiving';
/** Live commits get in between. */
const breathMs = 4;

/** Bounds of a year as archives know it, `to` not included; up to 100 h later than the year itself. */
export function yearBounds(year: number): { from: number; to: number } {
  const first = (y: number): number => Math.ceil(Date.UTC(y, 0, 1) / spanMs) * spanMs;
  return { from: first(year), to: first(year + 1) };
}

/** The years that are over and have chunks in historian.db, oldest first. */
export function yearsToArchive(db: Database, now: number): YearToArchive[] {
  const years: YearToArchive[] = [];
  const oldest = db
    .prepare<[], number>(
      `WITH RECURSIVE one(series) AS (SELECT min(series) FROM chunk UNION ALL
         SELECT (SELECT min(series) FROM chunk WHERE series > one.series) FROM one WHERE one.series IS NOT NULL)
       SELECT min((SELECT min(start) FROM chunk WHERE series = one.series AND level = ${rawLevel})) FROM one`,
    )
    .pluck()
    .get();
  if (oldest === undefined || oldest === null) return years;
  const sums = db.prepare<[number, number], { chunks: number; samples: number | null; bytes: number | null }>(
    `SELECT count(*) AS chunks, sum(CASE level WHEN ${rawLevel} THEN n END) AS samples,
       sum(length(body) + 60) AS bytes FROM chunk WHERE start >= ? AND start < ?`,
  );
  for (let year = new Date(oldest).getUTCFullYear() - 1; yearBounds(year).to <= now; year += 1) {
    const bounds = yearBounds(year);
    const { chunks, samples, bytes } = sums.get(bounds.from, bounds.to) ?? {
      chunks: 0,
      samples: 0,
      bytes: 0,
    };
    if (chunks > 0) years.push({ year, ...bounds, chunks, samples: samples ?? 0, bytes: bytes ?? 0 });
  }
  return years;
}

/** True where chunks of a finished archive are still to leave historian.db. */
export function isMoving(db: Database): boolean {
  return db.prepare('SELECT 1 FROM meta WHERE key = ?').get(movingKey) !== undefined;
}

/**
 * Moves whole past years into files of their own. Each is written, checked and listed before anything leaves
 * historian.db, a stretch of one series at a time; cut short anywhere nothing is lost, and what is in both files counts
 * once. Recording goes on.
 * @throws Refusal where something is damaged, the signal's reason, or what the disk says; what is listed stays listed
 */
export async function archiveYears(
  { dataDir, upToYear, now }: ArchiveOrder,
  progress: (now: KeepProgress) => void = () => undefined,
  signal?: AbortSignal,
): Promise<ArchiveReport> {
  const db = openForWriting(join(dataDir, historianFile.fileName), historianFile);
  const sums = { archives: [] as Archive[], moved: 0, left: 0 };
  try {
    db.pragma('busy_timeout = 10000');
    clearLeftovers(dataDir, db);
    const move = async (archive: Archive, at: (done: number) => void): Promise<void> => {
      const { moved, left } = await leave(db, dataDir, archive, at, signal);
      sums.moved += moved;
      sums.left += left;
    };
    if (isMoving(db))
      for (const archive of archivesOf(db))
        await move(archive, (done) => progress({ step: `Finishing ${archive.file}`, done }));
    const years = yearsToArchive(db, now).filter(({ year }) => year <= upToYear);
    for (const [index, year] of years.entries()) {
      const at = (from: number, words: string) => (done: number) =>
        progress({ step: `${year.year}: ${words}`, done: (index + from + done / 3) / years.length });
      const archive = await build(db, dataDir, year, at, signal);
      sums.archives.push(archive);
      await move(archive, at(2 / 3, 'taking it out of historian.db'));
    }
    return sums;
  } finally {
    db.close();
  }
}

type At = (from: number, words: string) => (done: number) => void;

async function build(
  db: Database,
  dataDir: string,
  year: YearToArchive,
  at: At,
  signal: AbortSignal | undefined,
): Promise<Archive> {
  const folder = join(dataDir, archiveFolder);
  mkdirSync(folder, { recursive: true });
  requireRoom(folder, year.bytes * 1.1, `The archive of ${year.year}`);
  const file = freeName(archivesOf(db), year.year);
  const path = join(folder, file);
  const part = `${path}.part`;
  try {
    const { chunks, samples } = await copyYear(db, part, year, at(0, 'copying'), signal);
    await requireSound(part, samples, at(1 / 3, 'checking'), signal);
    syncPath(part);
    chmodSync(part, 0o400);
    const facts = await hashFile(part, { signal });
    rmSync(path, { force: true });
    renameSync(part, path);
    syncFolder(folder);
    const archive = { file, year: year.year, from: year.from, to: year.to, chunks, samples, ...facts, removed: 0 }; // prettier-ignore
    db.transaction(() => {
      putArchives(db, [...archivesOf(db), archive]);
      db.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)').run(movingKey, file);
    }).immediate();
    return archive;
  } catch (error) {
    removePart(part);
    throw error;
  }
}

async function copyYear(
  db: Database,
  part: string,
  { from, to }: YearToArchive,
  progress: (done: number) => void,
  signal: AbortSignal | undefined,
): Promise<{ chunks: number; samples: number }> {
  removePart(part);
  makeWidePages(part);
  const target = openForWriting(part, historianFile);
  try {
    migrate(target, historianMigrations);
    // Nothing of it counts before it is whole: it is synced once, at the end.
    target.pragma('journal_mode = DELETE');
    target.pragma('synchronous = OFF');
    target.prepare('ATTACH ? AS source').run(db.name);
    target.exec(`INSERT INTO origin SELECT * FROM source.origin;
      INSERT OR REPLACE INTO meta SELECT * FROM source.meta WHERE key = 'station_id';
      INSERT OR REPLACE INTO meta VALUES ('clean', '1');`);
    const copy = target.prepare<[number, number, number, number]>(
      'INSERT INTO chunk SELECT * FROM source.chunk WHERE series = ? AND level = ? AND start >= ? AND start < ?',
    );
    const all = seriesOf(db);
    for (const [index, series] of all.entries()) {
      // All levels of a series as they are at one moment.
      target.transaction(() => levels.forEach((level) => copy.run(series, level, from, to)))();
      progress((index + 1) / all.length);
      await pause(breathMs);
      signal?.throwIfAborted();
    }
    return target
      .prepare<[], { chunks: number; samples: number }>(
        `SELECT count(*) AS chunks, coalesce(sum(CASE level WHEN ${rawLevel} THEN n END), 0) AS samples FROM chunk`,
      )
      .get() ?? { chunks: 0, samples: 0 }; // prettier-ignore
  } finally {
    target.close();
  }
}

/** Chunks fill wide pages better: a third less than with those of a file that is written to all the time. */
function makeWidePages(path: string): void {
  const db = new Sqlite(path);
  db.pragma('page_size = 16384');
  db.pragma(`application_id = ${historianFile.applicationId}`);
  db.close();
}

async function requireSound(
  part: string,
  samples: number,
  progress: (done: number) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { findings } = await verifyHistorian(
    part,
    (now) => progress(now.samples / Math.max(1, samples)),
    signal,
  );
  const [first] = findings.filter((finding) => !partsThatCount(finding));
  if (!first) return;
  const where = first.series === undefined ? '' : ` (series ${first.series}, ${new Date(first.start ?? 0).toISOString()})`; // prettier-ignore
  throw new Refusal('REFUSED', `Something in this year is damaged${where}: ${first.words}. Nothing was moved; verify the store.`); // prettier-ignore
}

/** Takes out of historian.db what stands in an archive, unless it changed since it was copied. */
async function leave(
  db: Database,
  dataDir: string,
  archive: Archive,
  progress: (done: number) => void,
  signal: AbortSignal | undefined,
): Promise<{ moved: number; left: number }> {
  db.prepare('ATTACH ? AS archive').run(archivePath(dataDir, archive));
  let moved = 0;
  let left = 0;
  try {
    const step = leaver(db);
    const all = seriesOf(db);
    for (const [index, series] of all.entries()) {
      for (let start = archive.from; start < archive.to; start += spanMs) {
        const taken = step(series, start);
        if (taken === undefined) continue;
        if (taken === 0) left += 1;
        moved += taken;
        await pause(breathMs);
        signal?.throwIfAborted();
      }
      progress((index + 1) / all.length);
    }
    db.prepare('DELETE FROM meta WHERE key = ?').run(movingKey);
    return { moved, left };
  } finally {
    db.exec('DETACH archive');
  }
}

/** Removes one stretch of one series; undefined where there is none, 0 where it may not leave. */
function leaver(db: Database): (series: number, start: number) => number | undefined {
  const within = 'm.series = ? AND m.level = ? AND m.start >= ? AND m.start < ?';
  const count = db.prepare<[number, number, number, number], number>(`SELECT count(*) FROM main.chunk m WHERE ${within}`).pluck(); // prettier-ignore
  const other = db
    .prepare<[number, number, number, number], number>(
      `SELECT count(*) FROM main.chunk m WHERE ${within} AND NOT EXISTS (SELECT 1 FROM archive.chunk a
         WHERE a.series = m.series AND a.level = m.level AND a.start = m.start AND a.part = m.part
           AND a.pass = m.pass AND a.sha256 IS m.sha256)`,
    )
    .pluck();
  const remove = db.prepare<[number, number, number, number]>(
    'DELETE FROM main.chunk WHERE series = ? AND level = ? AND start >= ? AND start < ?',
  );
  const all = <T>(start: number, ask: (level: number, from: number, to: number) => T): T[] =>
    levels.map((level) => ask(level, start, start + spanMs));
  const sum = (counts: readonly number[]): number => counts.reduce((a, b) => a + b, 0);
  return (series, start) => {
    if (sum(all(start, (...at) => count.get(series, ...at) ?? 0)) === 0) return undefined;
    return db
      .transaction(() => {
        if (sum(all(start, (...at) => other.get(series, ...at) ?? 0)) > 0) return 0;
        return sum(all(start, (...at) => remove.run(series, ...at).changes));
      })
      .immediate();
  };
}

function seriesOf(db: Database): number[] {
  const next = db
    .prepare<[number], number>('SELECT series FROM chunk WHERE series > ? ORDER BY series LIMIT 1')
    .pluck();
  const all: number[] = [];
  for (let one = next.get(-1); one !== undefined; one = next.get(one)) all.push(one);
  return all;
}

function freeName(archives: readonly Archive[], year: number): string {
  for (let n = 1; ; n += 1) {
    const file = n === 1 ? `historian-${year}.db` : `historian-${year}-${n}.db`;
    if (!archives.some((archive) => archive.file === file)) return file;
  }
}

/** Files of an attempt that was cut short before it was listed. */
function clearLeftovers(dataDir: string, db: Database): void {
  const folder = join(dataDir, archiveFolder);
  if (!existsSync(folder)) return;
  const listed = new Set(archivesOf(db).map(({ file }) => file));
  for (const name of readdirSync(folder))
    if (/^historian-\d{4}(-\d+)?\.db(\.part(-journal)?)?$/.test(name) && !listed.has(name))
      rmSync(join(folder, name), { force: true });
}

function removePart(part: string): void {
  for (const ending of ['', '-journal', '-wal', '-shm']) rmSync(`${part}${ending}`, { force: true });
}

/** Archives that are listed and not where they should be, or not of their size. */
export function missingArchives(dataDir: string): Archive[] {
  const path = join(dataDir, historianFile.fileName);
  const db = openForReading(path);
  try {
    return archivesOf(db).filter(
      (archive) => statSync(archivePath(dataDir, archive), { throwIfNoEntry: false })?.size !== archive.bytes,
    );
  } finally {
    db.close();
  }
}
