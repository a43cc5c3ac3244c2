import { open, type FileHandle } from 'node:fs/promises';
import type { FieldEntryBody } from '../../../shared/model/field-file';
import { chainBegin, printLine, type ChainEnd, type Sign } from './chain-line';

/** Appends entries to a field file; each is on the disk when its promise resolves, whole or not at all. */
export interface FieldWriter {
  append(entries: readonly FieldEntryBody[]): Promise<void>;
  readonly bytes: number;
  close(): Promise<void>;
}

/** Begins a file that must not exist yet. */
export async function createFieldFile(path: string, sign: Sign): Promise<FieldWriter> {
  return writerOn(await open(path, 'wx', 0o600), 0, chainBegin, sign);
}

/** Goes on behind the last whole entry of a file that was not closed; what follows it is cut off. */
export async function resumeFieldFile(
  path: string,
  { wholeBytes, chain }: { readonly wholeBytes: number; readonly chain: ChainEnd },
  sign: Sign,
): Promise<FieldWriter> {
  const file = await open(path, 'r+');
  await file.truncate(wholeBytes);
  return writerOn(file, wholeBytes, chain, sign);
}

function writerOn(file: FileHandle, start: number, begin: ChainEnd, sign: Sign): FieldWriter {
  let bytes = start;
  let chain = begin;
  let waiting: Promise<void> = Promise.resolve();

  const write = async (entries: readonly FieldEntryBody[]): Promise<void> => {
    let next = chain;
    const lines = entries.map((entry) => {
      const printed = printLine(entry, next, sign);
      next = printed.chain;
      return printed.line;
    });
    const piece = Buffer.from(lines.join(''));
    try {
      await writeAll(file, piece, bytes);
      await file.datasync();
    } catch (error) {
      // A disk that ran full may have taken a part of it: the next attempt begins where this one did.
      await file.truncate(bytes).catch(() => undefined);
      throw error;
    }
    bytes += piece.length;
    chain = next;
  };
  return {
    append: (entries) => {
      const done = waiting.then(() => write(entries));
      waiting = done.catch(() => undefined);
      return done;
    },
    get bytes() {
      return bytes;
    },
    close: async () => {
      await waiting;
      await file.close();
    },
  };
}

async function writeAll(file: FileHandle, piece: Buffer, at: number): Promise<void> {
  let written = 0;
  while (written < piece.length) {
    const { bytesWritten } = await file.write(piece, written, piece.length - written, at + written);
    written += bytesWritten;
  }
}
