import { medianInPlace, momentsOf } from './statistics';

/** A feature of a series: null where it has none, never NaN. */
export type SeriesFeature = (x: readonly number[]) => number | null;

/** Holds a formula to that: series with a value that is no number have no feature. */
export function seriesFeature(formula: SeriesFeature): SeriesFeature {
  return (x) => {
    const value = x.every((v) => Number.isFinite(v)) ? formula(x) : null;
    return value !== null && Number.isFinite(value) ? value : null;
  };
}

function sumOf(x: readonly number[], term: (v: number) => number): number {
  return x.reduce((sum, v) => sum + term(v), 0);
}

// Formulas of science.md D7, names and edge cases as tsfresh has them.

export const mean = seriesFeature((x) => (x.length === 0 ? null : sumOf(x, (v) => v) / x.length));

export const median = seriesFeature((x) => medianInPlace(Float64Array.from(x)));

/** Divided by n. */
export const variance = seriesFeature((x) => (x.length === 0 ? null : momentsOf(x).m2 / x.length));

export const standardDeviation0 = seriesFeature((x) => {
  const v = variance(x);
  return v === null ? null : Math.sqrt(v);
});

/** Standard deviation over mean; null where the mean is 0. */
export const variationCoefficient = seriesFeature((x) => {
  const [m, s] = [mean(x), standardDeviation0(x)];
  return m === null || s === null || m === 0 ? null : s / m;
});

/** Bias-corrected; 0 where nothing varies, null below three values. */
export const skewness = seriesFeature((x) => {
  const n = x.length;
  const { mean: m, m2 } = momentsOf(x);
  if (n < 3) return null;
  if (m2 === 0) return 0;
  const s1 = Math.sqrt(m2 / (n - 1));
  return (n / ((n - 1) * (n - 2))) * sumOf(x, (v) => ((v - m) / s1) ** 3);
});

/** Excess, bias-corrected; 0 where nothing varies, null below four values. */
export const kurtosis = seriesFeature((x) => {
  const n = x.length;
  const { mean: m, m2 } = momentsOf(x);
  if (n < 4) return null;
  if (m2 === 0) return 0;
  const s1 = Math.sqrt(m2 / (n - 1));
  const fourth = sumOf(x, (v) => ((v - m) / s1) ** 4);
  const correction = (3 * (n - 1) ** 2) / ((n - 2) * (n - 3));
  return ((n * (n + 1)) / ((n - 1) * (n - 2) * (n - 3))) * fourth - correction;
});

export const rootMeanSquare = seriesFeature((x) =>
  x.length === 0 ? null : Math.sqrt(sumOf(x, (v) => v * v) / x.length),
);

export const absEnergy = seriesFeature((x) => sumOf(x, (v) => v * v));

/** Share of values further than `r` standard deviations from the mean. */
export function ratioBeyondSigma(r: number): SeriesFeature {
  return seriesFeature((x) => {
    const [m, s] = [mean(x), standardDeviation0(x)];
    return m === null || s === null ? null : x.filter((v) => Math.abs(v - m) > r * s).length / x.length;
  });
}

/** Entropy of an equal-width histogram, nat; 0 where nothing varies. */
export function binnedEntropy(bins: number): SeriesFeature {
  return seriesFeature((x) => {
    if (x.length === 0 || !(bins >= 1)) return null;
    const low = Math.min(...x);
    const width = (Math.max(...x) - low) / bins;
    if (width === 0) return 0;
    const counts = new Map<number, number>();
    for (const v of x) {
      const bin = Math.min(bins - 1, Math.floor((v - low) / width));
      counts.set(bin, (counts.get(bin) ?? 0) + 1);
    }
    return -sumOf([...counts.values()], (count) => (count / x.length) * Math.log(count / x.length));
  });
}
