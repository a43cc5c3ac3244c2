const digitBits = 11;
const digits = 1 << digitBits;
const mask = digits - 1;

/** Scratch memory for `orderRows`, made once for many features. */
export interface OrderScratch {
  readonly keys: Uint32Array;
  readonly otherKeys: Uint32Array;
  readonly rows: Int32Array;
  readonly otherRows: Int32Array;
  readonly counts: Int32Array;
}

export function orderScratch(rows: number): OrderScratch {
  return {
    keys: new Uint32Array(rows),
    otherKeys: new Uint32Array(rows),
    rows: new Int32Array(rows),
    otherRows: new Int32Array(rows),
    counts: new Int32Array(digits),
  };
}

/**
 * Rows with a value, ordered by it (radix sort on the bits of the float32 numbers, three digits of 11 bits; stable).
 * @returns number of rows that have a value, their numbers in order, and keys that are equal where the values are
 */
export function orderRows(
  column: Float32Array,
  scratch: OrderScratch,
): { count: number; rows: Int32Array; keys: Uint32Array } {
  const bits = new Uint32Array(column.buffer, column.byteOffset, column.length);
  let { keys, otherKeys, rows, otherRows } = scratch;
  let count = 0;
  for (let i = 0; i < column.length; i++) {
    const value = column[i] as number;
    if (Number.isNaN(value)) continue;
    const b = bits[i] as number;
    // Order of the numbers becomes order of the bits: negative ones reversed, positive ones above them.
    keys[count] = b >>> 31 === 1 ? ~b >>> 0 : (b | 0x80000000) >>> 0;
    rows[count] = i;
    count += 1;
  }
  for (let shift = 0; shift < 32; shift += digitBits) {
    placeByDigit(keys, rows, otherKeys, otherRows, { count, shift, counts: scratch.counts });
    [keys, otherKeys, rows, otherRows] = [otherKeys, keys, otherRows, rows];
  }
  return { count, rows, keys };
}

function placeByDigit(
  keys: Uint32Array,
  rows: Int32Array,
  toKeys: Uint32Array,
  toRows: Int32Array,
  { count, shift, counts }: { count: number; shift: number; counts: Int32Array },
): void {
  counts.fill(0);
  for (let i = 0; i < count; i++) {
    const digit = ((keys[i] as number) >>> shift) & mask;
    counts[digit] = (counts[digit] as number) + 1;
  }
  let start = 0;
  for (let d = 0; d < digits; d++) {
    const size = counts[d] as number;
    counts[d] = start;
    start += size;
  }
  for (let i = 0; i < count; i++) {
    const key = keys[i] as number;
    const digit = (key >>> shift) & mask;
    const to = counts[digit] as number;
    counts[digit] = to + 1;
    toKeys[to] = key;
    toRows[to] = rows[i] as number;
  }
}
