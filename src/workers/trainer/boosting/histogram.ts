import { compiledAdders } from './compiled-histogram';
import type { WasmMemory } from './web-assembly';

/** Rows to be added to the histograms of four features. */
export interface RowsToAdd {
  /** The four bins of each row of the table. */
  readonly words: Int32Array;
  /** Which rows; undefined for the first `rows` of the table. */
  readonly index: Int32Array | undefined;
  readonly rows: number;
  /** Count and gradient of these rows, in this order. */
  readonly packed: Float64Array;
  readonly sums: Float64Array;
  /** Second derivatives of these rows, where they have their own. */
  readonly hessian: Float64Array | undefined;
  readonly hessianSums: Float64Array;
}

/** Adds some rows to the histograms. This is where training spends its time. */
export type RowAdder = (rows: RowsToAdd) => void;

/** @param memory where all arrays lie, for compiled code; without it plain code does the same, to the bit */
export function rowAdder(memory: WasmMemory | undefined): RowAdder {
  return memory ? compiledAdders(memory) : addPlain;
}

function addPlain(rows: RowsToAdd): void {
  addNumbers(rows.words, rows.index, rows.rows, rows.packed, rows.sums);
  if (rows.hessian) addNumbers(rows.words, rows.index, rows.rows, rows.hessian, rows.hessianSums);
}

function addNumbers(
  words: Int32Array,
  index: Int32Array | undefined,
  rows: number,
  numbers: Float64Array,
  sums: Float64Array,
): void {
  for (let i = 0; i < rows; i++) {
    const word = words[index ? (index[i] as number) : i] as number;
    const value = numbers[i] as number;
    const a = word & 255;
    const b = 256 | ((word >>> 8) & 255);
    const c = 512 | ((word >>> 16) & 255);
    const d = 768 | (word >>> 24);
    sums[a] = (sums[a] as number) + value;
    sums[b] = (sums[b] as number) + value;
    sums[c] = (sums[c] as number) + value;
    sums[d] = (sums[d] as number) + value;
  }
}

/** The histogram at `at` without the one at `other`: the larger child from its parent and the smaller child. */
export function subtract(sums: Float64Array, at: number, other: number): void {
  for (let bin = 0; bin < 256; bin++) {
    sums[at + bin] = (sums[at + bin] as number) - (sums[other + bin] as number);
  }
}
