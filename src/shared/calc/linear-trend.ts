import { pearson } from './cross-correlation';
import { studentPValue } from './distributions';
import { fitLine } from './growth';

/** Line through a series over 0 … n−1, or over given abscissas. Null where a part has no meaning. */
export interface LinearTrend {
  readonly slope: number | null;
  readonly intercept: number | null;
  readonly r: number | null;
  /** Standard error of the slope. */
  readonly standardError: number | null;
  /** Two-sided, that there is no slope. */
  readonly p: number | null;
}

const noTrend: LinearTrend = { slope: null, intercept: null, r: null, standardError: null, p: null };

/** Least-squares trend with the significance of its slope (science.md D7). */
export function linearTrend(y: readonly number[], x: readonly number[] = y.map((_, i) => i)): LinearTrend {
  const n = y.length;
  if (n < 2 || x.length !== n || ![...x, ...y].every((v) => Number.isFinite(v))) return noTrend;
  const line = fitLine(x, y);
  if (line === null || !Number.isFinite(line.slope) || !Number.isFinite(line.intercept)) return noTrend;
  const r = pearson(x, y);
  const t = line.slopeSe === null ? Number.NaN : line.slope / line.slopeSe;
  return {
    slope: line.slope,
    intercept: line.intercept,
    r,
    standardError: line.slopeSe,
    p: r === null ? null : studentPValue(t, n - 2),
  };
}
