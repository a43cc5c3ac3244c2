import { createHash } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readSync, writeSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';

const blockBytes = 4_000_000;

/** How a file is gone through: what each block is told to, and what ends it. */
export interface Going {
  readonly signal?: AbortSignal | undefined;
  readonly progress?: (bytes: number) => void;
}

export interface FileFacts {
  readonly bytes: number;
  readonly sha256: string;
}

/** Size and SHA-256 of a file as it is on the disk. */
export function hashFile(path: string, going: Going = {}): Promise<FileFacts> {
  return through(path, () => undefined, going);
}

/** Copies a file and answers what was read; on the disk when it resolves. */
export async function copyFile(from: string, to: string, going: Going = {}): Promise<FileFacts> {
  const file = openSync(to, 'wx');
  try {
    const facts = await through(from, (block) => void writeSync(file, block), going);
    fsyncSync(file);
    return facts;
  } finally {
    closeSync(file);
  }
}

/** Everything written to a file or the names in a folder are on the disk when it returns. */
export function syncPath(path: string): void {
  // Windows knows no such thing for folders, and keeps names in order by itself.
  const file = openSync(path, process.platform === 'win32' ? 'r+' : 'r');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** As {@link syncPath}, for a folder. */
export function syncFolder(path: string): void {
  if (process.platform !== 'win32') syncPath(path);
}

async function through(
  path: string,
  take: (block: Uint8Array) => void,
  { signal, progress }: Going,
): Promise<FileFacts> {
  const hash = createHash('sha256');
  const file = openSync(path, 'r');
  const buffer = Buffer.alloc(blockBytes);
  let bytes = 0;
  try {
    for (;;) {
      const read = readSync(file, buffer, 0, blockBytes, null);
      if (read === 0) return { bytes, sha256: hash.digest('hex') };
      const block = buffer.subarray(0, read);
      hash.update(block);
      take(block);
      bytes += read;
      progress?.(bytes);
      await nextTurn();
      signal?.throwIfAborted();
    }
  } finally {
    closeSync(file);
  }
}
