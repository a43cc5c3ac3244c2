import { dirname } from 'node:path';
import { existsSync } from 'node:fs';
import Sqlite, { type Database } from 'better-sqlite3';
import { rawLevel } from '../historian/cell-level';
import { openForReading } from '../file/open-database';
import { archivePath, readArchives, type Archive } from './archive-list';

/** A stored part of raw samples. */
export interface StoredPart {
  readonly start: number;
  readonly part: number;
  readonly n: number;
  readonly body: Buffer;
}

/** A stored chunk of cells; `pass` is the pass of sealing that wrote it. */
export interface StoredHead {
  readonly start: number;
  readonly pass: number;
  /** False where several files hold cells of this stretch: they come from its samples then. */
  readonly whole?: boolean;
}

/** Chunks of cells start at most so much before what they hold. */
const longestSpanMs = 360_000_000;

/** The chunks of one file. */
class ChunkFile {
  readonly #range;
  readonly #at;
  readonly #lastStart;
  readonly #heads;
  readonly #body;

  constructor(readonly db: Database) {
    const where = `FROM chunk WHERE series = ? AND level = ${rawLevel}`;
    this.#range = db.prepare<[number, number, number, number], StoredPart>(
      `SELECT start, part, n, body ${where} AND start >= ? AND start < ? ORDER BY start, part LIMIT ?`,
    );
    this.#at = db.prepare<[number, number], StoredPart>(
      `SELECT start, part, n, body ${where} AND start = ? ORDER BY part`,
    );
    this.#lastStart = db
      .prepare<[number, number], number>(`SELECT start ${where} AND start <= ? ORDER BY start DESC LIMIT 1`)
      .pluck();
    this.#heads = db.prepare<[number, number, number, number], StoredHead>(
      'SELECT start, pass FROM chunk WHERE series = ? AND level = ? AND start >= ? AND start < ? ORDER BY start',
    );
    this.#body = db
      .prepare<[number, number, number], Buffer>(
        'SELECT body FROM chunk WHERE series = ? AND level = ? AND start = ? AND part = 0',
      )
      .pluck();
  }

  range = (series: number, from: number, to: number, limit: number): StoredPart[] =>
    this.#range.all(series, from, to, limit);
  at = (series: number, start: number): StoredPart[] => this.#at.all(series, start);
  lastStart = (series: number, upTo: number): number | undefined => this.#lastStart.get(series, upTo);
  heads = (series: number, level: number, from: number, to: number): StoredHead[] =>
    this.#heads.all(series, level, from, to);
  body = (series: number, level: number, start: number): Buffer | undefined =>
    this.#body.get(series, level, start);
}

/**
 * The chunks of a historian and of its archives as if they lay in one file. Which archives there are stands in the
 * historian itself, in the same transaction that takes chunks out of it: an answer never misses what is being moved.
 */
export class StoredChunks {
  readonly #main;
  readonly #text;
  readonly #dir;
  readonly #open = new Map<string, ChunkFile | null>();
  #known: string | undefined;
  #archives: Archive[] = [];

  constructor(db: Database) {
    this.#main = new ChunkFile(db);
    this.#dir = dirname(db.name);
    this.#text = db.prepare<[], string>("SELECT value FROM meta WHERE key = 'archives'").pluck();
  }

  /** Takes note of new archives; inside the transaction of an answer. */
  refresh(): void {
    const text = this.#text.get();
    if (text === this.#known) return;
    this.#known = text;
    this.#archives = readArchives(text);
    for (const [file, open] of this.#open)
      if (!this.#archives.some((archive) => archive.file === file)) {
        open?.db.close();
        this.#open.delete(file);
      }
  }

  /** The first `limit` raw parts that begin in a stretch of time, in order. */
  range(series: number, from: number, to: number, limit: number): StoredPart[] {
    const archives = this.#over(from, to);
    const main = this.#main.range(series, from, to, limit);
    if (archives.length === 0) return main;
    const all = archives.flatMap((file) => file.range(series, from, to, limit));
    return distinct([...all, ...main].toSorted(byPlace)).slice(0, limit);
  }

  /** The raw parts of one window, in order. */
  at(series: number, start: number): StoredPart[] {
    const archives = this.#over(start, start + 1);
    const main = this.#main.at(series, start);
    if (archives.length === 0) return main;
    return distinct([...archives.flatMap((file) => file.at(series, start)), ...main].toSorted(byPlace));
  }

  /** Start of the last raw part that begins no later than a time. */
  lastStart(series: number, upTo: number): number | undefined {
    const main = this.#main.lastStart(series, upTo);
    const older = this.#over(main ?? 0, upTo + 1).map((file) => file.lastStart(series, upTo) ?? -1);
    const last = Math.max(main ?? -1, ...older);
    return last < 0 ? undefined : last;
  }

  /** Chunks of cells that begin in a stretch of time, in order. */
  heads(series: number, level: number, from: number, to: number): StoredHead[] {
    const archives = this.#over(from, to);
    const main = this.#main.heads(series, level, from, to);
    if (archives.length === 0) return main;
    const all = [...archives.flatMap((file) => file.heads(series, level, from, to)), ...main];
    return [...Map.groupBy(all, ({ start }) => start).values()]
      .map((same) => oneOf(same))
      .toSorted((a, b) => a.start - b.start);
  }

  /** The body of a chunk of cells of which there is one alone. */
  body(series: number, level: number, start: number): Buffer | undefined {
    const found = this.#main.body(series, level, start);
    if (found) return found;
    for (const file of this.#over(start, start + 1)) {
      const archived = file.body(series, level, start);
      if (archived) return archived;
    }
    return undefined;
  }

  /** Archives that hold anything of a stretch of time; one that is gone is left out. */
  #over(from: number, to: number): ChunkFile[] {
    if (this.#archives.length === 0) return [];
    return this.#archives.flatMap((archive) => {
      if (archive.from >= to || archive.to + longestSpanMs <= from) return [];
      const file = this.#file(archive);
      return file ? [file] : [];
    });
  }

  #file(archive: Archive): ChunkFile | null {
    const known = this.#open.get(archive.file);
    if (known !== undefined) return known;
    const opened = opening(archivePath(this.#dir, archive));
    // One that is missing is looked for again when the list changes or the station starts.
    this.#open.set(archive.file, opened);
    return opened;
  }
}

function opening(path: string): ChunkFile | null {
  if (!existsSync(path)) return null;
  try {
    return new ChunkFile(openForReading(path));
  } catch (error) {
    if (error instanceof Sqlite.SqliteError) return null;
    throw error;
  }
}

const byPlace = (a: StoredPart, b: StoredPart): number => a.start - b.start || a.part - b.part;

/** A part that is in two files while it moves is one part. */
function distinct(parts: readonly StoredPart[]): StoredPart[] {
  return parts.filter(({ start, part }, index) => {
    const before = parts[index - 1];
    return before?.start !== start || before.part !== part;
  });
}

function oneOf(same: readonly StoredHead[]): StoredHead {
  const [first = { start: 0, pass: 0 }] = same;
  const pass = Math.max(...same.map((head) => head.pass));
  return same.every((head) => head.pass === first.pass) ? first : { start: first.start, pass, whole: false };
}
