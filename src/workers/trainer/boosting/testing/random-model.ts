import type { Uniform } from '../draw-rows';
import type { Tree, TreeModel } from '../tree-model';

interface Wanted {
  readonly uniform: Uniform;
  readonly features: number;
  readonly trees: number;
  readonly depth: number;
}

/** A model of random trees over values from -1 to 1, for tests that want many shapes. */
export function randomModel({ uniform, features, trees, depth }: Wanted): TreeModel {
  return {
    featureNames: Array.from({ length: features }, (_, j) => `f${j}`),
    base: [uniform()],
    transform: 'identity',
    sigmoidSlope: 1,
    comparison: '<=',
    inputs: 'float32',
    trees: Array.from({ length: trees }, () => randomTree(uniform, features, depth)),
  };
}

function randomTree(uniform: Uniform, features: number, depth: number): Tree {
  const columns = {
    feature: [-1],
    threshold: [0],
    left: [0],
    right: [0],
    missingLeft: [0],
    value: [0],
    cover: [0],
  };
  const grow = (node: number, level: number): void => {
    if (level === depth || uniform() < 0.1) {
      columns.value[node] = uniform() * 2 - 1;
      columns.cover[node] = 1 + Math.floor(uniform() * 50);
      return;
    }
    const left = columns.feature.length;
    for (const column of Object.values(columns)) column.push(0, 0);
    columns.feature.fill(-1, left);
    columns.feature[node] = Math.floor(uniform() * features);
    columns.threshold[node] = Math.fround(uniform() * 2 - 1);
    columns.left[node] = left;
    columns.right[node] = left + 1;
    columns.missingLeft[node] = uniform() < 0.5 ? 1 : 0;
    grow(left, level + 1);
    grow(left + 1, level + 1);
    columns.cover[node] = (columns.cover[left] ?? 0) + (columns.cover[left + 1] ?? 0);
  };
  grow(0, 0);
  return {
    output: 0,
    feature: Int32Array.from(columns.feature),
    threshold: Float64Array.from(columns.threshold),
    left: Int32Array.from(columns.left),
    right: Int32Array.from(columns.right),
    missingLeft: Uint8Array.from(columns.missingLeft),
    value: Float64Array.from(columns.value),
    cover: Float64Array.from(columns.cover),
  };
}
