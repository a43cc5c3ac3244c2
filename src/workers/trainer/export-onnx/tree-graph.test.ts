import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import { uniformAt } from '../boosting/draw-rows';
import { FlatForest } from '../boosting/flat-forest';
import { nextFloat32, previousFloat32 } from '../boosting/neighbour-float';
import { randomModel } from '../boosting/testing/random-model';
import { trainBoosting } from '../boosting/train-boosting';
import type { TreeModel } from '../boosting/tree-model';
import { encodeOnnx } from './onnx-model';
import { treeGraph } from './tree-graph';

const names = { graph: 'trees', input: 'features', output: 'answer' };

async function runOnnx(
  model: TreeModel,
  rows: readonly Float32Array[],
  precision?: 'double' | 'single',
): Promise<Float32Array> {
  const bytes = encodeOnnx(treeGraph(model, names, precision), { name: 'test', version: '1' });
  const session = await InferenceSession.create(bytes, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  const width = model.featureNames.length;
  const flat = new Float32Array(rows.length * width);
  rows.forEach((row, i) => flat.set(row, i * width));
  const answer = await session.run({ features: new Tensor('float32', flat, [rows.length, width]) });
  return answer['answer']?.data as Float32Array;
}

/** Largest relative difference between the runtime's answers and ours. */
async function worstOf(
  model: TreeModel,
  rows: readonly Float32Array[],
  precision?: 'double' | 'single',
): Promise<number> {
  const forest = new FlatForest(model);
  const got = await runOnnx(model, rows, precision);
  const own = rows.flatMap((row) => Array.from(forest.predict(row)));
  expect(got).toHaveLength(own.length);
  return Math.max(
    ...own.map((value, i) => Math.abs(value - (got[i] ?? NaN)) / Math.max(Math.abs(value), 1e-3)),
  );
}

/** For every threshold of every node a row on it, just below it and just above it. */
function rowsAroundThresholds(model: TreeModel, uniform: () => number): Float32Array[] {
  return model.trees.flatMap((tree) =>
    Array.from(tree.feature.entries()).flatMap(([node, feature]) => {
      if (feature < 0) return [];
      const t = Math.fround(tree.threshold[node] ?? 0);
      return [previousFloat32(t), t, nextFloat32(t)].map((x) => {
        const row = Float32Array.from(model.featureNames, () => (uniform() < 0.1 ? NaN : uniform() * 2 - 1));
        row[feature] = x;
        return row;
      });
    }),
  );
}

async function trained(): Promise<TreeModel> {
  const uniform = uniformAt(11, 5, 0);
  const columns = Array.from({ length: 6 }, () =>
    Float64Array.from({ length: 1500 }, () => uniform() * 2 - 1),
  );
  const y = Float64Array.from(
    { length: 1500 },
    (_, i) => 20 + 5 * Math.sin(3 * (columns[0]?.[i] ?? 0)) + (columns[1]?.[i] ?? 0),
  );
  columns[2]?.fill(NaN, 0, 300);
  const featureNames = columns.map((_, j) => `f${j}`);
  const { model } = await trainBoosting({
    table: { featureNames, columns, y },
    options: { trees: 150, leaves: 16, learningRate: 0.05 },
  });
  return model;
}

describe('trees as ONNX', () => {
  it('answers as the trainer does on, just below and just above every threshold', async () => {
    const model = await trained();
    const rows = rowsAroundThresholds(model, uniformAt(1, 5, 0));
    expect(rows.length).toBeGreaterThan(5000);
    expect(await worstOf(model, rows)).toBeLessThan(1e-6);
  });

  it.each([
    { comparison: '<=', inputs: 'float32' },
    { comparison: '<', inputs: 'float32' },
    { comparison: '<=', inputs: 'float64' },
  ] as const)('decides alike in both precisions: %o', async (kind) => {
    const random = randomModel({ uniform: uniformAt(2, 5, 0), features: 5, trees: 40, depth: 6 });
    // Thresholds between two float32 numbers exist only where inputs are doubles.
    const nudge = kind.inputs === 'float64' ? 1e-12 : 0;
    const trees = random.trees.map((tree) => ({ ...tree, threshold: tree.threshold.map((t) => t + nudge) }));
    const model: TreeModel = { ...random, ...kind, trees };
    const rows = rowsAroundThresholds(model, uniformAt(3, 5, 0));
    expect(await worstOf(model, rows)).toBeLessThan(1e-6);
    // Values differ by far more than this where a single row takes another way.
    expect(await worstOf(model, rows, 'single')).toBeLessThan(1e-3);
  });

  it('writes transforms, several outputs, categories and zero as missing', async () => {
    const plain = randomModel({ uniform: uniformAt(4, 5, 0), features: 3, trees: 12, depth: 4 });
    const trees = plain.trees.map((tree, t) => {
      const inner = Array.from(tree.feature.keys()).filter((node) => tree.feature[node] === t % 3);
      return {
        ...tree,
        output: t % 3,
        ...(t % 3 === 0 && {
          categories: inner.map((node) => ({
            node,
            members: node % 2 ? [0, 2, 5] : [1, 33],
            membersLeft: node % 4 > 1,
          })),
        }),
        ...(t % 3 === 1 && {
          zeroMissing: Uint8Array.from(tree.feature, (feature) => (feature === 1 ? 1 : 0)),
        }),
      };
    });
    const uniform = uniformAt(5, 5, 0);
    const rows = Array.from({ length: 500 }, () =>
      Float32Array.of(
        Math.floor(uniform() * 7) - 1,
        [0, NaN, 1e-36, -1e-36, uniform() - 0.5][Math.floor(uniform() * 5)] ?? 0,
        uniform(),
      ),
    );
    for (const transform of ['identity', 'exp', 'sigmoid', 'softmax'] as const) {
      const model: TreeModel = { ...plain, base: [0.1, 0.2, -0.3], transform, sigmoidSlope: 0.7, trees };
      expect(await worstOf(model, rows)).toBeLessThan(2e-6);
    }
    expect(await worstOf({ ...plain, trees: [] }, rows)).toBeLessThan(1e-6);
  });
});
