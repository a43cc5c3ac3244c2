/** An eigenvalue with its vector of length 1. */
export interface EigenPair {
  readonly value: number;
  readonly vector: readonly number[];
}

/**
 * Eigenvalues and vectors of a symmetric matrix by Jacobi's rotations, largest first; null for what is no such matrix.
 * Signs are fixed by making the largest entry of each vector positive.
 */
export function symmetricEigen(matrix: readonly (readonly number[])[]): EigenPair[] | null {
  const n = matrix.length;
  const square = matrix.every((row) => row.length === n && row.every((v) => Number.isFinite(v)));
  if (n === 0 || !square) return null;
  const a = matrix.map((row) => Float64Array.from(row));
  const v = matrix.map((_, i) => Float64Array.from(matrix, (_row, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < 60 && offDiagonal(a) > 1e-26; sweep += 1) {
    for (let p = 0; p < n; p += 1) for (let q = p + 1; q < n; q += 1) rotate(a, v, p, q);
  }
  const pairs = a.map((row, i) => ({ value: row[i] ?? 0, vector: turned(v.map((r) => r[i] ?? 0)) }));
  const finite = pairs.every(({ value, vector }) => [value, ...vector].every((x) => Number.isFinite(x)));
  return finite ? pairs.toSorted((x, y) => y.value - x.value) : null;
}

/** Squares off the diagonal over all squares. */
function offDiagonal(a: readonly Float64Array[]): number {
  let [off, all] = [0, 0];
  for (const [i, row] of a.entries()) {
    for (const [j, value] of row.entries()) {
      all += value * value;
      if (i !== j) off += value * value;
    }
  }
  return all > 0 ? off / all : 0;
}

function rotate(a: readonly Float64Array[], v: readonly Float64Array[], p: number, q: number): void {
  const [rowP, rowQ] = [a[p], a[q]];
  const apq = rowP?.[q] ?? 0;
  if (!rowP || !rowQ || apq === 0) return;
  const theta = ((rowQ[q] ?? 0) - (rowP[p] ?? 0)) / (2 * apq);
  const t = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  for (const row of [...a, ...v]) turn(row, p, q, c, s);
  for (let j = 0; j < rowP.length; j += 1) {
    const [x, y] = [rowP[j] ?? 0, rowQ[j] ?? 0];
    rowP[j] = c * x - s * y;
    rowQ[j] = s * x + c * y;
  }
}

function turn(row: Float64Array, p: number, q: number, c: number, s: number): void {
  const [x, y] = [row[p] ?? 0, row[q] ?? 0];
  row[p] = c * x - s * y;
  row[q] = s * x + c * y;
}

function turned(vector: readonly number[]): number[] {
  let largest = 0;
  for (const value of vector) if (Math.abs(value) > Math.abs(largest) + 1e-12) largest = value;
  return largest < 0 ? vector.map((value) => -value) : [...vector];
}
