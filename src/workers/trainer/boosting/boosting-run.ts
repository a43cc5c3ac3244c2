import type { BoostingOptions } from './boosting-options';
import { boostingState, fingerprint, type BoostingState, type RestoredState } from './boosting-state';
import type { Crew } from './crew';
import { drawRows, uniformAt } from './draw-rows';
import { writeFixedPoint } from './fixed-point';
import { boundedWeight } from './find-split';
import { growTree, type GrowingLeaf, type GrownTree } from './grow-tree';
import { lossOf, type Loss } from './loss';
import { percentile } from './percentile';
import type { SharedData } from './shared-data';
import type { TrainedTrees, TrainingProgress } from './train-boosting';
import type { TrainingTable } from './training-table';
import type { Tree } from './tree-model';
import { addTree } from './walk-tree';

const purposes = { features: 1, rows: 2 } as const;

/** A training between its trees: scores, trees and losses so far. */
export class BoostingRun {
  readonly #loss: Loss;
  readonly #base: number;
  readonly #score: Float64Array;
  readonly #validationScore: Float64Array;
  readonly #gradients: Float64Array;
  readonly #hessians: Float64Array | undefined;
  readonly #columns: readonly Float32Array[];
  readonly #candidates: readonly number[];
  readonly #trees: Tree[] = [];
  readonly #losses: number[] = [];
  #best = 0;
  #stuck = false;

  constructor(
    private readonly data: SharedData,
    private readonly crew: Crew,
    private readonly options: BoostingOptions,
    private readonly table: TrainingTable,
    private readonly validation: TrainingTable | undefined,
  ) {
    const { rows, features } = data;
    this.#loss = lossOf(options);
    this.#base = this.#loss.initial(table.y, table.weights);
    this.#score = new Float64Array(rows).fill(this.#base);
    this.#validationScore = new Float64Array(validation?.y.length ?? 0).fill(this.#base);
    this.#gradients = new Float64Array(rows);
    this.#hessians = data.ownHessian ? new Float64Array(rows) : undefined;
    this.#columns = Array.from({ length: features }, (_, j) =>
      data.values.subarray(j * rows, (j + 1) * rows),
    );
    this.#candidates = Array.from({ length: features }, (_, j) => j).filter((j) => {
      const bins = data.binCounts[j] ?? 0;
      return bins > 1 || (bins === 1 && (data.missingCounts[j] ?? 0) > 0);
    });
  }

  /** Stands for the data and every option that changes the model. */
  key(): string {
    const { threads: _threads, ...options } = this.options;
    const { y, weights, featureNames } = this.table;
    const others = this.validation ? [...this.validation.columns, this.validation.y] : [];
    const arrays = [...this.#columns, y, ...(weights ? [weights] : []), ...others];
    return JSON.stringify([options, featureNames, this.data.rows, fingerprint(arrays)]);
  }

  resume(state: RestoredState): void {
    for (const [i, tree] of state.trees.entries()) {
      addTree(tree, this.#columns, this.#score);
      this.#trees.push(tree);
      this.#stuck = tree.feature.length === 1 && !this.#isDrawn();
      const loss = state.validationLosses[i];
      if (this.validation && loss !== undefined) {
        addTree(tree, this.validation.columns, this.#validationScore);
        this.#note(loss);
      }
    }
  }

  goesOn(): boolean {
    if (this.#stuck || this.#trees.length >= this.options.trees) return false;
    return !this.validation || this.#trees.length - this.#best < this.options.patience;
  }

  growOne(): void {
    const step = this.#trees.length;
    const { y, weights } = this.table;
    this.#loss.gradients(this.#score, y, weights, this.#gradients);
    this.#fillHessians();
    this.#chooseFeatures(step);
    const bag = this.#bag(step);
    const point = writeFixedPoint(this.data, this.#gradients, this.#hessians, bag);
    const grown = growTree(this.data, this.crew, this.options, bag?.length ?? this.data.rows, point);
    const tree = this.#finish(grown);
    this.#addToScores(tree, grown, bag);
    this.#trees.push(tree);
    // Without a split, and with nothing drawn by chance, the next tree would say the same.
    this.#stuck = grown.leaves.length === 1 && !this.#isDrawn();
    if (!this.validation) return;
    addTree(tree, this.validation.columns, this.#validationScore);
    this.#note(this.#loss.mean(this.#validationScore, this.validation.y, this.validation.weights));
  }

  progress(): TrainingProgress {
    return {
      trees: this.#trees.length,
      of: this.options.trees,
      validationLoss: this.#losses.at(-1) ?? null,
      trainingLoss: () => this.#loss.mean(this.#score, this.table.y, this.table.weights),
      bestTrees: this.validation ? this.#best : this.#trees.length,
      state: () => this.state(),
    };
  }

  state(): BoostingState {
    return boostingState(this.key(), this.#trees, this.#losses);
  }

  result(): TrainedTrees {
    const { featureNames } = this.table;
    const kept = this.validation ? this.#trees.slice(0, this.#best) : this.#trees;
    return {
      model: {
        featureNames: [...featureNames],
        base: [this.#base],
        transform: this.#loss.transform,
        sigmoidSlope: 1,
        comparison: '<=',
        inputs: 'float32',
        trees: kept,
      },
      grown: this.#trees.length,
      validationLosses: [...this.#losses],
      unused: featureNames.filter((_, j) => !this.#candidates.includes(j)),
    };
  }

  #note(loss: number): void {
    const before = this.#losses[this.#best - 1] ?? Number.POSITIVE_INFINITY;
    this.#losses.push(loss);
    if (loss < before - this.options.minDelta) this.#best = this.#losses.length;
  }

  #fillHessians(): void {
    if (!this.#hessians) return;
    if (this.#loss.hessians) this.#loss.hessians(this.#score, this.table.weights, this.#hessians);
    else if (this.table.weights) this.#hessians.set(this.table.weights);
  }

  #chooseFeatures(step: number): void {
    const { used } = this.data;
    const from = this.#candidates;
    used.fill(0);
    const wanted = Math.max(1, Math.round(this.options.featureFraction * from.length));
    if (wanted >= from.length) for (const feature of from) used[feature] = 1;
    else {
      const drawn = drawRows(from.length, wanted, uniformAt(this.options.seed, purposes.features, step));
      for (const i of drawn) used[from[i] ?? 0] = 1;
    }
  }

  /** Puts the rows of the bag into the index; undefined where all rows take part. */
  #bag(step: number): Int32Array | undefined {
    const { index, rows } = this.data;
    const { baggingFraction, baggingFreq, seed } = this.options;
    if (!this.#bagged()) {
      for (let i = 0; i < rows; i++) index[i] = i;
      return undefined;
    }
    const wanted = Math.max(1, Math.round(baggingFraction * rows));
    const bag = drawRows(rows, wanted, uniformAt(seed, purposes.rows, Math.floor(step / baggingFreq)));
    index.set(bag);
    return bag;
  }

  #bagged(): boolean {
    return this.options.baggingFreq > 0 && this.options.baggingFraction < 1;
  }

  #isDrawn(): boolean {
    return this.#bagged() || this.options.featureFraction < 1;
  }

  /** Leaf values from the gradients themselves, in the order of the rows, and how much training weight came where. */
  #finish(grown: GrownTree): Tree {
    const nodes = grown.feature.length;
    const value = new Float64Array(nodes);
    const cover = new Float64Array(nodes);
    for (const leaf of grown.leaves) {
      value[leaf.node] = this.options.learningRate * this.#leafValue(leaf);
      cover[leaf.node] = this.#weightOf(leaf);
    }
    for (let node = nodes - 1; node >= 0; node--) {
      if (grown.feature[node] === -1) continue;
      cover[node] = (cover[grown.left[node] ?? 0] ?? 0) + (cover[grown.right[node] ?? 0] ?? 0);
    }
    return {
      output: 0,
      feature: Int32Array.from(grown.feature),
      threshold: Float64Array.from(grown.threshold),
      left: Int32Array.from(grown.left),
      right: Int32Array.from(grown.right),
      missingLeft: Uint8Array.from(grown.missingLeft),
      value,
      cover,
    };
  }

  #leafValue({ low, high, least, most }: GrowingLeaf): number {
    if (this.#loss.refitAlpha !== undefined) return this.#refit(low, high, this.#loss.refitAlpha);
    const { index } = this.data;
    let g = 0;
    let h = 0;
    for (let i = low; i < high; i++) {
      const row = index[i] as number;
      g += this.#gradients[row] as number;
      h += this.#hessians ? (this.#hessians[row] as number) : 1;
    }
    return boundedWeight(g, h, this.options.lambdaL1, this.options.lambdaL2, least, most);
  }

  /** The percentile of what the scores still miss in a leaf. */
  #refit(low: number, high: number, alpha: number): number {
    const rows = this.data.index.subarray(low, high);
    const { y, weights } = this.table;
    const residuals = Float64Array.from(rows, (row) => (y[row] ?? 0) - (this.#score[row] ?? 0));
    return percentile(residuals, weights && Float64Array.from(rows, (row) => weights[row] ?? 0), alpha);
  }

  #weightOf({ low, high }: GrowingLeaf): number {
    const { weights } = this.table;
    if (!weights) return high - low;
    let sum = 0;
    for (let i = low; i < high; i++) sum += weights[this.data.index[i] as number] as number;
    return sum;
  }

  #addToScores(tree: Tree, grown: GrownTree, bag: Int32Array | undefined): void {
    const score = this.#score;
    if (bag) return addTree(tree, this.#columns, score);
    const { index } = this.data;
    for (const { node, low, high } of grown.leaves) {
      const value = tree.value[node] ?? 0;
      for (let i = low; i < high; i++) {
        const row = index[i] as number;
        score[row] = (score[row] as number) + value;
      }
    }
  }
}
