import { groupSize, missingBin, binSlots, type SharedData } from './shared-data';
import { orderRows, type OrderScratch } from './order-rows';

/** Bins of equal width at either end of a feature with many values, and the share of the rows they stand for. */
const tailBins = 12;
const tailShare = 0.01;

/** Distinct values of a feature in ascending order, each with the place of its first row in the order. */
interface Distinct {
  readonly starts: Int32Array;
  readonly count: number;
  readonly column: Float32Array;
  readonly rows: Int32Array;
  readonly rowCount: number;
}

/**
 * Divides one feature into bins and writes the bin of each row. Boundaries are the float32 middle of neighbouring
 * values, lowered to the lower one where rounding reached the upper, so that `x <= threshold` is exact in float32.
 */
export function binFeature(
  data: SharedData,
  feature: number,
  scratch: OrderScratch,
  starts: Int32Array,
): void {
  const column = data.values.subarray(feature * data.rows, (feature + 1) * data.rows);
  const ordered = orderRows(column, scratch);
  const { count, rows } = ordered;
  const distinct: Distinct = { starts, count: findDistinct(ordered, starts), column, rows, rowCount: count };
  const ends = binEnds(distinct, data.bins, data.minDataInBin);
  data.binCounts[feature] = ends.length;
  data.missingCounts[feature] = data.rows - count;
  ends.forEach((end, bin) => {
    data.bounds[feature * binSlots + bin] = thresholdAfter(distinct, end);
  });
  writeBins(data, feature, rows, count, ends);
}

function findDistinct({ keys, count }: ReturnType<typeof orderRows>, starts: Int32Array): number {
  let distinct = 0;
  for (let i = 0; i < count; i++) {
    if (i > 0 && keys[i] === keys[i - 1]) continue;
    starts[distinct] = i;
    distinct += 1;
  }
  return distinct;
}

/** For each bin the place after its last row; the last bin ends with the rows. */
function binEnds(distinct: Distinct, bins: number, minData: number): number[] {
  const { starts, count, rowCount } = distinct;
  if (rowCount === 0) return [];
  const few = count <= bins;
  const tails = few || bins < 4 * tailBins ? null : tailWidths(distinct);
  const ends: number[] = [];
  let from = 0;
  for (let d = 1; d < count && ends.length < bins - 1; d++) {
    const here = starts[d] as number;
    const next = d + 1 < count ? (starts[d + 1] as number) : rowCount;
    const size = here - from;
    if (size < minData || rowCount - here < minData) continue;
    const target = (rowCount - from) / (bins - ends.length);
    const full = tails
      ? isFull(distinct, tails, from, here, size >= midTarget(distinct, bins))
      : size >= target;
    if (few || full || next - here >= target) {
      ends.push(here);
      from = here;
    }
  }
  ends.push(rowCount);
  return ends;
}

interface Tails {
  readonly low: number;
  readonly high: number;
  readonly lowWidth: number;
  readonly highWidth: number;
}

function tailWidths({ column, rows, rowCount }: Distinct): Tails | null {
  const at = (place: number): number => column[rows[place] ?? 0] ?? 0;
  const low = Math.floor(rowCount * tailShare);
  const high = rowCount - 1 - low;
  const lowWidth = (at(low) - at(0)) / tailBins;
  const highWidth = (at(rowCount - 1) - at(high)) / tailBins;
  return Number.isFinite(lowWidth) && Number.isFinite(highWidth) ? { low, high, lowWidth, highWidth } : null;
}

/** Rows of a bin between the tails. */
function midTarget({ rowCount }: Distinct, bins: number): number {
  return (rowCount * (1 - 2 * tailShare)) / (bins - 2 * tailBins);
}

/** Extreme values are told apart by their distance, the others by their number. */
function isFull(distinct: Distinct, tails: Tails, from: number, here: number, enough: boolean): boolean {
  const { column, rows } = distinct;
  const width = (column[rows[here] ?? 0] ?? 0) - (column[rows[from] ?? 0] ?? 0);
  if (here <= tails.low) return width >= tails.lowWidth;
  if (from >= tails.high) return width >= tails.highWidth;
  return enough || (from < tails.low && here > tails.low) || here >= tails.high;
}

/** Between the value before a place and the one at it; the last bin has no end. */
function thresholdAfter({ column, rows, rowCount }: Distinct, end: number): number {
  const lower = column[rows[end - 1] ?? 0] ?? 0;
  if (end >= rowCount) return largestFloat32;
  const upper = column[rows[end] ?? 0] ?? 0;
  const middle = Math.fround((lower + upper) / 2);
  return middle >= lower && middle < upper ? middle : lower;
}

const largestFloat32 = 3.4028234663852886e38;

function writeBins(
  data: SharedData,
  feature: number,
  rows: Int32Array,
  count: number,
  ends: readonly number[],
): void {
  const bytes = binBytes(data, feature);
  if (count < data.rows) for (let i = 0; i < data.rows; i++) bytes[i * groupSize] = missingBin;
  let from = 0;
  for (const [bin, end] of ends.entries()) {
    for (let i = from; i < end; i++) bytes[(rows[i] as number) * groupSize] = bin;
    from = end;
  }
}

/** Bins of one feature: the byte of row i is at i times the size of a group. */
export function binBytes(data: SharedData, feature: number): Uint8Array {
  const group = Math.floor(feature / groupSize);
  const offset = data.words.byteOffset + group * data.rows * groupSize + (feature % groupSize);
  return new Uint8Array(data.words.buffer, offset, data.rows * groupSize - (feature % groupSize));
}
