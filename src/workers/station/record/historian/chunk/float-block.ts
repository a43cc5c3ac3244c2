import { deflateRawSync } from 'node:zlib';
import type { ByteReader } from './byte-reader';
import type { ByteWriter } from './byte-writer';
import { ChunkDamaged } from './chunk-damaged';
import { inflated } from './integer-block';

/** Writes float64 values bit by bit as they are: bytes of equal weight together, deflated. */
export function encodeFloats(out: ByteWriter, values: Float64Array, count: number): void {
  const bytes = new Uint8Array(values.slice(0, count).buffer);
  const shuffled = new Uint8Array(bytes.length);
  for (let at = 0; at < bytes.length; at += 1) shuffled[(at & 7) * count + (at >> 3)] = bytes[at] ?? 0;
  const packed = deflateRawSync(shuffled, { level: 6 });
  out.count(packed.length);
  out.bytes(packed);
}

/** The inverse of {@link encodeFloats}. */
export function decodeFloats(reader: ByteReader, target: Float64Array, offset: number, count: number): void {
  const shuffled = inflated(reader.bytes(reader.count()), 8 * count);
  if (shuffled.length !== 8 * count) throw new ChunkDamaged('The chunk holds fewer values than it says.');
  const values = new Float64Array(count);
  const bytes = new Uint8Array(values.buffer);
  for (let at = 0; at < bytes.length; at += 1) bytes[at] = shuffled[(at & 7) * count + (at >> 3)] ?? 0;
  target.set(values, offset);
}
