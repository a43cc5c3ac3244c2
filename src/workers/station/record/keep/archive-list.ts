import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';

/** A file of past years, as historian.db knows it. It is complete before it is listed and never changes afterwards. */
const archiveSchema = z.object({
  file: z.string().regex(/^historian-\d{4}(-\d+)?\.db$/),
  year: z.number().int(),
  /** The stretch its chunks lie in, `to` not included; epoch ms. */
  from: z.number().int(),
  to: z.number().int(),
  chunks: z.number().int(),
  samples: z.number().int(),
  bytes: z.number().int(),
  sha256: z.string().length(64),
  /** Raw windows that a policy removed from it. */
  removed: z.number().int().default(0),
});
export type Archive = z.infer<typeof archiveSchema>;

export const archiveFolder = 'archive';
const key = 'archives';

/** Where an archive lies. */
export function archivePath(dataDir: string, { file }: Pick<Archive, 'file'>): string {
  return join(dataDir, archiveFolder, file);
}

/** Archives in the order in which they were made: of two samples of one time the earlier one counts. */
export function readArchives(text: string | undefined): Archive[] {
  return text === undefined ? [] : archiveSchema.array().parse(JSON.parse(text));
}

/** The archives that belong to a historian. */
export function archivesOf(db: Database): Archive[] {
  return readArchives(archiveText(db));
}

/** Notes which archives there are; in the transaction of the caller, or at once. */
export function putArchives(db: Database, archives: readonly Archive[]): void {
  db.prepare(
    'INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  ).run(key, JSON.stringify(archives));
}

/**
 * Number of the first part of a window: late samples of an archived one become parts of numbers from 1000 on, so that
 * they sort behind what was archived.
 */
export class FirstParts {
  readonly #text;
  #known: string | undefined;
  #archives: Archive[] = [];

  constructor(db: Database) {
    this.#text = db.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck();
  }

  of(start: number): number {
    const text = this.#text.get(key);
    if (text !== this.#known) this.#archives = readArchives(text);
    this.#known = text;
    return 1000 * this.#archives.filter(({ from, to }) => start >= from && start < to).length;
  }
}

function archiveText(db: Database): string | undefined {
  return db.prepare<[string], string>('SELECT value FROM meta WHERE key = ?').pluck().get(key);
}
