import { atMost } from '../boosting/flat-forest';
import { nearZero, type Tree, type TreeModel } from '../boosting/tree-model';

/** Why a row got its score: `base` and the contributions of the features add up to the score before the transform. */
export interface Explanation {
  readonly base: number;
  /** By feature, in the order of the model's features. */
  readonly phi: Float64Array;
}

/**
 * Contributions by path-dependent TreeSHAP (Lundberg and others 2018, algorithm 2): the Shapley values of the expected
 * score given some features, rows spread over the rest by the training cover.
 * @param output which score of a model with several
 */
export function explainRow(model: TreeModel, row: ArrayLike<number>, output = 0): Explanation {
  return treeExplainer(model)(row, output);
}

/**
 * A function that explains many rows of one model. What a tree contributes depends on nothing but where the row turns
 * at its nodes: ways met lately are kept, so that rows that change little, as those of a running batch, cost little.
 */
export function treeExplainer(model: TreeModel): (row: ArrayLike<number>, output?: number) => Explanation {
  const means = model.trees.map(meanOf);
  const depth = Math.max(0, ...model.trees.map(depthOf));
  const path = new Path(depth + 2);
  const x = new Float64Array(model.featureNames.length);
  const scratch = new Float64Array(x.length);
  const prepared = model.trees.map((tree) => prepare(tree, model, scratch));
  return (row, output = 0) => {
    const phi = new Float64Array(x.length);
    for (let j = 0; j < x.length; j++)
      x[j] = model.inputs === 'float32' ? Math.fround(row[j] as number) : (row[j] as number);
    let base = model.base[output] ?? 0;
    for (const [t, tree] of prepared.entries()) {
      if (tree.output !== output) continue;
      base += means[t] ?? 0;
      if (tree.feature[0] === -1) continue;
      const given = contributionsOf(tree, x, path);
      for (let k = 0; k < given.length; k++) {
        const j = tree.asked[k] as number;
        phi[j] = (phi[j] as number) + (given[k] as number);
      }
    }
    return { base, phi };
  };
}

interface Members {
  readonly set: ReadonlySet<number>;
  readonly left: boolean;
}

type PreparedTree = Tree & {
  /** Null where no node asks for a category. */
  readonly sets: ReadonlyMap<number, Members> | null;
  /** By node: share of its parent's rows that came to it. */
  readonly share: Float64Array;
  /** Nodes that ask. */
  readonly inner: Int32Array;
  /** Features that some node asks for. */
  readonly asked: Int32Array;
  /** Contributions of `asked` by the turns at `inner`, one bit each. */
  readonly kept: Map<number, Float64Array>;
  readonly scratch: Float64Array;
};

/** Turns of more nodes do not fit one number exactly. */
const mostBits = 52;
/** Ways kept of each tree. */
const mostKept = 32;

/** What a tree adds to its features, by itself: the same whether it was kept or computed. */
function contributionsOf(tree: PreparedTree, x: Float64Array, path: Path): Float64Array {
  const { inner, kept } = tree;
  let turns = 0;
  if (inner.length <= mostBits) {
    for (let i = 0; i < inner.length; i++) {
      const node = inner[i] as number;
      const at = x[tree.feature[node] as number] as number;
      turns = 2 * turns + (goesLeft(tree, node, at, tree.sets?.get(node)) ? 1 : 0);
    }
    const found = kept.get(turns);
    if (found) return found;
  }
  const { asked, scratch } = tree;
  path.explain(tree, x, scratch);
  const given = Float64Array.from(asked, (j) => scratch[j] as number);
  for (const j of asked) scratch[j] = 0;
  if (inner.length <= mostBits) {
    if (kept.size >= mostKept) kept.delete(kept.keys().next().value ?? 0);
    kept.set(turns, given);
  }
  return given;
}

function prepare(tree: Tree, model: TreeModel, scratch: Float64Array): PreparedTree {
  const share = new Float64Array(tree.feature.length);
  tree.feature.forEach((feature, node) => {
    if (feature === -1) return;
    for (const child of [tree.left[node] ?? 0, tree.right[node] ?? 0])
      share[child] = shareOf(tree, node, child);
  });
  const categories = tree.categories ?? [];
  const sets =
    categories.length === 0
      ? null
      : new Map(
          categories.map(({ node, members, membersLeft }) => [
            node,
            { set: new Set(members), left: membersLeft },
          ]),
        );
  const inner = Int32Array.from(tree.feature.keys()).filter((node) => tree.feature[node] !== -1);
  return {
    ...tree,
    threshold: tree.threshold.map((threshold) => atMost(threshold, model)),
    sets,
    share,
    inner,
    asked: Int32Array.from(new Set(inner.map((node) => tree.feature[node] as number))),
    kept: new Map(),
    scratch,
  };
}

/** Mean of the leaves, weighted by cover. */
function meanOf(tree: Tree): number {
  const mean = (node: number): number => {
    if (tree.feature[node] === -1) return tree.value[node] ?? 0;
    const [left, right] = [tree.left[node] ?? 0, tree.right[node] ?? 0];
    const share = shareOf(tree, node, left);
    return share * mean(left) + (1 - share) * mean(right);
  };
  return mean(0);
}

function depthOf(tree: Tree): number {
  const depth = new Int32Array(tree.feature.length);
  tree.feature.forEach((feature, node) => {
    if (feature === -1) return;
    for (const child of [tree.left[node] ?? 0, tree.right[node] ?? 0]) depth[child] = (depth[node] ?? 0) + 1;
  });
  return depth.reduce((most, d) => Math.max(most, d), 0);
}

/** Share of a node's rows that went to a child; a node that saw none shares evenly. */
function shareOf(tree: Tree, node: number, child: number): number {
  const left = tree.cover[tree.left[node] as number] as number;
  const both = left + (tree.cover[tree.right[node] as number] as number);
  return both > 0 ? (tree.cover[child] as number) / both : 0.5;
}

/** Whether a row goes left at a node. */
function goesLeft(tree: Tree, node: number, x: number, members: Members | undefined): boolean {
  if (Number.isNaN(x) || (tree.zeroMissing?.[node] === 1 && Math.abs(x) <= nearZero))
    return tree.missingLeft[node] === 1;
  if (!members) return x <= (tree.threshold[node] as number);
  return (x > -1 && members.set.has(Math.trunc(x))) === members.left;
}

/**
 * The features met on the way down, each with the share of rows that would pass without knowing it (zero), whether the
 * row itself passes (one), and the weight of subsets of each size. One row of the arrays per level of the tree.
 */
class Path {
  readonly #feature: Int32Array;
  readonly #zero: Float64Array;
  readonly #one: Float64Array;
  readonly #weight: Float64Array;
  /** 1 / k. */
  readonly #inverse: Float64Array;

  constructor(private readonly width: number) {
    const size = width * (width + 1);
    this.#feature = new Int32Array(size);
    this.#zero = new Float64Array(size);
    this.#one = new Float64Array(size);
    this.#weight = new Float64Array(size);
    this.#inverse = Float64Array.from({ length: width + 2 }, (_, k) => 1 / k);
  }

  explain(tree: PreparedTree, x: Float64Array, phi: Float64Array): void {
    this.#descend(tree, x, phi, 0, 0, 0, -1, 1, 1, -1);
  }

  /** @param level row of the arrays, @param length features on the way before this node */
  #descend(
    tree: PreparedTree,
    x: Float64Array,
    phi: Float64Array,
    node: number,
    level: number,
    length: number,
    parent: number,
    zero: number,
    one: number,
    feature: number,
  ): void {
    // No row and not this one: nothing below can count.
    if (zero === 0 && one === 0) return;
    const at = level * this.width;
    if (parent >= 0) this.#copy(parent * this.width, at, length);
    this.#extend(at, length, zero, one, feature);
    const asked = tree.feature[node] as number;
    if (asked === -1) return this.#give(at, length, tree.value[node] as number, phi);
    const left = tree.left[node] as number;
    const right = tree.right[node] as number;
    const hot = goesLeft(tree, node, x[asked] as number, tree.sets?.get(node)) ? left : right;
    const cold = hot === left ? right : left;
    let deeper = length;
    let zeroBefore = 1;
    let oneBefore = 1;
    const met = this.#find(at, length, asked);
    if (met >= 0) {
      zeroBefore = this.#zero[at + met] as number;
      oneBefore = this.#one[at + met] as number;
      this.#unwind(at, length, met);
      deeper -= 1;
    }
    const hotZero = zeroBefore * (tree.share[hot] as number);
    const coldZero = zeroBefore * (tree.share[cold] as number);
    this.#descend(tree, x, phi, hot, level + 1, deeper + 1, level, hotZero, oneBefore, asked);
    this.#descend(tree, x, phi, cold, level + 1, deeper + 1, level, coldZero, 0, asked);
  }

  #copy(from: number, to: number, count: number): void {
    for (let i = 0; i < count; i++) {
      this.#feature[to + i] = this.#feature[from + i] as number;
      this.#zero[to + i] = this.#zero[from + i] as number;
      this.#one[to + i] = this.#one[from + i] as number;
      this.#weight[to + i] = this.#weight[from + i] as number;
    }
  }

  #find(at: number, length: number, feature: number): number {
    for (let i = 1; i <= length; i++) if (this.#feature[at + i] === feature) return i;
    return -1;
  }

  #extend(at: number, length: number, zero: number, one: number, feature: number): void {
    const weight = this.#weight;
    const share = this.#inverse[length + 1] as number;
    this.#feature[at + length] = feature;
    this.#zero[at + length] = zero;
    this.#one[at + length] = one;
    weight[at + length] = length === 0 ? 1 : 0;
    for (let i = length - 1; i >= 0; i--) {
      const here = (weight[at + i] as number) * share;
      weight[at + i + 1] = (weight[at + i + 1] as number) + one * here * (i + 1);
      weight[at + i] = zero * here * (length - i);
    }
  }

  #unwind(at: number, length: number, met: number): void {
    const weight = this.#weight;
    const zero = this.#zero[at + met] as number;
    const one = this.#one[at + met] as number;
    let next = weight[at + length] as number;
    for (let i = length - 1; i >= 0; i--) {
      if (one === 0) weight[at + i] = ((weight[at + i] as number) * (length + 1)) / (zero * (length - i));
      else {
        const before = weight[at + i] as number;
        weight[at + i] = (next * (length + 1)) / ((i + 1) * one);
        next = before - ((weight[at + i] as number) * zero * (length - i)) / (length + 1);
      }
    }
    for (let i = met; i < length; i++) {
      this.#feature[at + i] = this.#feature[at + i + 1] as number;
      this.#zero[at + i] = this.#zero[at + i + 1] as number;
      this.#one[at + i] = this.#one[at + i + 1] as number;
    }
  }

  /**
   * At a leaf: each feature on the way gets its share of the value. What the row does not pass gets the same share
   * whatever part of the rows does: it is summed once.
   */
  #give(at: number, length: number, value: number, phi: Float64Array): void {
    let cold = Number.NaN;
    for (let i = 1; i <= length; i++) {
      const feature = this.#feature[at + i] as number;
      const one = this.#one[at + i] as number;
      if (one === 0) {
        if (Number.isNaN(cold)) cold = this.#coldSum(at, length);
        phi[feature] = (phi[feature] as number) - cold * value;
      } else {
        const share = this.#unwoundSum(at, length, i) * (one - (this.#zero[at + i] as number));
        phi[feature] = (phi[feature] as number) + share * value;
      }
    }
  }

  /** Sum of the weights as they would be without a feature that the row does not pass, times its zero share. */
  #coldSum(at: number, length: number): number {
    let total = 0;
    for (let i = length - 1; i >= 0; i--)
      total += (this.#weight[at + i] as number) * (this.#inverse[length - i] as number);
    return total * (length + 1);
  }

  /** Sum of the weights as they would be without one feature that the row passes. */
  #unwoundSum(at: number, length: number, met: number): number {
    const weight = this.#weight;
    const inverse = this.#inverse;
    const zero = this.#zero[at + met] as number;
    let total = 0;
    const share = zero * (inverse[length + 1] as number);
    let next = weight[at + length] as number;
    for (let i = length - 1; i >= 0; i--) {
      const part = next * (inverse[i + 1] as number) * (length + 1);
      total += part;
      next = (weight[at + i] as number) - part * share * (length - i);
    }
    return total;
  }
}
