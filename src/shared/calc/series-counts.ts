import {
  mean,
  median,
  seriesFeature,
  standardDeviation0,
  variance,
  type SeriesFeature,
} from './series-moments';

/** Holds a formula to a finite result only: for counts, which tsfresh defines for series with values that are no numbers. */
export function countFeature(formula: SeriesFeature): SeriesFeature {
  return (x) => {
    const value = formula(x);
    return value !== null && Number.isFinite(value) ? value : null;
  };
}

const truth = (is: boolean): number => (is ? 1 : 0);
const largest = (x: readonly number[]): number =>
  x.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
const smallest = (x: readonly number[]): number =>
  x.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);
const share = (x: readonly number[], is: (v: number) => boolean): number | null =>
  x.length === 0 ? null : x.filter(is).length / x.length;

// Names and edge cases as tsfresh has them; what is true or false there is 1 or 0 here.

export const length = countFeature((x) => x.length);

export const sumValues = seriesFeature((x) => x.reduce((sum, v) => sum + v, 0));

export const absoluteMaximum = seriesFeature((x) => (x.length === 0 ? null : largest(x.map(Math.abs))));

/** Mean of the so many largest absolute values; null where there are no more than those. */
export function meanOfAbsoluteMaxima(count: number): SeriesFeature {
  return seriesFeature((x) => {
    if (!(count >= 1) || x.length <= count) return null;
    const top = x
      .map(Math.abs)
      .toSorted((a, b) => b - a)
      .slice(0, count);
    return top.reduce((sum, v) => sum + v, 0) / count;
  });
}

/** Share of values at or above a level. */
export function countAbove(level: number): SeriesFeature {
  return countFeature((x) => share(x, (v) => v >= level));
}

/** Share of values at or below a level. */
export function countBelow(level: number): SeriesFeature {
  return countFeature((x) => share(x, (v) => v <= level));
}

export const countAboveMean = seriesFeature((x) => {
  const m = mean(x);
  return m === null ? 0 : x.filter((v) => v > m).length;
});

export const countBelowMean = seriesFeature((x) => {
  const m = mean(x);
  return m === null ? 0 : x.filter((v) => v < m).length;
});

/** Values from `low` on and below `high`. */
export function rangeCount(low: number, high: number): SeriesFeature {
  return countFeature((x) => x.filter((v) => v >= low && v < high).length);
}

/** How often a value occurs, NaN included. */
export function valueCount(value: number): SeriesFeature {
  return countFeature((x) => x.filter((v) => v === value || (Number.isNaN(v) && Number.isNaN(value))).length);
}

export const hasDuplicate = seriesFeature((x) => truth(new Set(x).size < x.length));

export const hasDuplicateMax = seriesFeature((x) => truth(valueCount(largest(x))(x) !== 1 && x.length > 0));

export const hasDuplicateMin = seriesFeature((x) => truth(valueCount(smallest(x))(x) !== 1 && x.length > 0));

export const varianceLargerThanDeviation = seriesFeature((x) => {
  const v = variance(x);
  return v === null ? null : truth(v > Math.sqrt(v));
});

/** 1 where the deviation is more than `r` times the range. */
export function largeStandardDeviation(r: number): SeriesFeature {
  return seriesFeature((x) => {
    const s = standardDeviation0(x);
    return s === null ? null : truth(s > r * (largest(x) - smallest(x)));
  });
}

/** 1 where mean and median differ by less than `r` times the range. */
export function symmetryLooking(r: number): SeriesFeature {
  return seriesFeature((x) => {
    const [m, middle] = [mean(x), median(x)];
    return m === null || middle === null
      ? null
      : truth(Math.abs(m - middle) < r * (largest(x) - smallest(x)));
  });
}

/** Place of the first minimum, from 0 to 1. */
export const firstLocationOfMinimum = seriesFeature((x) =>
  x.length === 0 ? null : x.indexOf(smallest(x)) / x.length,
);

/** Place after the last maximum, from 0 to 1. */
export const lastLocationOfMaximum = seriesFeature((x) => lastPlace(x, largest(x)));

/** Place after the last minimum, from 0 to 1. */
export const lastLocationOfMinimum = seriesFeature((x) => lastPlace(x, smallest(x)));

function lastPlace(x: readonly number[], value: number): number | null {
  return x.length === 0 ? null : 1 - x.toReversed().indexOf(value) / x.length;
}

/** Longest run of values below the mean. */
export const longestStrikeBelowMean = seriesFeature((x) => {
  const m = mean(x);
  if (m === null) return 0;
  let [longest, run] = [0, 0];
  for (const v of x) {
    run = v < m ? run + 1 : 0;
    longest = Math.max(longest, run);
  }
  return longest;
});
