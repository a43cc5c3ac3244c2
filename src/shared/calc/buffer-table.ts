import { computed, withheld, type Computed } from './computed';

const tempsC = [20, 25, 30, 35, 40] as const;

/** pH of technical buffers at 20, 25, 30, 35 and 40 °C (science.md D5). */
export const bufferTable = {
  '4.00': [4.0, 4.0, 4.01, 4.02, 4.03],
  '7.00': [7.02, 7.0, 6.99, 6.99, 6.98],
  '10.01': [10.06, 10.01, 9.97, 9.93, 9.89],
} as const;
export type BufferId = keyof typeof bufferTable;

/**
 * pH of a buffer at a temperature, straight between the table's; outside of 20 to 40 °C there is none.
 * @param lotPh value of the lot's certificate at its five temperatures, instead of the table's
 */
export function bufferPh(buffer: BufferId, tempC: number, lotPh?: readonly number[]): Computed {
  if (!Number.isFinite(tempC)) return withheld('not-a-number');
  const values = lotPh ?? bufferTable[buffer];
  const above = tempsC.findIndex((t) => t >= tempC);
  const [t1, y1] = [tempsC[above], values[above]];
  if (t1 === undefined || y1 === undefined || tempC < tempsC[0]) return withheld('impossible');
  if (tempC === t1) return computed(y1);
  const [t0, y0] = [tempsC[above - 1], values[above - 1]];
  if (t0 === undefined || y0 === undefined) return withheld('missing-input');
  return computed(y0 + ((y1 - y0) * (tempC - t0)) / (t1 - t0));
}
