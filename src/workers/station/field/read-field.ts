import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { longestFieldLine, type FieldEnd, type FieldEntry } from '../../../shared/model/field-file';
import { Refusal } from '../../../shared/model/refusal';
import { ChainReader, type ChainEnd } from './chain-line';

/** What is known of a file once it is read through. */
export interface ReadThrough {
  /** Null where the file does not say that it is complete. */
  readonly end: FieldEnd | null;
  readonly sha256: string;
  readonly bytes: number;
  /** Bytes of whole lines. */
  readonly wholeBytes: number;
  readonly chain: ChainEnd;
}

export interface FieldReader {
  /**
   * Every entry in order, each checked before it is handed out.
   * @throws Refusal with words where the file is damaged, altered, foreign or of a newer version
   */
  entries(): AsyncGenerator<FieldEntry>;
  /** Share of the file that is read, 0 to 1. */
  done(): number;
  /** Once all entries are read. */
  through(): ReadThrough;
}

/** @throws Refusal `NOT_FOUND` where there is no such file */
export async function openField(path: string): Promise<FieldReader> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw new Refusal('NOT_FOUND', `There is no file ${path}`, 'path');
  if (found.size === 0) throw new Refusal('REFUSED', 'The file is empty', 'path');
  const chain = new ChainReader();
  const hash = createHash('sha256');
  let [bytes, wholeBytes] = [0, 0];
  let end: FieldEnd | null = null;

  async function* entries(): AsyncGenerator<FieldEntry> {
    for await (const line of linesOf(path, (piece) => {
      hash.update(piece);
      bytes += piece.length;
    })) {
      const entry = chain.take(line);
      wholeBytes += line.length + 1;
      if (entry.kind === 'end') ({ end } = { end: entry });
      yield entry;
    }
    if (wholeBytes === 0)
      throw new Refusal('REFUSED', 'This is no field file, or it was cut within its first line', 'path');
    if (end && wholeBytes < bytes)
      throw new Refusal(
        'REFUSED',
        'Something was added behind the end of the file: nothing of it is taken',
        'path',
      );
  }
  return {
    entries,
    done: () => Math.min(1, bytes / found.size),
    through: () => ({ end, sha256: hash.copy().digest('hex'), bytes, wholeBytes, chain: chain.chain }),
  };
}

/** Whole lines without their line feed; a last line without one was not written to its end and is left out. */
async function* linesOf(path: string, took: (piece: Buffer) => void): AsyncGenerator<Uint8Array> {
  let rest: Buffer[] = [];
  let restBytes = 0;
  for await (const piece of createReadStream(path, { highWaterMark: 256 * 1024 })) {
    const chunk = piece as Buffer;
    took(chunk);
    let from = 0;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, from)) {
      yield Buffer.concat([...rest, chunk.subarray(from, at)]);
      rest = [];
      restBytes = 0;
      from = at + 1;
    }
    rest.push(chunk.subarray(from));
    restBytes += chunk.length - from;
    if (restBytes > longestFieldLine)
      throw new Refusal(
        'REFUSED',
        'This is no field file, or its beginning is damaged: choose a recording that ends in .btfield',
        'path',
      );
  }
}
