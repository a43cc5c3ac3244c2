import { ByteWriter } from './byte-writer';
import type { CellColumns } from './cell-columns';
import { cellParts, cellsVersion } from './cell-parts';
import { encodeFloats } from './float-block';
import { encodeIntegers } from './integer-block';
import { sealBody } from './sealed-body';
import { usableRows, wholeCells, type WholeCells } from './whole-cells';

const out = new ByteWriter();

/**
 * Packs cells of one series and width into a chunk. Every `t` is `chunkStart` plus a multiple of `widthMs`, ascending;
 * cells that are absent cost nothing. Counts, min and max come back exactly, mean and std within 1e-12 (or within what
 * adding up values of that size loses to rounding).
 * Layout after check sum and version: parts, count, indices, n, n - used, used - good, then mean, min, max and std
 * (last, for who only draws).
 */
export function encodeCells(
  cells: CellColumns,
  widthMs: number,
  chunkStart: number,
): Uint8Array<ArrayBuffer> {
  const count = cells.t.length;
  const whole = wholeCells(cells);
  out.clear();
  out.byte(whole ? 0 : cellParts.floats);
  out.count(count);
  if (count > 0) {
    encodeIntegers(
      out,
      cells.t.map((t, at) => (t - chunkStart) / widthMs - at),
      count,
    );
    encodeIntegers(out, cells.n, count);
    encodeIntegers(
      out,
      cells.n.map((n, at) => n - (cells.used[at] ?? 0)),
      count,
    );
    encodeIntegers(
      out,
      cells.used.map((used, at) => used - (cells.good[at] ?? 0)),
      count,
    );
    if (whole) encodeWhole(whole);
    else encodeExact(cells);
  }
  return sealBody(out, cellsVersion);
}

/**
 * Means as sums over the usual number of values, so that they move smoothly from cell to cell; min and max from the
 * rounded mean; squares without the bit that follows from the sum.
 */
function encodeWhole({ decimals, count, used, middle, off, squares, min, max }: WholeCells): void {
  out.byte(decimals);
  if (count === 0) return;
  const most = used.reduce((a, b) => Math.max(a, b), 0);
  encodeIntegers(
    out,
    middle.map((mid, at) => mid * most + (off[at] ?? 0)),
    count,
  );
  encodeIntegers(
    out,
    min.map((low, at) => (middle[at] ?? 0) - low),
    count,
  );
  encodeIntegers(
    out,
    max.map((high, at) => high - (middle[at] ?? 0)),
    count,
  );
  encodeIntegers(
    out,
    squares.map((sum, at) => (sum - Math.abs(off[at] ?? 0)) / 2),
    count,
  );
}

function encodeExact(cells: CellColumns): void {
  const rows = usableRows(cells);
  for (const column of [cells.mean, cells.min, cells.max, cells.std])
    encodeFloats(
      out,
      Float64Array.from(rows, (row) => column[row] ?? 0),
      rows.length,
    );
}
