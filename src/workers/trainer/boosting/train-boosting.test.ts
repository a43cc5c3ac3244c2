import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BoostingOptions } from './boosting-options';
import { percentile } from './percentile';
import { bundlePartThread } from './testing/part-thread-path';
import { trainBoosting, type TrainedTrees, type TrainingRequest } from './train-boosting';
import type { TrainingTable } from './training-table';
import { treeModelToJson } from './tree-model';
import { uniformAt } from './draw-rows';
import { addTree } from './walk-tree';

let thread: { readonly path: string; remove(): void };
beforeAll(async () => {
  thread = await bundlePartThread();
}, 60_000);
afterAll(() => thread.remove());

const tableOf = (
  columns: readonly number[][],
  y: readonly number[],
  weights?: readonly number[],
): TrainingTable => ({
  featureNames: columns.map((_, j) => `f${j}`),
  columns: columns.map((column) => Float64Array.from(column)),
  y: Float64Array.from(y),
  ...(weights && { weights: Float64Array.from(weights) }),
});

const tiny = { minDataInBin: 1, minDataInLeaf: 1 } as const;

const train = (
  table: TrainingTable,
  options: Partial<BoostingOptions> = {},
  more: Partial<TrainingRequest> = {},
): Promise<TrainedTrees> => trainBoosting({ table, options, ...more });

function raw({ model }: TrainedTrees, columns: readonly (readonly number[])[]): number[] {
  const score = new Float64Array(columns[0]?.length ?? 0).fill(model.base[0] ?? 0);
  const wide = columns.map((column) => Float64Array.from(column));
  for (const tree of model.trees) addTree(tree, wide, score);
  return Array.from(score);
}

/** Rows of a curved surface with noise, some values missing. */
function surface(rows: number, seed = 5): { columns: number[][]; y: number[] } {
  const uniform = uniformAt(seed, 9, 0);
  const columns = Array.from({ length: 6 }, () => Array.from({ length: rows }, () => uniform() * 4 - 2));
  const y = Array.from({ length: rows }, (_, i) => {
    const [a = 0, b = 0, c = 0] = columns.map((column) => column[i] ?? 0);
    return Math.sin(2 * a) * 2 + b * c + (uniform() - 0.5);
  });
  columns[1]?.forEach((_, i, column) => {
    if (i % 7 === 0) column[i] = Number.NaN;
  });
  return { columns, y };
}

describe('gradient boosting', () => {
  const x = [1, 2, 3, 4, 5, 6, 7, 8];
  const y = [1, 1.2, 0.9, 1.1, 3, 3.2, 2.9, 3.1];

  it.each([
    { lambdaL1: 0, lambdaL2: 1, gain: 6.4, leaf: 0.8 },
    { lambdaL1: 0, lambdaL2: 0, gain: 8, leaf: 1 },
    { lambdaL1: 0.5, lambdaL2: 1, gain: 4.9, leaf: 0.7 },
  ])('splits the worked example after 4 with gain $gain', async ({ gain, leaf, ...lambdas }) => {
    const one = { ...tiny, ...lambdas, minDataInLeaf: 2, trees: 1, leaves: 2, learningRate: 1 };
    const { model } = await train(tableOf([x], y), { ...one, minGain: gain - 1e-9 });
    expect(model.base[0]).toBeCloseTo(2.05, 12);
    const [tree] = model.trees;
    expect(tree?.threshold[0]).toBe(4.5);
    expect(Array.from(tree?.value ?? [])).toEqual([0, expect.closeTo(-leaf, 12), expect.closeTo(leaf, 12)]);
    expect(Array.from(tree?.cover ?? [])).toEqual([8, 4, 4]);
    // The gain itself: a floor just above it forbids the split.
    const { model: none } = await train(tableOf([x], y), { ...one, minGain: gain + 1e-9 });
    expect(none.trees[0]?.feature).toEqual(Int32Array.of(-1));
  });

  it.each<Partial<BoostingOptions>>([
    { loss: 'squared' },
    { loss: 'poisson', growth: 'depth', maxDepth: 4 },
    { loss: 'quantile', alpha: 0.8, featureFraction: 0.6, baggingFraction: 0.7, baggingFreq: 2 },
    { loss: 'squared', monotone: { f2: 1 } },
  ])('grows the same model to the bit with 1, 2 and 4 threads: %o', async (options) => {
    const { columns, y } = surface(20_000);
    const table = tableOf(
      columns,
      options.loss === 'poisson' ? y.map((v) => Math.round(Math.exp(v / 3))) : y,
    );
    const models = await Promise.all(
      [1, 2, 4].map((threads) =>
        train(table, { ...options, trees: 8, threads }, { threadPath: thread.path }),
      ),
    );
    const [one = '', two, four] = models.map(({ model }) => JSON.stringify(treeModelToJson(model)));
    expect(models[0]?.model.trees[0]?.feature.length).toBeGreaterThan(20);
    expect(two === one && four === one).toBe(true);
  });

  it('grows another model from another seed, and the same after an interruption', async () => {
    const table = tableOf(surface(1500).columns, surface(1500).y);
    const options = { trees: 12, featureFraction: 0.5, baggingFraction: 0.6, baggingFreq: 3, seed: 3 };
    const json = (trained: TrainedTrees): string => JSON.stringify(treeModelToJson(trained.model));
    let halfway = '';
    const whole = await train(table, options, {
      onProgress: ({ trees, state }) => {
        if (trees === 7) halfway = JSON.stringify(state());
      },
    });
    const resumed = await train(table, options, { resume: JSON.parse(halfway) });
    expect(json(resumed)).toBe(json(whole));
    expect(json(await train(table, { ...options, seed: 4 }))).not.toBe(json(whole));
    await expect(train(table, { ...options, seed: 4 }, { resume: JSON.parse(halfway) })).rejects.toThrow(
      'start it anew',
    );
  });

  it('stops when asked', async () => {
    const stop = new AbortController();
    const { columns, y } = surface(3000);
    const running = train(
      tableOf(columns, y),
      { trees: 100_000 },
      {
        signal: stop.signal,
        onProgress: ({ trees }) => trees === 3 && stop.abort(new Error('enough')),
      },
    );
    await expect(running).rejects.toThrow('enough');
  });

  it('sends missing values to the side where they belong', async () => {
    const columns = [[1, 2, 3, 4, NaN, NaN, NaN, 5, 6, 7, 8, NaN]];
    const options = { ...tiny, trees: 60, learningRate: 0.3, leaves: 3 };
    const low = await train(tableOf(columns, [0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 0]), options);
    const high = await train(tableOf(columns, [0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1]), options);
    const apart = await train(tableOf(columns, [0, 0, 0, 0, 5, 5, 5, 0, 0, 0, 0, 5]), options);
    expect(raw(low, [[NaN]])[0]).toBeCloseTo(0, 3);
    expect(raw(high, [[NaN]])[0]).toBeCloseTo(1, 3);
    expect(raw(apart, [[NaN, 1, 8]])).toEqual([
      expect.closeTo(5, 3),
      expect.closeTo(0, 3),
      expect.closeTo(0, 3),
    ]);
  });

  it('treats a value never missing in training as if it were small', async () => {
    const trained = await train(tableOf([x], y), { ...tiny, trees: 40 });
    expect(raw(trained, [[NaN]])).toEqual(raw(trained, [[-1e9]]));
  });

  it.each([1, -1] as const)('never moves against a monotone constraint (%i)', async (direction) => {
    const uniform = uniformAt(1, 9, 0);
    const a = Array.from({ length: 800 }, () => uniform() * 10);
    const b = Array.from({ length: 800 }, () => uniform() * 10);
    const target = a.map((v, i) => Math.sin(v) * 3 + 0.5 * v * Math.cos(b[i] ?? 0) + uniform());
    const trained = await train(tableOf([a, b], target), {
      trees: 60,
      minDataInLeaf: 5,
      monotone: { f0: direction },
    });
    const grid = Array.from({ length: 400 }, (_, i) => i / 40);
    for (const at of [0.5, 3, 5, 9]) {
      const line = raw(trained, [grid, grid.map(() => at)]);
      const against = line.filter((v, i) => i > 0 && direction * (v - (line[i - 1] ?? v)) < 0);
      expect(against).toEqual([]);
      expect(new Set(line).size).toBeGreaterThan(1);
    }
  });

  it('covers what a quantile promises, and the median splits in half', async () => {
    const { columns, y } = surface(8000);
    const fresh = surface(8000, 6);
    const share = async (options: Partial<BoostingOptions>): Promise<number> => {
      const trained = await train(tableOf(columns, y), {
        trees: 80,
        leaves: 8,
        minDataInLeaf: 200,
        ...options,
      });
      const answers = raw(trained, fresh.columns);
      return fresh.y.filter((value, i) => value <= (answers[i] ?? 0)).length / fresh.y.length;
    };
    expect(Math.abs((await share({ loss: 'quantile', alpha: 0.9 })) - 0.9)).toBeLessThan(0.04);
    expect(Math.abs((await share({ loss: 'quantile', alpha: 0.1 })) - 0.1)).toBeLessThan(0.04);
    expect(Math.abs((await share({ loss: 'absolute' })) - 0.5)).toBeLessThan(0.04);
  });

  it('follows counts on the log scale with the Poisson loss', async () => {
    const uniform = uniformAt(2, 9, 0);
    const a = Array.from({ length: 6000 }, () => uniform() * 3);
    const counts = a.map((v) => {
      let k = 0;
      for (let p = uniform(); p > Math.exp(-Math.exp(v - 1)); p *= uniform()) k += 1;
      return k;
    });
    const trained = await train(tableOf([a], counts), {
      loss: 'poisson',
      trees: 150,
      minDataInLeaf: 50,
      leaves: 8,
    });
    expect(trained.model.transform).toBe('exp');
    const worst = [0.2, 1, 1.5, 2, 2.8].map((at) => Math.abs((raw(trained, [[at]])[0] ?? 0) - (at - 1)));
    expect(Math.max(...worst)).toBeLessThan(0.2);
    await expect(train(tableOf([[1, 2]], [1, -1]), { loss: 'poisson' })).rejects.toThrow(
      'targets of 0 or more',
    );
  });

  it('keeps the trees up to the best validation loss', async () => {
    const { columns, y } = surface(300);
    const other = surface(300, 8);
    const trained = await train(
      tableOf(columns, y),
      { trees: 3000, patience: 15, learningRate: 0.3, minDataInLeaf: 2 },
      { validation: tableOf(other.columns, other.y) },
    );
    const best = trained.validationLosses.indexOf(Math.min(...trained.validationLosses)) + 1;
    expect(trained.model.trees).toHaveLength(best);
    expect(trained.grown).toBe(best + 15);
    const answers = raw(trained, other.columns);
    const mse = other.y.reduce((sum, v, i) => sum + (v - (answers[i] ?? 0)) ** 2, 0) / other.y.length;
    expect(mse).toBeCloseTo(trained.validationLosses[best - 1] ?? 0, 10);
  });

  it('learns from useless features nothing, and says which they are', async () => {
    const none = x.map(() => NaN);
    const trained = await train(tableOf([x.map(() => 7), none, x, x], y), { ...tiny, trees: 5 });
    expect(trained.unused).toEqual(['f0', 'f1']);
    // Of two equal columns the first is used, always.
    expect(new Set(trained.model.trees.flatMap((tree) => Array.from(tree.feature)))).toEqual(
      new Set([-1, 2]),
    );
    const blank = await train(tableOf([none], y), { trees: 50 });
    expect(blank.grown).toBe(1);
    expect(raw(blank, [[1]])[0]).toBeCloseTo(2.05, 12);
  });

  it('uses only the features it is told to', async () => {
    const { model } = await train(tableOf([y, x, y], y), { ...tiny, trees: 3 }, { features: ['f1'] });
    expect(model.featureNames).toEqual(['f1']);
    expect(model.trees[0]?.threshold[0]).toBe(4.5);
    await expect(train(tableOf([x], y), {}, { features: ['age'] })).rejects.toThrow('no feature age');
  });

  it('answers a single row with its value, and refuses none', async () => {
    expect(raw(await train(tableOf([[1]], [42]), { trees: 3 }), [[5]])).toEqual([42]);
    await expect(train(tableOf([[]], []))).rejects.toThrow('no rows');
    await expect(train(tableOf([[1, 2]], [1, NaN]))).rejects.toThrow('target of row 1');
    await expect(train(tableOf([[1, Infinity]], [1, 2]))).rejects.toThrow('f0 is infinite in row 1');
    await expect(train(tableOf([x], y), { monotone: { age: 1 } })).rejects.toThrow('names age');
    await expect(train(tableOf([x], y), { bins: 300 })).rejects.toThrow('bins is 300');
  });

  it.each<Partial<BoostingOptions>>([
    { loss: 'squared' },
    { loss: 'poisson' },
    { loss: 'quantile', alpha: 0.7 },
  ])('takes whole weights for repeated rows: %o', async (options) => {
    const uniform = uniformAt(4, 9, 0);
    const a = Array.from({ length: 60 }, (_, i) => i % 20);
    const target = a.map((v) => v + 5 * uniform());
    const weights = a.map(() => 1 + Math.floor(uniform() * 3));
    const repeat = (values: readonly number[]): number[] =>
      values.flatMap((v, i) => Array.from({ length: weights[i] ?? 0 }, () => v));
    const settings = { ...tiny, ...options, trees: 10, leaves: 5, lambdaL2: 1 };
    const weighted = raw(await train(tableOf([a], target, weights), settings), [a]);
    const repeated = raw(await train(tableOf([repeat(a)], repeat(target)), settings), [a]);
    weighted.forEach((value, i) => expect(value).toBeCloseTo(repeated[i] ?? NaN, 8));
  });

  it('takes the percentile by the descending rule', () => {
    expect(percentile(Float64Array.of(0.1, 0.5, -0.2, 0.9, 0.3), undefined, 0.9)).toBeCloseTo(0.74, 12);
    expect(
      percentile(Float64Array.of(0.1, 0.5, -0.2, 0.9, 0.3), Float64Array.of(1, 1, 1, 1, 1), 0.9),
    ).toBeCloseTo(0.74, 12);
  });
});
