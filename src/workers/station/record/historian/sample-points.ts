import { emptyColumns } from '../../../../shared/contract/series-columns';
import type { WeightedColumns } from '../../../../shared/calc/decimate';
import { isGood, isUsable } from './cell-statistics';

/** Time, value and quality code of a stored sample. */
export type SampleRow = readonly [t: number, value: number | null, quality: number];

/** Samples as points of one row each; NaN where the value is null or bad. */
export function samplePoints(rows: readonly SampleRow[]): WeightedColumns {
  const points: WeightedColumns = { ...emptyColumns(rows.length), used: new Float64Array(rows.length) };
  rows.forEach(([t, value, quality], index) => {
    const usable = isUsable(value, quality);
    const number = usable ? value : Number.NaN;
    points.t[index] = t;
    points.min[index] = number;
    points.max[index] = number;
    points.mean[index] = number;
    points.n[index] = 1;
    points.used[index] = usable ? 1 : 0;
    points.good[index] = isGood(value, quality) ? 100 : 0;
  });
  return points;
}
