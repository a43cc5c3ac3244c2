/** How predictions compare with what was measured (science.md D8). All in the unit of the values but the percents. */
export interface PredictionMetrics {
  readonly n: number;
  /** Mean relative error, %. */
  readonly mrePct: number;
  readonly mae: number;
  readonly rmse: number;
  /** On the measured range and on the measured mean, %: say which. */
  readonly nrmseRangePct: number | null;
  readonly nrmseMeanPct: number | null;
  /** 1 − SSE/SST; may be negative, null where nothing varies. */
  readonly r2: number | null;
  readonly bias: number;
  /** Standard deviation of the errors, ddof 1. */
  readonly sep: number | null;
}

/**
 * Metrics of paired values; null where there are none or one is no number.
 * @param floor smallest |y| an error is divided by, so that a nearly empty sample does not rule the mean
 */
export function predictionMetrics(
  measured: readonly number[],
  predicted: readonly number[],
  floor = 1,
): PredictionMetrics | null {
  const n = Math.min(measured.length, predicted.length);
  if (n === 0) return null;
  const y = measured.slice(0, n);
  const errors = y.map((value, i) => (predicted[i] ?? 0) - value);
  const mean = sum(y) / n;
  const bias = sum(errors) / n;
  const sse = sum(errors.map((e) => e * e));
  const sst = sum(y.map((value) => (value - mean) ** 2));
  const rmse = Math.sqrt(sse / n);
  const range = Math.max(...y) - Math.min(...y);
  const metrics: PredictionMetrics = {
    n,
    mrePct: (100 * sum(errors.map((e, i) => Math.abs(e) / Math.max(Math.abs(y[i] ?? 0), floor)))) / n,
    mae: sum(errors.map(Math.abs)) / n,
    rmse,
    nrmseRangePct: range > 0 ? (100 * rmse) / range : null,
    nrmseMeanPct: mean > 0 ? (100 * rmse) / mean : null,
    r2: sst > 0 ? 1 - sse / sst : null,
    bias,
    sep: n > 1 ? Math.sqrt(sum(errors.map((e) => (e - bias) ** 2)) / (n - 1)) : null,
  };
  return Object.values(metrics).every((value) => value === null || Number.isFinite(value)) ? metrics : null;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
