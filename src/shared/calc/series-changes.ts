import { standardDeviation0, mean, seriesFeature, variance, type SeriesFeature } from './series-moments';

function differences(x: readonly number[]): number[] {
  return x.slice(1).map((v, i) => v - (x[i] ?? v));
}

function meanOf(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, v) => sum + v, 0) / values.length;
}

// Formulas of science.md D7, names and edge cases as tsfresh has them.

export const meanChange = seriesFeature((x) =>
  x.length < 2 ? null : ((x.at(-1) ?? 0) - (x[0] ?? 0)) / (x.length - 1),
);

export const meanAbsChange = seriesFeature((x) => meanOf(differences(x).map(Math.abs)));

export const absoluteSumOfChanges = seriesFeature((x) =>
  differences(x).reduce((sum, d) => sum + Math.abs(d), 0),
);

/** (x_n − x_{n−1} − x_2 + x_1)/(2(n − 2)). */
export const meanSecondDerivativeCentral = seriesFeature((x) => {
  const [first, second, beforeLast, last] = [x[0], x[1], x.at(-2), x.at(-1)];
  if (x.length < 3 || first === undefined || second === undefined) return null;
  return ((last ?? 0) - (beforeLast ?? 0) - second + first) / (2 * (x.length - 2));
});

/** Null where nothing varies or the series is shorter than the lag. */
export function autocorrelation(lag: number): SeriesFeature {
  return seriesFeature((x) => {
    const [m, v] = [mean(x), variance(x)];
    const pairs = x.length - lag;
    if (m === null || v === null || v === 0 || pairs < 1 || lag < 0) return null;
    const products = x.slice(lag).reduce((sum, value, i) => sum + (value - m) * ((x[i] ?? m) - m), 0);
    return products / (pairs * v);
  });
}

/** Complexity √Σ(Δx)², of the standardised series if asked; 0 where nothing varies. */
export function cidCe(normalize: boolean): SeriesFeature {
  return seriesFeature((x) => {
    const s = normalize ? standardDeviation0(x) : 1;
    if (s === null || s === 0) return 0;
    return Math.sqrt(differences(x).reduce((sum, d) => sum + (d / s) ** 2, 0));
  });
}

/** Mean of x_{i+2L}·x_{i+L}·x_i; 0 for series too short, as tsfresh has it. */
export function c3(lag: number): SeriesFeature {
  return triples(lag, (late, middle, early) => late * middle * early);
}

/** Mean of x_{i+2L}²·x_{i+L} − x_{i+L}·x_i²; 0 for series too short, as tsfresh has it. */
export function timeReversalAsymmetry(lag: number): SeriesFeature {
  return triples(lag, (late, middle, early) => late * late * middle - middle * early * early);
}

function triples(lag: number, term: (late: number, middle: number, early: number) => number): SeriesFeature {
  return seriesFeature((x) => {
    if (!(lag >= 0)) return null;
    const terms = x
      .slice(0, Math.max(0, x.length - 2 * lag))
      .map((early, i) => term(x[i + 2 * lag] ?? 0, x[i + lag] ?? 0, early));
    return meanOf(terms) ?? 0;
  });
}

/** How often the series crosses a level. */
export function numberCrossing(level: number): SeriesFeature {
  return seriesFeature((x) => x.slice(1).filter((v, i) => v > level !== (x[i] ?? v) > level).length);
}

/** Values greater than each of their `support` neighbours on both sides. */
export function numberPeaks(support: number): SeriesFeature {
  return seriesFeature((x) => {
    const isPeak = (v: number, i: number): boolean => {
      if (i < support || i >= x.length - support) return false;
      return [...x.slice(i - support, i), ...x.slice(i + 1, i + 1 + support)].every((other) => v > other);
    };
    return x.filter(isPeak).length;
  });
}

/** Place of the first maximum, from 0 to 1. */
export const firstLocationOfMaximum = seriesFeature((x) =>
  x.length === 0 ? null : x.indexOf(Math.max(...x)) / x.length,
);

/** Longest run of values above the mean. */
export const longestStrikeAboveMean = seriesFeature((x) => {
  const m = mean(x);
  if (m === null) return 0;
  let [longest, run] = [0, 0];
  for (const v of x) {
    run = v > m ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
});
