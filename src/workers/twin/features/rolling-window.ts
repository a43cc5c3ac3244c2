import { rollingMinutes, rollingStatistics } from '../../../shared/model/feature';
import { windowMs } from './input-cell';

/** How far back features look, in windows, the newest not counted. */
export const longestSpan = 120;
const cellsPerHour = 3_600_000 / windowMs;
const widths = rollingMinutes.map((minutes) => (minutes * 60_000) / windowMs);

/** Numbers that one series has in `rollWindows`: every statistic of every span. */
export const rolledWidth = widths.length * rollingStatistics.length;

/**
 * Mean, deviation, least, greatest and slope per hour of the newest 10, 60 and 120 values, in the order of
 * `rollingMinutes` and `rollingStatistics`; NaN where less than half is known. One pass from the newest value back
 * serves all spans: what it says depends on the values in the span alone, so it cannot drift, and it is the same
 * however the series came here. Sums are of differences from the newest known value, which lies in every span that has
 * one: cancellation costs no more digits than a span is long.
 * @param cells NaN where nothing is known
 * @param last where the newest stands
 */
export function rollWindows(cells: Float64Array, last: number, out: Float64Array, at: number): void {
  let [n, k, anchor] = [0, 0, 0];
  let [sum, squares, ages, agesSquared, products] = [0, 0, 0, 0, 0];
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let place = at;
  for (const width of widths) {
    for (; k < width; k += 1) {
      const value = cells[last - k] ?? Number.NaN;
      if (Number.isNaN(value)) continue;
      if (n === 0) anchor = value;
      const d = value - anchor;
      n += 1;
      sum += d;
      squares += d * d;
      ages += k;
      agesSquared += k * k;
      products += k * d;
      if (value < low) low = value;
      if (value > high) high = value;
    }
    if (2 * n < width) {
      out.fill(Number.NaN, place, place + rollingStatistics.length);
    } else {
      out[place] = anchor + sum / n;
      out[place + 1] = Math.sqrt(Math.max(0, squares - (sum * sum) / n) / n);
      out[place + 2] = low;
      out[place + 3] = high;
      out[place + 4] = (-cellsPerHour * (n * products - ages * sum)) / (n * agesSquared - ages * ages);
    }
    place += rollingStatistics.length;
  }
}
