import { open, stat, type FileHandle } from 'node:fs/promises';
import { headOf, mostHeadBytes, type CsvCursor } from './csv-cursor';

/** One file while it is being read, even after it was renamed. */
export interface FollowedFile {
  readonly offset: number;
  /** What is there beyond the offset, up to a bound; empty at the end. */
  read(): Promise<Uint8Array>;
  readAt(position: number, length: number): Promise<Uint8Array>;
  /** What became of it: grows on as it did, begins anew, or another file has its name. */
  check(): Promise<'same' | 'anew' | 'other'>;
  /** How it is recognised again. */
  mark(): Promise<Pick<CsvCursor, 'headBytes' | 'head'>>;
  close(): Promise<void>;
}

const chunkBytes = 256 * 1024;

/** @throws the system's error where it cannot be opened */
export async function followFile(path: string, from: number): Promise<FollowedFile> {
  const handle = await open(path, 'r');
  const { ino, dev } = await handle.stat();
  let offset = from;
  let known: Pick<CsvCursor, 'headBytes' | 'head'> | undefined;
  const readAt = (position: number, length: number): Promise<Uint8Array> =>
    readFrom(handle, position, length);
  const mark = async (): Promise<Pick<CsvCursor, 'headBytes' | 'head'>> => {
    if (known?.headBytes === mostHeadBytes) return known;
    const head = await readAt(0, mostHeadBytes);
    known = { headBytes: head.length, head: headOf(head) };
    return known;
  };
  const beginsAnew = async (): Promise<boolean> => {
    if ((await handle.stat()).size < offset) return true;
    return known !== undefined && headOf(await readAt(0, known.headBytes)) !== known.head;
  };
  return {
    get offset() {
      return offset;
    },
    read: async () => {
      const bytes = await readAt(offset, chunkBytes);
      offset += bytes.length;
      return bytes;
    },
    readAt,
    check: async () => {
      if (await beginsAnew()) return 'anew';
      const named = await stat(path).catch(() => undefined);
      // A file that is away for a moment is being replaced; until then there is nothing else to read.
      return named && (named.ino !== ino || named.dev !== dev) ? 'other' : 'same';
    },
    mark,
    close: () => handle.close(),
  };
}

async function readFrom(handle: FileHandle, position: number, length: number): Promise<Uint8Array> {
  const { bytesRead, buffer } = await handle.read(new Uint8Array(length), 0, length, position);
  return buffer.subarray(0, bytesRead);
}

/** True where a file still begins as the cursor says and reaches as far. */
export async function isSameFile(file: FollowedFile, cursor: CsvCursor): Promise<boolean> {
  const head = await file.readAt(0, cursor.headBytes);
  if (head.length !== cursor.headBytes || headOf(head) !== cursor.head) return false;
  const last = Buffer.from(await file.readAt(cursor.lastAt, cursor.last.length / 2)).toString('hex');
  return (
    last === cursor.last && (cursor.offset === 0 || (await file.readAt(cursor.offset - 1, 1)).length === 1)
  );
}
