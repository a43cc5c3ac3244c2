import { seriesFeature } from './series-moments';

/** Each value with how often it occurs. */
function occurrences(x: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>();
  for (const v of x) counts.set(v, (counts.get(v) ?? 0) + 1);
  return counts;
}

function recurring(x: readonly number[]): [value: number, count: number][] {
  return [...occurrences(x)].filter(([, count]) => count > 1);
}

const total = (values: readonly number[]): number => values.reduce((sum, v) => sum + v, 0);

// Names and edge cases as tsfresh has them.

/** Share of the points whose value occurs more than once. */
export const recurringPointsShare = seriesFeature((x) =>
  x.length === 0 ? null : total(recurring(x).map(([, count]) => count)) / x.length,
);

/** Share of the different values that occur more than once. */
export const recurringValuesShare = seriesFeature((x) =>
  x.length === 0 ? null : recurring(x).length / occurrences(x).size,
);

/** Sum of the points whose value occurs more than once. */
export const sumOfRecurringPoints = seriesFeature((x) =>
  total(recurring(x).map(([value, count]) => value * count)),
);

/** Sum of the values that occur more than once, each taken once. */
export const sumOfRecurringValues = seriesFeature((x) => total(recurring(x).map(([value]) => value)));

/** Different values over all points. */
export const distinctShare = seriesFeature((x) => (x.length === 0 ? null : occurrences(x).size / x.length));
