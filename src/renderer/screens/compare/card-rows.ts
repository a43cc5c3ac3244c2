import type { CvRow } from '../../../shared/contract/comparisons';

/** A figure of a batch beside those of the others. */
export interface CardRow {
  readonly phase: string;
  readonly feature: string;
  readonly unit: string;
  readonly value: number;
  /** Of the others; null where fewer than three have it. */
  readonly mean: number | null;
  readonly sd: number | null;
  /** In standard deviations of the others. */
  readonly distance: number | null;
}

const leastOthers = 3;

/** The first batch of each row against all that follow. */
export function cardRows(rows: readonly CvRow[]): CardRow[] {
  return rows.flatMap(({ phase, feature, unit, values }): CardRow[] => {
    const [value = null, ...rest] = values;
    if (value === null) return [];
    const others = rest.filter((one) => one !== null);
    if (others.length < leastOthers)
      return [{ phase, feature, unit, value, mean: null, sd: null, distance: null }];
    const mean = others.reduce((sum, one) => sum + one, 0) / others.length;
    const sd = Math.sqrt(others.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (others.length - 1));
    return [{ phase, feature, unit, value, mean, sd, distance: sd > 0 ? (value - mean) / sd : null }];
  });
}
