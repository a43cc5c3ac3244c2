import { uniformAt } from '../boosting/draw-rows';

/** Rows to learn from and rows to judge by; no batch has rows in both. */
export interface Fold {
  readonly train: Int32Array;
  readonly test: Int32Array;
  readonly testBatches: readonly string[];
}

const purpose = 4;

/**
 * Folds of whole batches: batches in seeded order, the larger first, each to the fold with the fewest rows.
 * @param batches batch of each row
 * @throws RangeError where there are fewer batches than folds
 */
export function groupedFolds(batches: readonly string[], folds: number, seed: number): Fold[] {
  const rowsOf = new Map<string, number>();
  for (const batch of batches) rowsOf.set(batch, (rowsOf.get(batch) ?? 0) + 1);
  if (!(Number.isInteger(folds) && folds >= 2)) throw new RangeError(`${folds} folds; give 2 or more`);
  if (rowsOf.size < folds) {
    throw new RangeError(
      `${rowsOf.size} batches cannot be divided into ${folds} folds; a batch is never split`,
    );
  }
  const sizes = Array.from({ length: folds }, () => 0);
  const members = sizes.map((): string[] => []);
  for (const batch of orderOf(rowsOf, seed)) {
    const fold = sizes.indexOf(Math.min(...sizes));
    members[fold]?.push(batch);
    sizes[fold] = (sizes[fold] ?? 0) + (rowsOf.get(batch) ?? 0);
  }
  return members.map((testBatches) => foldOf(batches, testBatches));
}

function orderOf(rowsOf: ReadonlyMap<string, number>, seed: number): string[] {
  const uniform = uniformAt(seed, purpose, 0);
  return Array.from(rowsOf, ([batch, size]) => ({ batch, size, draw: uniform() }))
    .toSorted((a, b) => b.size - a.size || a.draw - b.draw)
    .map(({ batch }) => batch);
}

function foldOf(batches: readonly string[], testBatches: readonly string[]): Fold {
  const isTest = new Set(testBatches);
  const rows = Int32Array.from(batches.keys());
  const fold = {
    train: rows.filter((row) => !isTest.has(batches[row] ?? '')),
    test: rows.filter((row) => isTest.has(batches[row] ?? '')),
    testBatches,
  };
  refuseSharedBatches(batches, fold.train, fold.test);
  return fold;
}

/**
 * The rule that no figure may break.
 * @throws RangeError naming a batch with rows in both parts
 */
export function refuseSharedBatches(batches: readonly string[], train: Int32Array, test: Int32Array): void {
  const inTrain = new Set(Array.from(train, (row) => batches[row] ?? ''));
  for (const row of test) {
    const batch = batches[row] ?? '';
    if (inTrain.has(batch)) throw new RangeError(`Batch ${batch} is in training and test at once`);
  }
}
