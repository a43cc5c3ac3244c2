import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { CsvFile } from '../../src/shared/model/csv-connection';

/** Where reading of a file stands. Everything before `offset` is recorded. */
export interface CsvCursor {
  readonly path: string;
  /** How the file was read up to there: read another way, its rows may mean something else. */
  readonly settings: string;
  /** Bytes at the beginning of the file that `head` is made of: another beginning is another file. */
  readonly headBytes: number;
  readonly head: string;
  readonly header: string;
  readonly offset: number;
  /** The end of the last row that was read, where it stands: a file written anew has another there. */
  readonly lastAt: number;
  readonly last: string;
}

/** Bytes a file is known by. */
export const mostHeadBytes = 1024;

const schema = z.object({
  path: z.string(),
  settings: z.string(),
  headBytes: z.number().int().positive(),
  head: z.string(),
  header: z.string(),
  offset: z.number().int().nonnegative(),
  lastAt: z.number().int().nonnegative(),
  last: z.string(),
});

/** Bytes of a row that are kept to recognise it. */
export const mostLastBytes = 64;

/** What of the settings decides how rows are read. */
export function settingsOf({ fromStart: _fromStart, ...file }: CsvFile): string {
  return createHash('sha256').update(JSON.stringify(file)).digest('hex').slice(0, 16);
}

/**
 * @returns undefined for anything that is no cursor of this file, and where the file is to be read again because its
 * settings were changed: rows that were refused may be good now, and those that were recorded stay as they are
 */
export function readCursor(text: string | undefined, file: CsvFile): CsvCursor | undefined {
  const cursor = cursorIn(text, file.path);
  const again = file.fromStart && file.timeFormat !== 'arrival';
  return cursor && again && cursor.settings !== settingsOf(file) ? undefined : cursor;
}

function cursorIn(text: string | undefined, path: string): CsvCursor | undefined {
  if (text === undefined) return undefined;
  try {
    const read = schema.safeParse(JSON.parse(text));
    return read.success && read.data.path === path ? read.data : undefined;
  } catch {
    return undefined;
  }
}

export function headOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
