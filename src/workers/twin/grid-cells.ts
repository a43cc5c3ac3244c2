import { unpackColumns } from '../../shared/contract/series-columns';
import type { SeriesHead } from '../../shared/contract/series';
import { cellValues, usableMean, windowMs, type InputCell, type InputTag } from './features/input-cell';

/**
 * The answer of `series.grid` as one cell per window, in order and without a hole: where history has no cell, the
 * inputs are null.
 * @param tags tag of each channel of the answer, in its order
 * @param from start of the first window
 * @param to end of the last
 */
export function gridCells(
  head: SeriesHead,
  data: ArrayBuffer,
  tags: readonly InputTag[],
  from: number,
  to: number,
): InputCell[] {
  const columns = unpackColumns(
    data,
    head.channels.map((channel) => channel.points),
  );
  const byTag = new Map<InputTag, Map<number, number | null>>();
  columns.forEach(({ t, mean, n, good }, i) => {
    const tag = tags[i];
    if (tag === undefined) return;
    const cells = new Map<number, number | null>();
    t.forEach((start, row) =>
      cells.set(start, usableMean(mean[row] ?? Number.NaN, n[row] ?? 0, good[row] ?? 0)),
    );
    byTag.set(tag, cells);
  });
  const cells: InputCell[] = [];
  for (let start = from; start < to; start += windowMs) {
    cells.push({ end: start + windowMs, values: cellValues((tag) => byTag.get(tag)?.get(start) ?? null) });
  }
  return cells;
}
