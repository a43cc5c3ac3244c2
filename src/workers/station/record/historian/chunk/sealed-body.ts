import { crc32 } from 'node:zlib';
import { ByteReader } from './byte-reader';
import type { ByteWriter } from './byte-writer';
import { ChunkDamaged } from './chunk-damaged';

const headBytes = 5;

/** What was written, behind its check sum (CRC-32, little-endian, over all that follows) and its version. */
export function sealBody(content: ByteWriter, version: number): Uint8Array<ArrayBuffer> {
  const written = content.written();
  const body = new Uint8Array(headBytes + written.length);
  body[4] = version;
  body.set(written, headBytes);
  const sum = crc32(body.subarray(4));
  for (let at = 0; at < 4; at += 1) body[at] = sum >>> (8 * at);
  return body;
}

/**
 * A reader at the content of a sealed body.
 * @throws ChunkDamaged when the check sum or the version is another
 */
export function openBody(body: Uint8Array, version: number): ByteReader {
  if (body.length <= headBytes) throw new ChunkDamaged('The chunk is cut short.');
  const [a = 0, b = 0, c = 0, d = 0, found] = body;
  const sum = (a | (b << 8) | (c << 16) | (d << 24)) >>> 0;
  if (crc32(body.subarray(4)) !== sum)
    throw new ChunkDamaged('The check sum is wrong: the chunk is not what was written.');
  if (found !== version)
    throw new ChunkDamaged(`The chunk is of version ${found}; this program reads version ${version}.`);
  return new ByteReader(body, headBytes);
}

/** A reader at the content without a look at the check sum: for a head that is read before the whole. */
export function peekBody(body: Uint8Array): ByteReader {
  return new ByteReader(body, headBytes);
}
