/** Version of a chunk of cells. */
export const cellsVersion = 1;

/** What a chunk of cells holds: bits of its first byte. */
export const cellParts = {
  /** Mean, std, min and max as float64: the values are no whole numbers at any of 0 to 9 decimals. */
  floats: 1,
} as const;

/** Whole sums of a cell are good for exact arithmetic up to here. */
export const exactSum = 2 ** 51;

/**
 * Mean of a cell from the whole numbers a chunk holds of it; everything divided by 10^decimals.
 * @param middle the mean, rounded: floor((2 sum + used) / (2 used))
 * @param off sum of (value - middle), within half of `used` either way
 */
export function meanOf(middle: number, off: number, used: number, power: number): number {
  return (middle * used + off) / used / power;
}

/**
 * Standard deviation (ddof 0) of a cell.
 * @param squares sum of (value - middle)^2
 */
export function stdOf(off: number, squares: number, used: number, power: number): number {
  return Math.sqrt(Math.max(0, used * squares - off * off)) / used / power;
}
