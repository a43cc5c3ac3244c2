/** Rows to learn from or to judge by, column by column; NaN is a missing value. */
export interface TrainingTable {
  readonly featureNames: readonly string[];
  readonly columns: readonly (Float32Array | Float64Array)[];
  readonly y: Float64Array;
  readonly weights?: Float64Array | undefined;
}

/** @throws RangeError naming the column and what is wrong with it */
export function checkTable(table: TrainingTable, what: string): void {
  const { featureNames, columns, y, weights } = table;
  const rows = y.length;
  if (rows === 0) throw new RangeError(`${what} has no rows`);
  if (columns.length === 0) throw new RangeError(`${what} has no features`);
  if (columns.length !== featureNames.length)
    throw new RangeError(`${what}: ${columns.length} columns for ${featureNames.length} names`);
  if (new Set(featureNames).size !== featureNames.length)
    throw new RangeError(`${what} names a feature twice`);
  for (const [j, column] of columns.entries()) {
    if (column.length !== rows)
      throw new RangeError(`${what}: ${featureNames[j]} has ${column.length} values for ${rows} rows`);
    for (let i = 0; i < rows; i++) {
      if (Math.abs(Math.fround(column[i] as number)) === Number.POSITIVE_INFINITY) {
        throw new RangeError(`${what}: ${featureNames[j]} is infinite in row ${i}; mark it as missing (NaN)`);
      }
    }
  }
  const bad = y.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) throw new RangeError(`${what}: the target of row ${bad} is not a number; leave that row out`);
  if (weights) checkWeights(weights, rows, what);
}

function checkWeights(weights: Float64Array, rows: number, what: string): void {
  if (weights.length !== rows) throw new RangeError(`${what}: ${weights.length} weights for ${rows} rows`);
  if (weights.some((w) => !(w >= 0 && w < Number.POSITIVE_INFINITY)))
    throw new RangeError(`${what}: a weight is negative or not a number`);
  if (!weights.some((w) => w > 0)) throw new RangeError(`${what}: all weights are 0`);
}

/** A table of some of its features, in the given order. @throws RangeError naming a feature it does not have */
export function pickFeatures(table: TrainingTable, names: readonly string[]): TrainingTable {
  const columns = names.map((name) => {
    const column = table.columns[table.featureNames.indexOf(name)];
    if (!column) throw new RangeError(`There is no feature ${name} in the table`);
    return column;
  });
  return { ...table, featureNames: names, columns };
}
