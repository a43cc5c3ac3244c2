import { qualityLevel, worstQuality } from '../../../shared/model/quality';
import type { ExportPlan } from '../../../shared/model/export-plan';
import { emptyRaw, type RawColumns } from '../record/raw-columns';

/** Quality codes are few; asking the table for each of millions of samples is not. */
const bad = Array.from({ length: 256 }, (_, code) => qualityLevel(code) === 'bad');

const isBad = (code: number): boolean => bad[code] ?? true;

/**
 * Samples of one channel as cells of a grid, each at its start. A cell's value is over the samples that are not bad
 * (the rule of the 30 s cells); its quality is the strongest doubt of those that entered, or of all where none did.
 */
export function gridCells(raw: RawColumns, gridMs: number, statistic: ExportPlan['statistic']): RawColumns {
  const ends = cellEnds(raw.t, gridMs);
  const cells = emptyRaw(ends.length);
  let from = 0;
  ends.forEach((to, cell) => {
    cells.t[cell] = Math.floor((raw.t[from] ?? 0) / gridMs) * gridMs;
    cellOf(raw, from, to, statistic, cells, cell);
    cells.seen[cell] = raw.seen[to - 1] ?? 0;
    cells.origin[cell] = raw.origin[to - 1] ?? 0;
    from = to;
  });
  return cells;
}

/** Index behind the last sample of each cell that has any. */
function cellEnds(t: Float64Array, gridMs: number): number[] {
  const ends: number[] = [];
  for (let i = 1; i <= t.length; i += 1) {
    const last = Math.floor((t[i - 1] ?? 0) / gridMs);
    if (i === t.length || Math.floor((t[i] ?? 0) / gridMs) !== last) ends.push(i);
  }
  return ends;
}

function cellOf(
  raw: RawColumns,
  from: number,
  to: number,
  statistic: ExportPlan['statistic'],
  cells: RawColumns,
  cell: number,
): void {
  let used = 0;
  let sum = 0;
  let chosen = Number.NaN;
  let quality = 0;
  let doubtOfAll = 0;
  for (let i = from; i < to; i += 1) {
    const value = raw.value[i] ?? Number.NaN;
    const code = raw.quality[i] ?? 0;
    if (code !== 0) doubtOfAll = worstQuality(doubtOfAll, code);
    if (Number.isNaN(value) || isBad(code)) continue;
    used += 1;
    sum += value;
    if (code !== 0) quality = worstQuality(quality, code);
    if (used === 1 || statistic === 'last') chosen = value;
    else if (statistic === 'min') chosen = Math.min(chosen, value);
    else if (statistic === 'max') chosen = Math.max(chosen, value);
  }
  cells.value[cell] = statistic === 'mean' ? (used > 0 ? sum / used : Number.NaN) : chosen;
  cells.quality[cell] = used > 0 ? quality : doubtOfAll;
}
