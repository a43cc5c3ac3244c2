/** Sums and differences of numbers below this stay exact. */
const exactLimit = 2 ** 52;
const mostDecimals = 9;

/** Powers of ten by number of decimals; stored chunks hold the number. */
export const powersOfTen = [1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9] as const;

/**
 * The least number of decimals (at most 9) at which all values are whole numbers that divide back to the very same
 * values; null when there is none (too fine, too large, -0). The whole numbers are left in `scaled`.
 */
export function scaleExactly(values: Float64Array, count: number, scaled: Float64Array): number | null {
  let decimals = 0;
  let power = 1;
  for (let at = 0; at < count;) {
    const value = values[at] ?? 0;
    if (Object.is(value, -0) || !(Math.abs(value) <= exactLimit)) return null;
    const whole = Math.round(value * power);
    if (Object.is(whole / power, value) && Math.abs(whole) <= exactLimit) {
      scaled[at] = whole;
      at += 1;
      continue;
    }
    decimals += 1;
    if (decimals > mostDecimals) return null;
    power = powersOfTen[decimals] ?? 1;
    // More decimals must suit the values before as well: all over again.
    at = 0;
  }
  return decimals;
}
