import { emptyColumns, type SeriesColumns } from '../contract/series-columns';

/** Points of a series with the number of values behind each mean, so that means can be merged exactly. */
export interface WeightedColumns extends SeriesColumns {
  readonly used: Float64Array;
}

/**
 * Width of drawn cells such that a window touches at most `widthPx` of them. It depends on the window's length alone,
 * and cells lie on absolute multiples of it, so that a picture does not shimmer while it is moved.
 * @param spanMs length of the window
 * @param stepMs width of what is merged: the result is a multiple of it
 */
export function drawnCellMs(spanMs: number, widthPx: number, stepMs: number): number {
  const perPixel = spanMs / Math.max(1, widthPx - 1);
  return Math.max(1, Math.ceil(perPixel / stepMs)) * stepMs;
}

/**
 * Merges neighbouring points into cells of `cellMs`: the least minimum, the greatest maximum, the mean weighted by the
 * values behind it, counts added up. Cells without a point do not appear; cells without a usable value are NaN.
 * @param points in order of time
 */
export function decimate(points: WeightedColumns, cellMs: number): WeightedColumns {
  const cells = countCells(points.t, cellMs);
  const merged: WeightedColumns = { ...emptyColumns(cells), used: new Float64Array(cells) };
  let from = 0;
  for (let cell = 0; cell < cells; cell += 1) {
    const start = startOf(points.t[from], cellMs);
    let to = from + 1;
    while (to < points.t.length && startOf(points.t[to], cellMs) === start) to += 1;
    merged.t[cell] = start;
    mergeInto(merged, cell, points, from, to);
    from = to;
  }
  return merged;
}

function mergeInto(
  merged: WeightedColumns,
  cell: number,
  points: WeightedColumns,
  from: number,
  to: number,
): void {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let sum = 0;
  let used = 0;
  let n = 0;
  let good = 0;
  for (let at = from; at < to; at += 1) {
    const rows = points.n[at] ?? 0;
    const weight = points.used[at] ?? 0;
    n += rows;
    good += (rows * (points.good[at] ?? 0)) / 100;
    if (weight === 0) continue;
    used += weight;
    sum += weight * (points.mean[at] ?? 0);
    min = Math.min(min, points.min[at] ?? min);
    max = Math.max(max, points.max[at] ?? max);
  }
  merged.min[cell] = used === 0 ? Number.NaN : min;
  merged.max[cell] = used === 0 ? Number.NaN : max;
  merged.mean[cell] = used === 0 ? Number.NaN : sum / used;
  merged.n[cell] = n;
  merged.used[cell] = used;
  // Counts are whole: rounding takes back what the percentages lost.
  merged.good[cell] = n === 0 ? 0 : (100 * Math.round(good)) / n;
}

function countCells(t: Float64Array, cellMs: number): number {
  let cells = 0;
  let last = Number.NaN;
  for (const time of t) {
    const start = startOf(time, cellMs);
    if (start !== last) cells += 1;
    last = start;
  }
  return cells;
}

function startOf(t: number | undefined, cellMs: number): number {
  return Math.floor((t ?? 0) / cellMs) * cellMs;
}
