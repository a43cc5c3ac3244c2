import { qualityLevel } from '../../../../shared/model/quality';

/** What a cell says of its samples. Mean, std (ddof 0), min and max are over the `used` values; null without any. */
export interface CellStatistics {
  readonly n: number;
  readonly used: number;
  readonly good: number;
  readonly mean: number | null;
  readonly std: number | null;
  readonly min: number | null;
  readonly max: number | null;
}

/** Value and quality code of a stored sample. */
export type ValueRow = readonly [value: number | null, quality: number];

/** Statistics over values whose quality is not bad; `n` counts every row, `good` those with a good value. */
export function cellStatistics(rows: readonly ValueRow[]): CellStatistics {
  const values: number[] = [];
  let good = 0;
  for (const [value, quality] of rows) {
    if (!isUsable(value, quality)) continue;
    values.push(value);
    if (isGood(value, quality)) good += 1;
  }
  return { n: rows.length, used: values.length, good, ...moments(values) };
}

/** True for a value that may enter a statistic. */
export function isUsable(value: number | null, quality: number): value is number {
  return value !== null && qualityLevel(quality) !== 'bad';
}

/** True for a value without any doubt. */
export function isGood(value: number | null, quality: number): value is number {
  return value !== null && qualityLevel(quality) === 'good';
}

function moments(values: readonly number[]): Pick<CellStatistics, 'mean' | 'std' | 'min' | 'max'> {
  if (values.length === 0) return { mean: null, std: null, min: null, max: null };
  let sum = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    sum += value;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { mean, std: Math.sqrt(squares / values.length), min, max };
}
