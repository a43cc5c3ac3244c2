import { unpackColumns } from '../../shared/contract/series-columns';
import type { SeriesHead } from '../../shared/contract/series';
import type { QualityId } from '../../shared/model/quality';
import type { AnalyserRanges } from './features/gas-rates';
import { cellValues, usableMean, windowMs, type InputCell, type InputTag } from './features/input-cell';

interface Known {
  readonly value: number | null;
  /** Why there is no value although there were samples. */
  readonly doubt: QualityId | null;
}

/**
 * The answer of `series.grid` as one cell per window, in order and without a hole: where history has no cell, the
 * inputs are null.
 * @param tags tag of each channel of the answer, in its order
 * @param from start of the first window
 * @param to end of the last
 * @param analysers a doubtful reading beyond them is one of an analyser at the end of its range
 */
export function gridCells(
  head: SeriesHead,
  data: ArrayBuffer,
  tags: readonly InputTag[],
  from: number,
  to: number,
  analysers: AnalyserRanges,
): InputCell[] {
  const columns = unpackColumns(
    data,
    head.channels.map((channel) => channel.points),
  );
  const byTag = new Map<InputTag, Map<number, Known>>();
  columns.forEach(({ t, mean, n, good }, i) => {
    const tag = tags[i];
    if (tag === undefined) return;
    const cells = new Map<number, Known>();
    t.forEach((start, row) => {
      const at = mean[row] ?? Number.NaN;
      const value = usableMean(at, n[row] ?? 0, good[row] ?? 0);
      const doubt = value === null && (n[row] ?? 0) > 0 ? doubtOf(tag, at, analysers) : null;
      cells.set(start, { value, doubt });
    });
    byTag.set(tag, cells);
  });
  const cells: InputCell[] = [];
  for (let start = from; start < to; start += windowMs) {
    const values = cellValues((tag) => byTag.get(tag)?.get(start)?.value ?? null);
    const doubts: Partial<Record<InputTag, QualityId>> = {};
    for (const tag of tags) {
      const doubt = byTag.get(tag)?.get(start)?.doubt;
      if (doubt) doubts[tag] = doubt;
    }
    cells.push({ end: start + windowMs, values, doubts });
  }
  return cells;
}

function doubtOf(tag: InputTag, mean: number, { o2, co2 }: AnalyserRanges): QualityId {
  const range = tag === 'OffGas_O2' ? o2 : tag === 'OffGas_CO2' ? co2 : null;
  return range && (mean >= range.high || mean <= range.low) ? 'off-range' : 'bad-input';
}
