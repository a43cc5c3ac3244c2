import { statfsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { openForReading } from '../file/open-database';
import { cellLevels, rawLevel } from '../historian/cell-level';
import { archivesOf, type Archive } from './archive-list';
import { isMoving, yearsToArchive, type YearToArchive } from './archive';
import { freeBytes } from './compact';

/** What a historian and its archives take, in bytes. */
export interface StoreSizes {
  readonly rawBytes: number;
  readonly cellBytes: number;
  readonly journalBytes: number;
  /** Pages of the file that nothing uses: new data fill them first. */
  readonly unusedBytes: number;
  readonly fileBytes: number;
  readonly archives: readonly Archive[];
  readonly archiveBytes: number;
  /** Sealed samples in all files. */
  readonly samples: number;
  readonly series: number;
  /** Of samples that were sealed in the last week or since the first seal; null before there is an hour of it. */
  readonly growthBytesPerDay: number | null;
  readonly diskFreeBytes: number;
  readonly toArchive: readonly YearToArchive[];
  readonly moving: boolean;
}

const weekMs = 7 * 86_400_000;
const hourMs = 3_600_000;

/** Goes through all chunks of the file, without reading what is in them. */
export function measureStore(path: string, now: number): StoreSizes {
  const db = openForReading(path);
  try {
    db.exec('BEGIN');
    const week = db.prepare<[number], number>('SELECT min(pass) FROM seal WHERE at >= ?').pluck().get(now - weekMs); // prettier-ignore
    const firstAt = db.prepare<[], number>('SELECT min(at) FROM seal').pluck().get() ?? now;
    const sums = db
      .prepare<[number], { level: number; bytes: number; samples: number; fresh: number }>(
        `SELECT level, sum(length(body)) AS bytes, sum(n) AS samples,
           sum(CASE WHEN pass >= ? THEN length(body) ELSE 0 END) AS fresh FROM chunk GROUP BY level`,
      )
      .all(week ?? Number.MAX_SAFE_INTEGER);
    const raw = sums.find(({ level }) => level === rawLevel);
    const cells = sums.filter(({ level }) => cellLevels.some((one) => one.level === level));
    const cellBytes = cells.reduce((sum, { bytes }) => sum + bytes, 0);
    const archives = archivesOf(db);
    const overhead = statSync(path).size - freeBytes(db);
    const perRawByte = raw && raw.bytes > 0 ? overhead / raw.bytes : 1;
    const sinceMs = Math.min(weekMs, now - firstAt);
    const { bavail, bsize } = statfsSync(dirname(path));
    return {
      rawBytes: raw?.bytes ?? 0,
      cellBytes,
      journalBytes: db.prepare<[], number>('SELECT coalesce(sum(length(body)), 0) FROM journal').pluck().get() ?? 0,
      unusedBytes: freeBytes(db),
      fileBytes: statSync(path).size + (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0),
      archives,
      archiveBytes: archives.reduce((sum, { bytes }) => sum + bytes, 0),
      samples: (raw?.samples ?? 0) + archives.reduce((sum, one) => sum + one.samples, 0),
      series: db.prepare<[], number>(`SELECT count(DISTINCT series) FROM chunk WHERE level = ${cellLevels[1].level}`).pluck().get() ?? 0, // prettier-ignore
      growthBytesPerDay: sinceMs < hourMs ? null : ((raw?.fresh ?? 0) * perRawByte * 86_400_000) / sinceMs,
      diskFreeBytes: bavail * bsize,
      toArchive: yearsToArchive(db, now),
      moving: isMoving(db),
    }; // prettier-ignore
  } finally {
    db.close();
  }
}
