import { emptyRaw, type RawColumns } from '../../raw-columns';
import type { ByteReader } from './byte-reader';
import { ChunkDamaged } from './chunk-damaged';
import { decodeRuns } from './code-runs';
import { powersOfTen } from './decimal-scale';
import { decodeFloats } from './float-block';
import { decodeIntegers } from './integer-block';
import { rawParts, rawVersion } from './raw-parts';
import { openBody, peekBody } from './sealed-body';

/** The columns a trend needs of a chunk. */
export type PointColumns = Pick<RawColumns, 't' | 'value' | 'quality'>;

/**
 * How many samples a chunk says it holds, from its head alone (its check sum is not looked at).
 * @throws ChunkDamaged
 */
export function rawCount(body: Uint8Array): number {
  const reader = peekBody(body);
  reader.byte();
  return reader.rows();
}

/**
 * Everything a sealed chunk holds.
 * @throws ChunkDamaged
 */
export function decodeRaw(body: Uint8Array): RawColumns {
  openBody(body, rawVersion);
  const columns = emptyRaw(rawCount(body));
  decodeRawInto(columns, 0, body);
  return columns;
}

/**
 * Puts the samples of a chunk into columns from `offset` on.
 * @returns how many samples
 * @throws ChunkDamaged (the rows may then be half written); RangeError when the columns are too short
 */
export function decodeRawInto(target: RawColumns, offset: number, body: Uint8Array): number {
  const reader = openBody(body, rawVersion);
  const parts = reader.byte();
  const count = decodePoints(reader, parts, target, offset);
  decodeArrival(reader, parts, target, offset, count);
  return count;
}

/** The same without `seen` and `origin`: what drawing needs. */
export function decodePointsInto(target: PointColumns, offset: number, body: Uint8Array): number {
  const reader = openBody(body, rawVersion);
  return decodePoints(reader, reader.byte(), target, offset);
}

function decodePoints(reader: ByteReader, parts: number, target: PointColumns, offset: number): number {
  const count = reader.rows();
  if (count > target.t.length - offset)
    throw new RangeError(`The columns have no room for ${count} samples.`);
  if (parts & rawParts.floatTimes) decodeFloats(reader, target.t, offset, count);
  else decodeTimes(reader, target.t, offset, count);
  if (parts & rawParts.nulls) decodeSparse(reader, parts, target, offset, count);
  else if (parts & rawParts.empty) target.value.fill(Number.NaN, offset, offset + count);
  else decodeValues(reader, parts, target.value, offset, count);
  if (parts & rawParts.quality) decodeRuns(reader, target.quality, offset, count);
  else target.quality.fill(0, offset, offset + count);
  return count;
}

function decodeTimes(reader: ByteReader, t: Float64Array, offset: number, count: number): void {
  const first = reader.signed();
  const step = reader.count();
  decodeIntegers(reader, t, offset, count);
  for (let at = 0; at < count; at += 1) t[offset + at] = first + at * step + (t[offset + at] ?? 0);
}

function decodeValues(
  reader: ByteReader,
  parts: number,
  value: Float64Array,
  offset: number,
  count: number,
): void {
  if (parts & rawParts.floats) {
    decodeFloats(reader, value, offset, count);
    return;
  }
  const power = powersOfTen[reader.byte()];
  if (power === undefined) throw new ChunkDamaged('The chunk names a number of decimals there is not.');
  decodeIntegers(reader, value, offset, count, power);
}

/** Values with nulls between them: decoded together at the front, then moved back to their rows from the last on. */
function decodeSparse(
  reader: ByteReader,
  parts: number,
  { value, quality }: PointColumns,
  offset: number,
  count: number,
): void {
  // The quality column is the scratch of the nulls: it is filled right after this.
  decodeRuns(reader, quality, offset, count);
  let usable = 0;
  for (let at = offset; at < offset + count; at += 1) if (quality[at] === 0) usable += 1;
  if (usable === 0) throw new ChunkDamaged('The chunk says it holds values, and holds none.');
  decodeValues(reader, parts, value, offset, usable);
  let from = offset + usable - 1;
  for (let at = offset + count - 1; at >= offset; at -= 1) {
    if (quality[at] !== 0) value[at] = Number.NaN;
    else {
      value[at] = value[from] ?? 0;
      from -= 1;
    }
  }
}

function decodeArrival(
  reader: ByteReader,
  parts: number,
  { t, seen, origin }: RawColumns,
  offset: number,
  count: number,
): void {
  if (parts & rawParts.delays) {
    decodeIntegers(reader, seen, offset, count);
    for (let at = offset; at < offset + count; at += 1) seen[at] = (t[at] ?? 0) + 1000 * (seen[at] ?? 0);
  } else seen.set(t.subarray(offset, offset + count), offset);
  if (parts & rawParts.origin) decodeRuns(reader, origin, offset, count);
  else origin.fill(0, offset, offset + count);
}
