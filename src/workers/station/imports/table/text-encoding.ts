import { open } from 'node:fs/promises';
import { createReadStream } from 'node:fs';
import { analyse } from 'chardet';
import { Refusal } from '../../../../shared/model/refusal';

const sampleBytes = 256 * 1024;
/** Below this the guess of a table of letter frequencies is not better than the usual one. */
const sureConfidence = 60;

/** The first bytes of a file. */
export async function headBytes(path: string, length = sampleBytes): Promise<Uint8Array> {
  const handle = await open(path, 'r');
  try {
    const buffer = new Uint8Array(length);
    let filled = 0;
    while (filled < length) {
      const { bytesRead } = await handle.read(buffer, filled, length - filled, filled);
      if (bytesRead === 0) break;
      filled += bytesRead;
    }
    return buffer.subarray(0, filled);
  } finally {
    await handle.close();
  }
}

/** The encoding of a text, from its mark, its bytes or its letters. */
export function detectEncoding(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  for (let i = 0; i < Math.min(bytes.length, 4096); i += 1)
    if (bytes[i] === 0) zeros[i % 2] = (zeros[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = zeros;
  if (odd > 20 * even && odd > 4) return 'utf-16le';
  if (even > 20 * odd && even > 4) return 'utf-16be';
  if (isUtf8(bytes)) return 'utf-8';
  const [best] = analyse(bytes);
  const name = best && best.confidence >= sureConfidence ? best.name.toLowerCase() : 'windows-1252';
  return isEncoding(name) ? name : 'windows-1252';
}

/** True for a label this machine decodes. */
export function isEncoding(label: string): boolean {
  try {
    return new TextDecoder(label).encoding !== '';
  } catch {
    return false;
  }
}

/** A letter may be cut at the end of the sample. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/**
 * A file as text, piece by piece.
 * @param hash told every byte
 * @throws Refusal where the encoding is none
 */
export async function* textPieces(
  path: string,
  encoding: string,
  hash?: (bytes: Uint8Array) => void,
): AsyncGenerator<{ text: string; bytes: number }> {
  if (!isEncoding(encoding))
    throw new Refusal('REFUSED', `${encoding} is no encoding this station knows`, 'encoding');
  const decoder = new TextDecoder(encoding);
  const stream = createReadStream(path, { highWaterMark: 1 << 17 }) as AsyncIterable<Buffer>;
  for await (const bytes of stream) {
    hash?.(bytes);
    yield { text: decoder.decode(bytes, { stream: true }), bytes: bytes.length };
  }
  const rest = decoder.decode();
  if (rest !== '') yield { text: rest, bytes: 0 };
}
