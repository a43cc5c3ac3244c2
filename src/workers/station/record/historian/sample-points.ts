import { emptyColumns } from '../../../../shared/contract/series-columns';
import type { WeightedColumns } from '../../../../shared/calc/decimate';
import type { RawColumns } from '../raw-columns';
import { isGood, isUsable } from './cell-statistics';

/** Samples as points of one row each; NaN where the value is null or bad. */
export function samplePoints({
  t,
  value,
  quality,
}: Pick<RawColumns, 't' | 'value' | 'quality'>): WeightedColumns {
  const rows = t.length;
  const points: WeightedColumns = { ...emptyColumns(rows), used: new Float64Array(rows) };
  points.t.set(t);
  points.n.fill(1);
  for (let row = 0; row < rows; row += 1) {
    const one = value[row] ?? Number.NaN;
    const code = quality[row] ?? 0;
    const measured = Number.isNaN(one) ? null : one;
    const usable = code === 0 ? measured !== null : isUsable(measured, code);
    const number = usable ? one : Number.NaN;
    points.min[row] = number;
    points.max[row] = number;
    points.mean[row] = number;
    points.used[row] = usable ? 1 : 0;
    points.good[row] = usable && (code === 0 || isGood(measured, code)) ? 100 : 0;
  }
  return points;
}
