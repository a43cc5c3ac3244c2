/** A row of a weighted regression. */
export interface RegressionRow {
  readonly x: readonly number[];
  readonly y: number;
  readonly weight: number;
}

/** A linear model in the units of its inputs. */
export interface LinearModel {
  readonly intercept: number;
  readonly weights: readonly number[];
}

/**
 * Weighted ridge regression on scaled columns: minimises Σw(y − a − b·x)² + λ·Σw·|b·sd|², the intercept unpunished.
 * Columns are scaled by their weighted spread so that one λ serves them all; a constant column gets weight 0.
 * @param lambda relative strength, 0 for ordinary least squares
 * @throws RangeError without rows
 */
export function fitRidge(rows: readonly RegressionRow[], lambda: number): LinearModel {
  const width = rows[0]?.x.length;
  if (width === undefined) throw new RangeError('Nothing to fit');
  const total = sum(rows.map((row) => row.weight));
  const columns = Array.from({ length: width }, (_, j) => rows.map((row) => row.x[j] ?? 0));
  const meanOf = (values: readonly number[]): number =>
    sum(values.map((value, i) => value * (rows[i]?.weight ?? 0))) / total;
  const means = columns.map(meanOf);
  const sds = columns.map((column, j) => Math.sqrt(meanOf(column.map((v) => (v - (means[j] ?? 0)) ** 2))));
  const meanY = meanOf(rows.map((row) => row.y));
  const scaled = columns.map((column, j) => {
    const sd = sds[j] ?? 0;
    return column.map((v) => (sd > 0 ? (v - (means[j] ?? 0)) / sd : 0));
  });
  const cross = (a: readonly number[], b: readonly number[]): number =>
    meanOf(a.map((v, i) => v * (b[i] ?? 0)));
  const matrix = scaled.map((a, i) => scaled.map((b, j) => cross(a, b) + (i === j ? lambda + 1e-12 : 0)));
  const right = scaled.map((a) =>
    cross(
      a,
      rows.map((row) => row.y - meanY),
    ),
  );
  const solved = solvePositive(matrix, right);
  const weights = solved.map((b, j) => ((sds[j] ?? 0) > 0 ? b / (sds[j] ?? 1) : 0));
  return { weights, intercept: meanY - sum(weights.map((w, j) => w * (means[j] ?? 0))) };
}

/** The model's value. */
export function applyLinear(model: LinearModel, x: readonly number[]): number {
  return model.weights.reduce((total, weight, j) => total + weight * (x[j] ?? 0), model.intercept);
}

/** Solves a symmetric positive definite system by Cholesky's factors. */
function solvePositive(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const n = right.length;
  const lower = Array.from({ length: n }, () => new Float64Array(n));
  const at = (i: number, j: number): number => lower[i]?.[j] ?? 0;
  for (let i = 0; i < n; i += 1) {
    for (let j = 0; j <= i; j += 1) {
      let rest = matrix[i]?.[j] ?? 0;
      for (let k = 0; k < j; k += 1) rest -= at(i, k) * at(j, k);
      const row = lower[i];
      if (row) row[j] = i === j ? Math.sqrt(Math.max(rest, 1e-300)) : rest / at(j, j);
    }
  }
  const forward: number[] = [];
  for (let i = 0; i < n; i += 1) {
    let rest = right[i] ?? 0;
    for (let k = 0; k < i; k += 1) rest -= at(i, k) * (forward[k] ?? 0);
    forward.push(rest / at(i, i));
  }
  const x = Array.from({ length: n }, () => 0);
  for (let i = n - 1; i >= 0; i -= 1) {
    let rest = forward[i] ?? 0;
    for (let k = i + 1; k < n; k += 1) rest -= at(k, i) * (x[k] ?? 0);
    x[i] = rest / at(i, i);
  }
  return x;
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
