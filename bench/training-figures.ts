import { InferenceSession, Tensor } from 'onnxruntime-node';
import { featureProfile } from '../src/shared/model/feature-profile';
import { catalogueFor } from '../src/shared/model/channel-catalogue';
import { createPlant } from '../src/workers/simulator/plant/plant';
import { createRandom } from '../src/workers/simulator/plant/random';
import { FlatForest } from '../src/workers/trainer/boosting/flat-forest';
import { trainBoosting } from '../src/workers/trainer/boosting/train-boosting';
import type { TreeModel } from '../src/workers/trainer/boosting/tree-model';
import { addTree } from '../src/workers/trainer/boosting/walk-tree';
import { treeExplainer } from '../src/workers/trainer/explain/tree-shap';
import { encodeOnnx } from '../src/workers/trainer/export-onnx/onnx-model';
import { treeGraph } from '../src/workers/trainer/export-onnx/tree-graph';
import { createFeatureEngine } from '../src/workers/twin/features/feature-engine';
import { cellValues, inputTags, windowMs, type InputCell } from '../src/workers/twin/features/input-cell';

export interface BenchTable {
  readonly rows: number;
  /** Further rows that are not learned from. */
  readonly held: number;
  /** Column by column, learned rows first. */
  readonly x: Float32Array;
  readonly y: Float64Array;
}

/** A made-up table: smooth, skewed and stepped columns, products of columns, noise. The same seed gives the same table. */
export function benchTable(rows: number, held: number, features: number): BenchTable {
  const n = rows + held;
  const random = createRandom(7, 1);
  const x = new Float32Array(n * features);
  for (let j = 0; j < features; j += 1)
    for (let i = 0; i < n; i += 1) {
      const z = random.normal();
      x[j * n + i] = j >= 10 && j < 20 ? Math.exp(z) : j >= 20 && j < 30 ? Math.round(3 * z) / 3 : z;
    }
  const y = Float64Array.from({ length: n }, (_, i) => {
    const at = (j: number): number => x[(j % features) * n + i] as number;
    return (
      3 * Math.sin(2 * at(0)) +
      2 * at(1) * at(2) +
      at(3) ** 2 +
      1.5 * Math.log(Math.abs(at(10)) + 1e-3) * Number(at(4) > 0) +
      2 * at(20) +
      Math.abs(at(5)) * at(6) +
      0.5 * (at(7) + at(8) + at(9)) +
      0.9 * random.normal()
    );
  });
  return { rows, held, x, y };
}

/** Trains with so many threads: seconds, binning included, and R² of the rows held out. */
export async function trainOn(
  table: BenchTable,
  features: number,
  trees: number,
  threads: number,
  threadPath: string,
): Promise<{ seconds: number; r2: number; model: TreeModel }> {
  const { rows, held, x, y } = table;
  const n = rows + held;
  const part = (j: number, from: number, to: number): Float32Array => x.slice(j * n + from, j * n + to);
  const names = Array.from({ length: features }, (_, j) => `f${j}`);
  const columns = names.map((_, j) => part(j, 0, rows));
  const begun = performance.now();
  const { model } = await trainBoosting({
    table: { featureNames: names, columns, y: y.slice(0, rows) },
    options: { trees, lambdaL2: 1, threads },
    threadPath,
  });
  const seconds = (performance.now() - begun) / 1000;
  const asked = names.map((_, j) => part(j, rows, n));
  const score = new Float64Array(held).fill(model.base[0] ?? 0);
  for (const tree of model.trees) addTree(tree, asked, score);
  const truth = y.subarray(rows);
  const mean = truth.reduce((sum, v) => sum + v, 0) / held;
  const sse = truth.reduce((sum, v, i) => sum + (v - (score[i] as number)) ** 2, 0);
  return { seconds, r2: 1 - sse / truth.reduce((sum, v) => sum + (v - mean) ** 2, 0), model };
}

/** Rows of a table one by one, in single precision as models see them. */
function rowsOf({ rows, held, x }: BenchTable, features: number, count: number): Float32Array[] {
  const n = rows + held;
  return Array.from({ length: Math.min(count, held) }, (_, i) =>
    Float32Array.from({ length: features }, (_v, j) => x[j * n + rows + i] as number),
  );
}

async function sessionOf(model: TreeModel) {
  const bytes = encodeOnnx(treeGraph(model, { graph: 'bench', input: 'x', output: 'y' }), {
    name: 'bench',
    version: '1',
  });
  const session = await InferenceSession.create(bytes, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  return async (row: Float32Array): Promise<number> => {
    const answer = await session.run({ x: new Tensor('float32', row, [1, row.length]) });
    return Number(answer['y']?.data[0]);
  };
}

/** What one answer costs: by the model file in its runtime, by the trainer's own trees, and its explanation. */
export async function answerFigures(model: TreeModel, table: BenchTable, features: number) {
  const rows = rowsOf(table, features, 2000);
  const run = await sessionOf(model);
  const forest = new FlatForest(model);
  const into = new Float64Array(1);
  const explain = treeExplainer(model);
  const onnx = await timed(rows, run);
  const own = await timed(rows, (row) => forest.raw(row, into));
  const shap = await timed(rows.slice(0, 500), (row) => explain(row));
  return { onnx, own, shap };
}

async function timed<T>(rows: readonly T[], work: (row: T) => unknown): Promise<number[]> {
  const times: number[] = [];
  for (const row of [...rows.slice(0, 100), ...rows]) {
    const begun = performance.now();
    await work(row);
    times.push(performance.now() - begun);
  }
  return times.slice(Math.min(100, rows.length)).toSorted((a, b) => a - b);
}

const tickHours = 3;

/**
 * One 30 s tick of so many units: a cell into the feature engine, the wide profile of features, 500 trees by the model
 * file, and the contributions to the answer. Milliseconds of each tick, sorted.
 */
export async function tickTimes(units: number, trees: number, threadPath: string) {
  const { features: names } = featureProfile('wide');
  const cells = Array.from({ length: units }, (_, u) => simulatedCells(u + 1));
  const model = await modelOf(cells[0] ?? [], names, trees, threadPath);
  const run = await sessionOf(model);
  const explain = treeExplainer(model);
  const engines = cells.map(() => createFeatureEngine(facts(), names));
  const times: number[] = [];
  for (let i = 0; i < tickHours * 120; i += 1) {
    const begun = performance.now();
    for (const [u, engine] of engines.entries()) {
      const cell = cells[u]?.[i];
      if (!cell) continue;
      const row = Float32Array.from(engine.push(cell).vector);
      await run(row);
      explain(row);
    }
    if (i >= 120) times.push(performance.now() - begun);
  }
  return { times: times.toSorted((a, b) => a - b), features: names.length, trees: model.trees.length };
}

/** Trees over the features of one simulated batch; what they learn does not matter, only how many they are. */
async function modelOf(
  cells: readonly InputCell[],
  names: readonly string[],
  trees: number,
  threadPath: string,
): Promise<TreeModel> {
  const engine = createFeatureEngine(facts(), names);
  const rows = cells.map((cell) => Float32Array.from(engine.push(cell).vector));
  const random = createRandom(3, 1);
  const { model } = await trainBoosting({
    table: {
      featureNames: names,
      columns: names.map((_, j) => Float32Array.from(rows, (row) => row[j] ?? Number.NaN)),
      y: Float64Array.from(rows, (_, i) => i / 100 + random.normal()),
    },
    options: { trees, minDataInLeaf: 4, learningRate: 0.05 },
    threadPath,
  });
  return model;
}

function simulatedCells(seed: number): InputCell[] {
  const plant = createPlant({ preset: '15L', seed, variation: true });
  const columns = inputTags.map((tag) => plant.tags.indexOf(tag));
  return Array.from({ length: tickHours * 120 }, (_, i) => {
    const sums = inputTags.map(() => 0);
    for (let second = 0; second < windowMs / 1000; second += 1) {
      plant.step();
      const { value } = plant.sensors();
      columns.forEach((column, j) => (sums[j] = (sums[j] ?? 0) + (value[column] ?? 0)));
    }
    const mean = (tag: (typeof inputTags)[number]): number =>
      ((sums[inputTags.indexOf(tag)] ?? 0) * 1000) / windowMs;
    return { end: (i + 1) * windowMs, values: cellValues(mean) };
  });
}

function facts() {
  const channels = catalogueFor('15L');
  const rangeOf = (tag: string) =>
    channels.find((channel) => channel.tag === tag)?.range ?? { low: 0, high: 100 };
  return {
    inoculatedAt: 0,
    startVolumeL: 6,
    analysers: { o2: rangeOf('OffGas_O2'), co2: rangeOf('OffGas_CO2') },
  };
}
