/** Correlation of two signals when the second lags the first by so many points. */
export interface LaggedCorrelation {
  readonly lag: number;
  readonly r: number;
}

/** Pearson's r of two equally long series; null where one does not vary. */
export function pearson(a: readonly number[], b: readonly number[]): number | null {
  const n = Math.min(a.length, b.length);
  if (n < 2) return null;
  const mean = (values: readonly number[]): number => values.slice(0, n).reduce((sum, v) => sum + v, 0) / n;
  const [meanA, meanB] = [mean(a), mean(b)];
  let [saa, sbb, sab] = [0, 0, 0];
  for (let i = 0; i < n; i += 1) {
    const da = (a[i] ?? 0) - meanA;
    const db = (b[i] ?? 0) - meanB;
    saa += da * da;
    sbb += db * db;
    sab += da * db;
  }
  const r = sab / Math.sqrt(saa) / Math.sqrt(sbb);
  return Number.isFinite(r) ? Math.min(1, Math.max(-1, r)) : null;
}

/**
 * Correlations at lags 0 to `maxLag`: Pearson of a[0…n−L] with b[L…n] (science.md D7). Lags without one, because a part
 * does not vary or is shorter than three points, are left out.
 */
export function crossCorrelation(
  a: readonly number[],
  b: readonly number[],
  maxLag: number,
): LaggedCorrelation[] {
  const n = Math.min(a.length, b.length);
  const result: LaggedCorrelation[] = [];
  for (let lag = 0; lag <= maxLag && n - lag >= 3; lag += 1) {
    const r = pearson(a.slice(0, n - lag), b.slice(lag, n));
    if (r !== null) result.push({ lag, r });
  }
  return result;
}

/** The lag of the highest correlation; null where there is none at all. */
export function bestLag(correlations: readonly LaggedCorrelation[]): LaggedCorrelation | null {
  let best: LaggedCorrelation | null = null;
  for (const each of correlations.filter(({ lag, r }) => Number.isFinite(lag) && Number.isFinite(r))) {
    if (best === null || each.r > best.r) best = each;
  }
  return best;
}
