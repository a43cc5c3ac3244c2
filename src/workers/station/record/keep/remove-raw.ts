import { chmodSync, existsSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Database } from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { Refusal } from '../../../../shared/model/refusal';
import { checkPages } from '../file/inspect-file';
import { openForWriting } from '../file/open-database';
import { rawLevel, windowMs } from '../historian/cell-level';
import { historianFile } from '../historian/historian-file';
import { archiveFolder, archivePath, archivesOf, putArchives, type Archive } from './archive-list';
import type { KeepProgress } from './backup';
import { requireRoom } from './keep-fault';
import { copyFile, hashFile, syncFolder, syncPath } from './whole-file';

/** A stretch of a series that no policy may touch: a batch that is to be kept. */
export interface KeptSpan {
  readonly series: number;
  readonly from: number;
  readonly to: number;
}

export interface RemoveRawOrder {
  readonly dataDir: string;
  /** Archives of years up to this one. */
  readonly upToYear: number;
  readonly kept: readonly KeptSpan[];
  readonly reason: string;
  /** Epoch ms. */
  readonly now: number;
}

export interface RemoveRawReport {
  readonly windows: number;
  readonly samples: number;
  readonly bytesBefore: number;
  readonly bytesAfter: number;
}

/**
 * Removes raw samples from archives, never from historian.db: their cells stay and are sealed from then on, and of each
 * removed part its place and hash stay, so that the list of seals can still be checked. The archive is written anew
 * beside the old one, which goes only once the new one is listed.
 * @throws Refusal, the signal's reason, or what the disk says; archives that were not finished are as they were
 */
export async function removeRaw(
  order: RemoveRawOrder,
  progress: (now: KeepProgress) => void = () => undefined,
  signal?: AbortSignal,
): Promise<RemoveRawReport> {
  if (order.reason.trim() === '') throw new Refusal('REFUSED', 'Give a reason: it is recorded', 'reason');
  const db = openForWriting(join(order.dataDir, historianFile.fileName), historianFile);
  const sums = { windows: 0, samples: 0, bytesBefore: 0, bytesAfter: 0 };
  try {
    db.pragma('busy_timeout = 10000');
    const due = archivesOf(db).filter(({ year, removed }) => year <= order.upToYear && removed === 0);
    for (const [index, archive] of due.entries()) {
      progress({ step: `${archive.file}: writing it anew`, done: index / due.length });
      const smaller = await withoutRaw(db, archive, order, signal);
      if (!smaller) continue;
      sums.windows += smaller.removed;
      sums.samples += archive.samples - smaller.samples;
      sums.bytesBefore += archive.bytes;
      sums.bytesAfter += smaller.bytes;
    }
    return sums;
  } finally {
    db.close();
  }
}

async function withoutRaw(
  db: Database,
  archive: Archive,
  order: RemoveRawOrder,
  signal: AbortSignal | undefined,
): Promise<Archive | undefined> {
  const folder = join(order.dataDir, archiveFolder);
  requireRoom(folder, archive.bytes * 2, `Writing ${archive.file} anew`);
  const file = freeName(archivesOf(db), archive.year);
  const part = join(folder, `${file}.part`);
  const whole = `${part}-whole`;
  try {
    for (const path of [part, whole]) rmSync(path, { force: true });
    await copyFile(archivePath(order.dataDir, archive), whole, { signal });
    const left = await strip(whole, part, order, signal);
    if (left.removed === 0) return undefined;
    checkPages(part);
    syncPath(part);
    chmodSync(part, 0o400);
    const facts = await hashFile(part, { signal });
    renameSync(part, join(folder, file));
    syncFolder(folder);
    const smaller: Archive = { ...archive, file, ...left, ...facts };
    db.transaction(() =>
      putArchives(db, archivesOf(db).map((one) => (one.file === archive.file ? smaller : one))),
    ).immediate(); // prettier-ignore
    // Where it is held open it goes before the next year is archived.
    rmSync(archivePath(order.dataDir, archive), { force: true });
    return smaller;
  } finally {
    for (const path of [part, whole]) if (existsSync(path)) rmSync(path, { force: true });
  }
}

async function strip(
  whole: string,
  part: string,
  { kept, reason, now }: RemoveRawOrder,
  signal: AbortSignal | undefined,
): Promise<{ removed: number; samples: number; chunks: number }> {
  const db = openForWriting(whole, historianFile);
  try {
    db.pragma('journal_mode = DELETE');
    db.pragma('synchronous = OFF');
    db.exec('BEGIN');
    db.exec(removedTable);
    db.prepare("INSERT OR REPLACE INTO meta VALUES ('removed', ?)").run(JSON.stringify({ reason, at: now }));
    db.exec('CREATE TEMP TABLE kept (series INTEGER, first INTEGER, last INTEGER)');
    const keep = db.prepare<[number, number, number]>('INSERT INTO kept VALUES (?, ?, ?)');
    for (const span of kept) keep.run(span.series, span.from - windowMs, span.to);
    const free = `level = ${rawLevel} AND NOT EXISTS (SELECT 1 FROM kept WHERE kept.series = chunk.series
      AND chunk.start > kept.first AND chunk.start < kept.last)`;
    db.exec(`INSERT INTO removed SELECT series, start, part, n, pass, sha256 FROM chunk WHERE ${free}`);
    await nextTurn();
    signal?.throwIfAborted();
    db.exec(`DELETE FROM chunk WHERE ${free}`);
    sealCells(db);
    db.exec('COMMIT');
    db.prepare('VACUUM INTO ?').run(part);
    return {
      removed: db.prepare<[], number>('SELECT count(*) FROM removed').pluck().get() ?? 0,
      samples: db.prepare<[], number>(`SELECT coalesce(sum(n), 0) FROM chunk WHERE level = ${rawLevel}`).pluck().get() ?? 0,
      chunks: db.prepare<[], number>('SELECT count(*) FROM chunk').pluck().get() ?? 0,
    }; // prettier-ignore
  } finally {
    db.close();
  }
}

const removedTable = `CREATE TABLE IF NOT EXISTS removed (
  series INTEGER NOT NULL, start INTEGER NOT NULL, part INTEGER NOT NULL, n INTEGER NOT NULL,
  pass INTEGER NOT NULL, sha256 BLOB, PRIMARY KEY (series, start, part)) WITHOUT ROWID, STRICT`;

/** SHA-256 of cells whose samples are gone, over place and body. */
function cellsHash(
  { series, level, start }: { readonly series: number; readonly level: number; readonly start: number },
  body: Uint8Array,
): Buffer {
  return createHash('sha256').update(`cells ${series} ${level} ${start}\n`).update(body).digest();
}

interface Cells {
  readonly series: number;
  readonly level: number;
  readonly start: number;
  readonly body: Buffer;
}

function sealCells(db: Database): void {
  const all = db.prepare<[], Omit<Cells, 'body'>>(`SELECT series, level, start FROM chunk WHERE level > ${rawLevel}`).all(); // prettier-ignore
  const body = db.prepare<[number, number, number], Buffer>('SELECT body FROM chunk WHERE series = ? AND level = ? AND start = ?').pluck(); // prettier-ignore
  const put = db.prepare<[Buffer, number, number, number]>('UPDATE chunk SET sha256 = ? WHERE series = ? AND level = ? AND start = ?'); // prettier-ignore
  for (const place of all) {
    const { series, level, start } = place;
    put.run(cellsHash(place, body.get(series, level, start) ?? Buffer.alloc(0)), series, level, start);
  }
}

/** Cells of an archive whose samples are gone that are not what was sealed when these went. */
export function* damagedCells(db: Database): Generator<Omit<Cells, 'body'>> {
  const rows = db.prepare<[], Cells & { readonly sha256: Buffer | null }>(
    `SELECT series, level, start, sha256, body FROM chunk WHERE level > ${rawLevel}`,
  );
  for (const { body, sha256, ...place } of rows.iterate())
    if (!sha256?.equals(cellsHash(place, body))) yield place;
}

function freeName(archives: readonly Archive[], year: number): string {
  for (let n = 2; ; n += 1) {
    const file = `historian-${year}-${n}.db`;
    if (!archives.some((archive) => archive.file === file)) return file;
  }
}
