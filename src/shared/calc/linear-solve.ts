/** Solution of A·x = b by elimination with pivoting; null where the matrix is singular or not square. */
export function solveLinear(
  matrix: readonly (readonly number[])[],
  right: readonly number[],
): number[] | null {
  const n = right.length;
  if (matrix.length !== n || matrix.some((row) => row.length !== n)) return null;
  const rows = matrix.map((row, i) => Float64Array.from([...row, right[i] ?? 0]));
  for (let column = 0; column < n; column += 1) {
    const pivot = takePivot(rows, column);
    if (pivot === null) return null;
    for (const row of rows.slice(column + 1)) subtract(row, pivot, (row[column] ?? 0) / (pivot[column] ?? 1));
  }
  const x = new Float64Array(n);
  for (let i = n - 1; i >= 0; i -= 1) {
    const row = rows[i];
    if (!row) return null;
    let rest = row[n] ?? 0;
    for (let j = i + 1; j < n; j += 1) rest -= (row[j] ?? 0) * (x[j] ?? 0);
    x[i] = rest / (row[i] ?? 0);
  }
  return x.every((value) => Number.isFinite(value)) ? [...x] : null;
}

/** Brings the row with the largest entry of the column up; null where there is none. */
function takePivot(rows: Float64Array[], column: number): Float64Array | null {
  let best = column;
  for (let i = column + 1; i < rows.length; i += 1) {
    if (Math.abs(rows[i]?.[column] ?? 0) > Math.abs(rows[best]?.[column] ?? 0)) best = i;
  }
  const [chosen, held] = [rows[best], rows[column]];
  if (!chosen || !held || !(Math.abs(chosen[column] ?? 0) > 1e-300)) return null;
  rows[best] = held;
  rows[column] = chosen;
  return chosen;
}

function subtract(row: Float64Array, pivot: Float64Array, factor: number): void {
  for (const [j, value] of pivot.entries()) row[j] = (row[j] ?? 0) - factor * value;
}
