import { describe, expect, it } from 'vitest';
import { uniformAt } from '../boosting/draw-rows';
import { FlatForest } from '../boosting/flat-forest';
import { randomModel } from '../boosting/testing/random-model';
import type { Tree, TreeModel } from '../boosting/tree-model';
import { explainRow, treeExplainer } from './tree-shap';

/** Expected value of a tree when only some features of the row are known. */
function expected(tree: Tree, row: readonly number[], known: number, node = 0): number {
  const feature = tree.feature[node] ?? -1;
  if (feature === -1) return tree.value[node] ?? 0;
  const [left, right] = [tree.left[node] ?? 0, tree.right[node] ?? 0];
  if ((known >> feature) & 1) {
    const x = Math.fround(row[feature] ?? NaN);
    const goesLeft = Number.isNaN(x) ? tree.missingLeft[node] === 1 : x <= (tree.threshold[node] ?? 0);
    return expected(tree, row, known, goesLeft ? left : right);
  }
  const [a, b] = [tree.cover[left] ?? 0, tree.cover[right] ?? 0];
  return (a * expected(tree, row, known, left) + b * expected(tree, row, known, right)) / (a + b);
}

/** Shapley values by their definition, over all subsets. */
function bruteForce(model: TreeModel, row: readonly number[]): number[] {
  const features = model.featureNames.length;
  const values = Array.from({ length: 2 ** features }, (_, known) =>
    model.trees.reduce((sum, tree) => sum + expected(tree, row, known), 0),
  );
  const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1));
  return model.featureNames.map((_, j) => {
    let phi = 0;
    for (let known = 0; known < 2 ** features; known++) {
      if ((known >> j) & 1) continue;
      const size = known.toString(2).replaceAll('0', '').length;
      const weight = (factorial(size) * factorial(features - size - 1)) / factorial(features);
      phi += weight * ((values[known | (1 << j)] ?? 0) - (values[known] ?? 0));
    }
    return phi;
  });
}

const example: TreeModel = {
  featureNames: ['f0', 'f1', 'unused'],
  base: [0],
  transform: 'identity',
  sigmoidSlope: 1,
  comparison: '<',
  inputs: 'float32',
  trees: [
    {
      output: 0,
      feature: Int32Array.of(0, 1, 1, -1, -1, -1, -1),
      threshold: Float64Array.of(2.5, 1.5, 1.5, 0, 0, 0, 0),
      left: Int32Array.of(1, 3, 5, 0, 0, 0, 0),
      right: Int32Array.of(2, 4, 6, 0, 0, 0, 0),
      missingLeft: new Uint8Array(7),
      value: Float64Array.of(0, 0, 0, 1.05, 1.25, 3.1, 5.1),
      cover: Float64Array.of(8, 4, 4, 2, 2, 2, 2),
    },
  ],
};

describe('TreeSHAP', () => {
  it.each([
    { row: [3, 2, 0], phi: [1.7, 0.775, 0] },
    { row: [1, 1, 0], phi: [-1.25, -0.325, 0] },
    { row: [4, 1, 0], phi: [1.25, -0.775, 0] },
  ])('explains the worked example at $row', ({ row, phi }) => {
    const answer = explainRow(example, row);
    expect(answer.base).toBeCloseTo(2.625, 12);
    answer.phi.forEach((value, j) => expect(value).toBeCloseTo(phi[j] ?? NaN, 12));
  });

  it('equals the definition on 100 random trees of up to 8 features, missing values included', () => {
    let worst = 0;
    for (let seed = 0; seed < 100; seed++) {
      const uniform = uniformAt(seed, 3, 0);
      const features = 1 + Math.floor(uniform() * 8);
      const model = randomModel({ uniform, features, trees: 1, depth: 7 });
      const row = Array.from({ length: features }, () => (uniform() < 0.15 ? NaN : uniform() * 2 - 1));
      const phi = bruteForce(model, row);
      explainRow(model, row).phi.forEach(
        (value, j) => (worst = Math.max(worst, Math.abs(value - (phi[j] ?? NaN)))),
      );
    }
    expect(worst).toBeLessThan(1e-9);
  });

  it('says the same of a row again, whatever rows came between', () => {
    const uniform = uniformAt(4, 3, 0);
    // Deep enough that some trees have more nodes than are kept.
    const model = randomModel({ uniform, features: 6, trees: 20, depth: 8 });
    const explain = treeExplainer(model);
    const rows = Array.from({ length: 300 }, () =>
      Array.from({ length: 6 }, () => (uniform() < 0.1 ? NaN : uniform() * 2 - 1)),
    );
    const first = rows.map((row) => explain(row));
    const again = rows.map((row) => explain(row));
    expect(again).toEqual(first);
    expect(rows.map((row) => explainRow(model, row))).toEqual(first);
  });

  it('adds up to the score of a large model', () => {
    const uniform = uniformAt(1, 3, 0);
    const model = randomModel({ uniform, features: 30, trees: 200, depth: 9 });
    const forest = new FlatForest(model);
    const explain = treeExplainer(model);
    const score = new Float64Array(1);
    for (let i = 0; i < 20; i++) {
      const row = Array.from({ length: 30 }, () => (uniform() < 0.1 ? NaN : uniform() * 2 - 1));
      forest.raw(row, score);
      const { base, phi } = explain(row);
      const sum = phi.reduce((total, value) => total + value, base);
      expect(Math.abs(sum - (score[0] ?? NaN))).toBeLessThan(1e-6 * Math.max(1, Math.abs(sum)));
    }
  });
});
