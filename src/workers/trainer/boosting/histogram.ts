/**
 * Adds the rows of a leaf to the histograms of four features. This is where training spends its time: one word holds
 * the four bins of a row, and one number its count and its gradient.
 * @param packed of the rows in order, from `low` on where the index is not used
 */
export function addRows(
  words: Int32Array,
  index: Int32Array,
  low: number,
  high: number,
  packed: Float64Array,
  sums: Float64Array,
  useIndex: boolean,
): void {
  if (useIndex) {
    for (let i = low; i < high; i++) {
      const word = words[index[i] as number] as number;
      const value = packed[i - low] as number;
      const a = word & 255;
      const b = 256 | ((word >>> 8) & 255);
      const c = 512 | ((word >>> 16) & 255);
      const d = 768 | (word >>> 24);
      sums[a] = (sums[a] as number) + value;
      sums[b] = (sums[b] as number) + value;
      sums[c] = (sums[c] as number) + value;
      sums[d] = (sums[d] as number) + value;
    }
    return;
  }
  for (let i = low; i < high; i++) {
    const word = words[i] as number;
    const value = packed[i] as number;
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

/** The same with the second derivatives beside. */
export function addRowsHessian(
  words: Int32Array,
  index: Int32Array,
  low: number,
  high: number,
  packed: Float64Array,
  hessian: Float64Array,
  sums: Float64Array,
  hessianSums: Float64Array,
  useIndex: boolean,
): void {
  const shift = useIndex ? low : 0;
  for (let i = low; i < high; i++) {
    const word = words[useIndex ? (index[i] as number) : i] as number;
    const value = packed[i - shift] as number;
    const weight = hessian[i - shift] as number;
    const a = word & 255;
    const b = 256 | ((word >>> 8) & 255);
    const c = 512 | ((word >>> 16) & 255);
    const d = 768 | (word >>> 24);
    sums[a] = (sums[a] as number) + value;
    sums[b] = (sums[b] as number) + value;
    sums[c] = (sums[c] as number) + value;
    sums[d] = (sums[d] as number) + value;
    hessianSums[a] = (hessianSums[a] as number) + weight;
    hessianSums[b] = (hessianSums[b] as number) + weight;
    hessianSums[c] = (hessianSums[c] as number) + weight;
    hessianSums[d] = (hessianSums[d] as number) + weight;
  }
}

/** The histogram at `at` without the one at `other`: the larger child from its parent and the smaller child. */
export function subtract(sums: Float64Array, at: number, other: number): void {
  for (let bin = 0; bin < 256; bin++) {
    sums[at + bin] = (sums[at + bin] as number) - (sums[other + bin] as number);
  }
}
