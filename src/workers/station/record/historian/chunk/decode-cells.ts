import type { ByteReader } from './byte-reader';
import { emptyCells, type CellColumns, type DrawnCells } from './cell-columns';
import { cellParts, cellsVersion, meanOf, stdOf } from './cell-parts';
import { ChunkDamaged } from './chunk-damaged';
import { powersOfTen } from './decimal-scale';
import { decodeFloats } from './float-block';
import { decodeIntegers } from './integer-block';
import { openBody, peekBody } from './sealed-body';

/**
 * How many cells a chunk says it holds, from its head alone (its check sum is not looked at).
 * @throws ChunkDamaged
 */
export function cellCount(body: Uint8Array): number {
  const reader = peekBody(body);
  reader.byte();
  return reader.rows();
}

/**
 * The cells of a chunk; width and start are those it was packed with.
 * @throws ChunkDamaged
 */
export function decodeCells(body: Uint8Array, widthMs: number, chunkStart: number): CellColumns {
  openBody(body, cellsVersion);
  const cells = emptyCells(cellCount(body));
  decodeCellsInto(cells, 0, body, widthMs, chunkStart);
  return cells;
}

/**
 * Puts the cells of a chunk into columns from `offset` on; `std` may be left out, which saves its part of the work.
 * @returns how many cells
 * @throws ChunkDamaged (the rows may then be half written); RangeError when the columns are too short
 */
export function decodeCellsInto(
  target: DrawnCells & Partial<CellColumns>,
  offset: number,
  body: Uint8Array,
  widthMs: number,
  chunkStart: number,
): number {
  const reader = openBody(body, cellsVersion);
  const parts = reader.byte();
  const count = reader.rows();
  if (count > target.t.length - offset) throw new RangeError(`The columns have no room for ${count} cells.`);
  if (count === 0) return 0;
  const usable = decodeCounts(reader, target, offset, count, widthMs, chunkStart);
  const std = target.std ?? null;
  if (parts & cellParts.floats) {
    for (const column of [target.mean, target.min, target.max, ...(std ? [std] : [])])
      decodeFloats(reader, column, offset, usable);
  } else decodeWhole(reader, target, std, offset, usable);
  if (usable < count)
    for (const column of [target.mean, target.min, target.max, ...(std ? [std] : [])])
      spread(target.used, column, offset, count, usable);
  return count;
}

/** Fills t and the counts; returns how many cells have a usable value. */
function decodeCounts(
  reader: ByteReader,
  { t, n, used, good }: DrawnCells,
  offset: number,
  count: number,
  widthMs: number,
  chunkStart: number,
): number {
  for (const column of [t, n, used, good]) decodeIntegers(reader, column, offset, count);
  let usable = 0;
  for (let at = 0; at < count; at += 1) {
    const row = offset + at;
    const values = (n[row] ?? 0) - (used[row] ?? 0);
    t[row] = chunkStart + ((t[row] ?? 0) + at) * widthMs;
    used[row] = values;
    good[row] = values - (good[row] ?? 0);
    if (values > 0) usable += 1;
  }
  return usable;
}

let off = new Float64Array(1024);
let values = new Float64Array(1024);

/** Fills the first `usable` rows of mean, min, max and, where wanted, std. */
function decodeWhole(
  reader: ByteReader,
  { used, mean, min, max }: DrawnCells,
  std: Float64Array | null,
  offset: number,
  usable: number,
): void {
  const power = powersOfTen[reader.byte()];
  if (power === undefined) throw new ChunkDamaged('The chunk names a number of decimals there is not.');
  if (usable === 0) return;
  decodeIntegers(reader, mean, offset, usable);
  decodeIntegers(reader, min, offset, usable);
  decodeIntegers(reader, max, offset, usable);
  const most = takeValues(used, offset, usable);
  for (let at = 0; at < usable; at += 1) {
    const row = offset + at;
    const sum = mean[row] ?? 0;
    const middle = Math.floor((2 * sum + most) / (2 * most));
    const rest = sum - middle * most;
    off[at] = rest;
    mean[row] = meanOf(middle, rest, values[at] ?? 1, power);
    min[row] = (middle - (min[row] ?? 0)) / power;
    max[row] = (middle + (max[row] ?? 0)) / power;
  }
  if (!std) return;
  decodeIntegers(reader, std, offset, usable);
  for (let at = 0; at < usable; at += 1) {
    const rest = off[at] ?? 0;
    const squares = 2 * (std[offset + at] ?? 0) + Math.abs(rest);
    std[offset + at] = stdOf(rest, squares, values[at] ?? 1, power);
  }
}

/** Leaves the counts of the cells that have values in `values`; returns the largest. */
function takeValues(used: Float64Array, offset: number, usable: number): number {
  if (values.length < usable) {
    values = new Float64Array(2 * usable);
    off = new Float64Array(2 * usable);
  }
  let most = 0;
  for (let at = 0, row = offset; at < usable; row += 1) {
    const one = used[row] ?? 0;
    if (row >= used.length) break;
    if (one <= 0) continue;
    values[at] = one;
    at += 1;
    if (one > most) most = one;
  }
  return most;
}

/** Moves what was decoded to the front to the cells it is of; the others have none. */
function spread(
  used: Float64Array,
  column: Float64Array,
  offset: number,
  count: number,
  usable: number,
): void {
  let from = offset + usable - 1;
  for (let row = offset + count - 1; row >= offset; row -= 1) {
    const has = (used[row] ?? 0) > 0;
    column[row] = has ? (column[from] ?? 0) : Number.NaN;
    if (has) from -= 1;
  }
}
