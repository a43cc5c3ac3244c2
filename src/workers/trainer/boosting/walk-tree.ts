import type { Tree } from './tree-model';

/** Adds one tree of ours (`x <= threshold` in float32) to the scores of rows given as columns. */
export function addTree(
  tree: Tree,
  columns: readonly (Float32Array | Float64Array)[],
  score: Float64Array,
  rows?: Int32Array,
): void {
  const { feature, threshold, left, right, missingLeft, value } = tree;
  const count = rows ? rows.length : score.length;
  for (let i = 0; i < count; i++) {
    const row = rows ? (rows[i] as number) : i;
    let node = 0;
    for (let f = feature[0] as number; f >= 0; f = feature[node] as number) {
      const x = Math.fround((columns[f] as Float32Array)[row] as number);
      const goesLeft = Number.isNaN(x) ? missingLeft[node] === 1 : x <= (threshold[node] as number);
      node = (goesLeft ? left[node] : right[node]) as number;
    }
    score[row] = (score[row] as number) + (value[node] as number);
  }
}
