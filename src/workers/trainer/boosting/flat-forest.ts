import { previousFloat32, previousFloat64 } from './neighbour-float';
import { checkTreeModel, nearZero, type CategorySplit, type Tree, type TreeModel } from './tree-model';

const leaf = -1;
const kinds = { plain: 0, zeroMissing: 1, category: 2 } as const;

/** What the nodes of a forest need, one after the other, tree after tree. */
interface Nodes {
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Where a missing value goes. */
  readonly missing: Int32Array;
  readonly value: Float64Array;
  readonly kind: Uint8Array;
}

/**
 * A tree model laid out for quick answers. A strict comparison becomes one with equality by the next lower threshold, so
 * one loop walks all models. Not to be used by two callers at once: rows are prepared in place.
 */
export class FlatForest {
  readonly outputs: number;
  readonly #nodes: Nodes;
  readonly #roots: Int32Array;
  readonly #treeOutputs: Int32Array;
  readonly #row: Float64Array;
  readonly #plain: boolean;
  readonly #categories = new Map<number, CategorySplit & { readonly set: ReadonlySet<number> }>();

  /** @throws RangeError for a damaged model */
  constructor(private readonly model: TreeModel) {
    checkTreeModel(model);
    this.outputs = model.base.length;
    this.#roots = Int32Array.from(startsOf(model.trees));
    this.#treeOutputs = Int32Array.from(model.trees, (tree) => tree.output);
    this.#nodes = emptyNodes(model.trees.reduce((sum, tree) => sum + tree.feature.length, 0));
    model.trees.forEach((tree, t) => this.#place(tree, this.#roots[t] ?? 0));
    this.#plain = this.#nodes.kind.every((kind) => kind === kinds.plain);
    this.#row = new Float64Array(model.featureNames.length);
  }

  /** Scores of one row before the transform, written to `into`. */
  raw(row: ArrayLike<number>, into: Float64Array): void {
    this.#prepare(row);
    for (let o = 0; o < into.length; o++) into[o] = this.model.base[o] ?? 0;
    const { value } = this.#nodes;
    for (let t = 0; t < this.#roots.length; t++) {
      const root = this.#roots[t] as number;
      const at = this.#plain ? this.#walkPlain(root) : this.#walkAny(root);
      const output = this.#treeOutputs[t] as number;
      into[output] = (into[output] as number) + (value[at] as number);
    }
  }

  /** The answers of one row: as many as the model has outputs. */
  predict(row: ArrayLike<number>): Float64Array {
    const scores = new Float64Array(this.outputs);
    this.raw(row, scores);
    return transformScores(this.model, scores);
  }

  #prepare(row: ArrayLike<number>): void {
    const single = this.model.inputs === 'float32';
    for (let j = 0; j < this.#row.length; j++) {
      const x = row[j] as number;
      this.#row[j] = single ? Math.fround(x) : x;
    }
  }

  #walkPlain(root: number): number {
    const { feature, threshold, left, right, missing } = this.#nodes;
    const row = this.#row;
    let node = root;
    for (let f = feature[node] as number; f >= 0; f = feature[node] as number) {
      const x = row[f] as number;
      if (x <= (threshold[node] as number)) node = left[node] as number;
      else node = (x === x ? right[node] : missing[node]) as number;
    }
    return node;
  }

  #walkAny(root: number): number {
    const { feature, threshold, left, right, missing, kind } = this.#nodes;
    let node = root;
    for (let f = feature[node] as number; f >= 0; f = feature[node] as number) {
      const x = this.#row[f] as number;
      const absent = Number.isNaN(x) || (kind[node] === kinds.zeroMissing && Math.abs(x) <= nearZero);
      if (absent) node = missing[node] as number;
      else if (kind[node] === kinds.category) node = this.#byCategory(node, x);
      else node = (x <= (threshold[node] as number) ? left[node] : right[node]) as number;
    }
    return node;
  }

  #byCategory(node: number, x: number): number {
    const split = this.#categories.get(node);
    const isMember = x > -1 && split?.set.has(Math.trunc(x)) === true;
    return (isMember === split?.membersLeft ? this.#nodes.left[node] : this.#nodes.right[node]) ?? 0;
  }

  #place(tree: Tree, start: number): void {
    const { feature, threshold, left, right, missing, value, kind } = this.#nodes;
    for (let node = 0; node < tree.feature.length; node++) {
      const at = start + node;
      feature[at] = tree.feature[node] ?? leaf;
      value[at] = tree.value[node] ?? 0;
      if (feature[at] === leaf) continue;
      threshold[at] = atMost(tree.threshold[node] ?? 0, this.model);
      left[at] = start + (tree.left[node] ?? 0);
      right[at] = start + (tree.right[node] ?? 0);
      missing[at] = (tree.missingLeft[node] === 1 ? left[at] : right[at]) ?? 0;
      kind[at] = tree.zeroMissing?.[node] === 1 ? kinds.zeroMissing : kinds.plain;
    }
    for (const split of tree.categories ?? []) {
      kind[start + split.node] = kinds.category;
      this.#categories.set(start + split.node, { ...split, set: new Set(split.members) });
    }
  }
}

/** The threshold t' for which `x <= t'` says what the model's own comparison with t says. */
export function atMost(
  threshold: number,
  { comparison, inputs }: Pick<TreeModel, 'comparison' | 'inputs'>,
): number {
  if (comparison === '<=') return threshold;
  return inputs === 'float32' ? previousFloat32(threshold) : previousFloat64(threshold);
}

/** From scores to what the model answers; the scores may be written over. */
export function transformScores(
  { transform, sigmoidSlope }: Pick<TreeModel, 'transform' | 'sigmoidSlope'>,
  scores: Float64Array,
): Float64Array {
  if (transform === 'identity') return scores;
  if (transform === 'exp') return scores.map(Math.exp);
  if (transform === 'sigmoid') return scores.map((score) => 1 / (1 + Math.exp(-sigmoidSlope * score)));
  const highest = Math.max(...scores);
  const parts = scores.map((score) => Math.exp(score - highest));
  const sum = parts.reduce((total, part) => total + part, 0);
  return parts.map((part) => part / sum);
}

function startsOf(trees: readonly Tree[]): number[] {
  let start = 0;
  return trees.map((tree) => {
    const here = start;
    start += tree.feature.length;
    return here;
  });
}

function emptyNodes(count: number): Nodes {
  return {
    feature: new Int32Array(count),
    threshold: new Float64Array(count),
    left: new Int32Array(count),
    right: new Int32Array(count),
    missing: new Int32Array(count),
    value: new Float64Array(count),
    kind: new Uint8Array(count),
  };
}
