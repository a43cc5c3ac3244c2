import type { RawColumns } from '../../raw-columns';
import { cellStart } from '../cell-level';
import { isGood, isUsable } from '../cell-statistics';
import { emptyCells, type CellColumns } from './cell-columns';

/** Cells of raw columns, in order of time; the numbers are those of `cellStatistics` over the samples of each cell. */
export function cellsOf(columns: Pick<RawColumns, 't' | 'value' | 'quality'>, widthMs: number): CellColumns {
  const cells = emptyCells(countCells(columns.t, widthMs));
  let from = 0;
  for (let cell = 0; cell < cells.t.length; cell += 1) {
    const start = cellStart(columns.t[from] ?? 0, widthMs);
    let to = from + 1;
    while (to < columns.t.length && (columns.t[to] ?? 0) < start + widthMs) to += 1;
    cells.t[cell] = start;
    fill(cells, cell, columns, from, to);
    from = to;
  }
  return cells;
}

/** One pass for counts, sum and range, one for the squares: the order of summation of `cellStatistics`. */
function fill(
  cells: CellColumns,
  cell: number,
  { value, quality }: Pick<RawColumns, 'value' | 'quality'>,
  from: number,
  to: number,
): void {
  let used = 0;
  let good = 0;
  let sum = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let at = from; at < to; at += 1) {
    const one = value[at] ?? Number.NaN;
    judge(quality[at] ?? 0);
    if (Number.isNaN(one) || !judged.usable) continue;
    used += 1;
    if (judged.good) good += 1;
    sum += one;
    if (one < min) min = one;
    if (one > max) max = one;
  }
  const mean = sum / used;
  let squares = 0;
  for (let at = from; at < to; at += 1) {
    const one = value[at] ?? Number.NaN;
    judge(quality[at] ?? 0);
    if (judged.usable && !Number.isNaN(one)) squares += (one - mean) ** 2;
  }
  cells.n[cell] = to - from;
  cells.used[cell] = used;
  cells.good[cell] = good;
  cells.mean[cell] = used === 0 ? Number.NaN : mean;
  cells.std[cell] = used === 0 ? Number.NaN : Math.sqrt(squares / used);
  cells.min[cell] = used === 0 ? Number.NaN : min;
  cells.max[cell] = used === 0 ? Number.NaN : max;
}

/** What the last code looked at means: codes come in long runs, and looking one up costs more than the sum. */
const judged = { code: 0, usable: true, good: true };

function judge(code: number): void {
  if (code === judged.code) return;
  judged.code = code;
  judged.usable = isUsable(0, code);
  judged.good = isGood(0, code);
}

function countCells(t: Float64Array, widthMs: number): number {
  let cells = 0;
  let end = Number.NEGATIVE_INFINITY;
  for (const time of t) {
    if (time < end) continue;
    cells += 1;
    end = cellStart(time, widthMs) + widthMs;
  }
  return cells;
}
