import type { CellColumns } from './cell-columns';
import { exactSum, meanOf, stdOf } from './cell-parts';
import { powersOfTen, scaleExactly } from './decimal-scale';

/** Cells with values as whole numbers at `decimals`; only those with a usable value, in order. */
export interface WholeCells {
  readonly decimals: number;
  readonly count: number;
  readonly used: Float64Array;
  readonly middle: Float64Array;
  readonly off: Float64Array;
  readonly squares: Float64Array;
  readonly min: Float64Array;
  readonly max: Float64Array;
}

/**
 * Finds the decimals at which min and max of all cells are whole, and the whole sums that mean and std came from.
 * Null when there are none: that is when mean and std would not come back within 1e-12.
 */
export function wholeCells(cells: CellColumns): WholeCells | null {
  const rows = usableRows(cells);
  const count = rows.length;
  const ends = Float64Array.from([
    ...rows.map((row) => cells.min[row] ?? 0),
    ...rows.map((row) => cells.max[row] ?? 0),
  ]);
  const whole = new Float64Array(2 * count);
  const decimals = scaleExactly(ends, 2 * count, whole);
  if (decimals === null) return null;
  const used = Float64Array.from(rows, (row) => cells.used[row] ?? 0);
  const found = {
    decimals,
    count,
    used,
    middle: new Float64Array(count),
    off: new Float64Array(count),
    squares: new Float64Array(count),
    min: whole.subarray(0, count),
    max: whole.subarray(count),
  };
  const suits = rows.every((row, at) => measure(found, at, cells.mean[row] ?? 0, cells.std[row] ?? 0));
  return suits ? found : null;
}

/** Numbers of the cells with a usable value. */
export function usableRows(cells: Pick<CellColumns, 'used'>): number[] {
  const rows: number[] = [];
  cells.used.forEach((used, row) => {
    if (used > 0) rows.push(row);
  });
  return rows;
}

/** Fills one cell; false when mean or std do not come back. */
function measure(cells: WholeCells, at: number, mean: number, std: number): boolean {
  const power = powersOfTen[cells.decimals] ?? 1;
  const used = cells.used[at] ?? 1;
  const sum = Math.round(mean * power * used);
  const middle = Math.floor((2 * sum + used) / (2 * used));
  const off = sum - middle * used;
  const spread = std * power * used;
  const squares = Math.round((spread * spread + off * off) / used);
  if (!(Math.abs(sum) < exactSum && used * squares < exactSum)) return false;
  cells.middle[at] = middle;
  cells.off[at] = off;
  cells.squares[at] = squares;
  const largest = Math.max(Math.abs(cells.min[at] ?? 0), Math.abs(cells.max[at] ?? 0)) / power;
  return (
    // A sum of squares is odd exactly when the plain sum is: its last bit is not stored.
    (squares - Math.abs(off)) % 2 === 0 &&
    squares >= Math.abs(off) &&
    near(meanOf(middle, off, used, power), mean, largest) &&
    near(stdOf(off, squares, used, power), std, largest)
  );
}

/** Within 1e-12, or within what summing values of that size loses to rounding. */
function near(found: number, given: number, largest: number): boolean {
  return Math.abs(found - given) <= 1e-12 * Math.abs(given) + 1e-13 * largest;
}
