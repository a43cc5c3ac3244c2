import { deflateRawSync } from 'node:zlib';
import { ByteReader } from './byte-reader';
import { ByteWriter } from './byte-writer';
import { ChunkDamaged } from './chunk-damaged';
import { inflated } from './integer-block';

const runs = new ByteWriter();

/** Writes codes (whole, 0 to 2^53) as runs: code and length, deflated where that helps. */
export function encodeRuns(out: ByteWriter, codes: Float64Array, from: number, to: number): void {
  runs.clear();
  for (let start = from; start < to;) {
    const code = codes[start] ?? 0;
    let end = start + 1;
    while (end < to && codes[end] === code) end += 1;
    runs.count(code);
    runs.count(end - start);
    start = end;
  }
  const plain = runs.written();
  const packed = plain.length > 40 ? deflateRawSync(plain, { level: 6 }) : plain;
  const deflated = packed.length < plain.length;
  out.count(2 * (deflated ? packed.length : plain.length) + (deflated ? 1 : 0));
  out.bytes(deflated ? packed : plain);
}

/** The inverse of {@link encodeRuns}. */
export function decodeRuns(reader: ByteReader, target: Float64Array, offset: number, count: number): void {
  const head = reader.count();
  const bytes = reader.bytes(Math.floor(head / 2));
  const source = new ByteReader(head % 2 === 1 ? inflated(bytes, 18 * count) : bytes);
  const end = offset + count;
  for (let at = offset; at < end;) {
    const code = source.count();
    const length = source.count();
    if (length === 0 || length > end - at) throw new ChunkDamaged('A run in the chunk has no true length.');
    target.fill(code, at, at + length);
    at += length;
  }
}
