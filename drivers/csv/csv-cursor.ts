import { createHash } from 'node:crypto';
import { z } from 'zod';

/** Where reading of a file stands. Everything before `offset` is recorded. */
export interface CsvCursor {
  readonly path: string;
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
  headBytes: z.number().int().positive(),
  head: z.string(),
  header: z.string(),
  offset: z.number().int().nonnegative(),
  lastAt: z.number().int().nonnegative(),
  last: z.string(),
});

/** Bytes of a row that are kept to recognise it. */
export const mostLastBytes = 64;

/** @returns undefined for anything that is no cursor of this file */
export function readCursor(text: string | undefined, path: string): CsvCursor | undefined {
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
