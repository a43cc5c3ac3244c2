import { ChunkDamaged } from './chunk-damaged';

/** The most samples or cells of one chunk. */
export const mostRows = 2 ** 20;

/** Reads what a `ByteWriter` wrote; every step beyond the end is a `ChunkDamaged`. */
export class ByteReader {
  at: number;

  constructor(
    readonly body: Uint8Array,
    from = 0,
  ) {
    this.at = from;
  }

  byte(): number {
    const value = this.body[this.at];
    if (value === undefined) throw new ChunkDamaged('The chunk is cut short.');
    this.at += 1;
    return value;
  }

  count(): number {
    let value = 0;
    for (let weight = 1; weight < 2 ** 54; weight *= 128) {
      const byte = this.byte();
      value += (byte % 128) * weight;
      if (byte < 128) return value;
    }
    throw new ChunkDamaged('A number in the chunk never ends.');
  }

  /** How many samples or cells a chunk holds; a number beyond {@link mostRows} would only fill the memory. */
  rows(): number {
    const rows = this.count();
    if (rows > mostRows) throw new ChunkDamaged(`The chunk says it holds ${rows} rows: more than one may.`);
    return rows;
  }

  signed(): number {
    const head = this.byte();
    const rest = (head % 64) + (head > 127 ? 64 * this.count() : 0);
    return head % 128 > 63 ? -rest : rest;
  }

  /** A view of the next bytes. */
  bytes(length: number): Uint8Array {
    const from = this.at;
    if (length > this.body.length - from) throw new ChunkDamaged('The chunk is cut short.');
    this.at += length;
    return this.body.subarray(from, this.at);
  }
}
