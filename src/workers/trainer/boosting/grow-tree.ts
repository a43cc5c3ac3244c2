import type { BoostingOptions } from './boosting-options';
import type { Crew } from './crew';
import { boundedWeight } from './find-split';
import { bestAt } from './grow-part';
import { binSlots, call, found, leafCall, task, type SharedData } from './shared-data';

/** A leaf while the tree grows: its rows in the index, its sums and the best way to split it. */
export interface GrowingLeaf {
  readonly node: number;
  readonly low: number;
  readonly high: number;
  readonly slot: number;
  readonly depth: number;
  readonly packed: number;
  readonly hessian: number;
  /** Bounds of its weight by monotone constraints. */
  readonly least: number;
  readonly most: number;
  best: FoundSplit;
}

interface FoundSplit {
  readonly gain: number;
  readonly feature: number;
  readonly bin: number;
  readonly missingLeft: number;
  readonly packed: number;
  readonly hessian: number;
}

/** Structure of a grown tree, leaf values still to be set. */
export interface GrownTree {
  readonly feature: number[];
  readonly threshold: number[];
  readonly left: number[];
  readonly right: number[];
  readonly missingLeft: number[];
  readonly leaves: readonly GrowingLeaf[];
}

/** How gradients became whole numbers: powers of two, so that nothing but the rounding is lost. */
export interface FixedPoint {
  readonly unit: number;
  readonly gradientStep: number;
  readonly hessianStep: number;
  readonly packed: number;
  readonly hessian: number;
}

const noSplit: FoundSplit = {
  gain: Number.NEGATIVE_INFINITY,
  feature: -1,
  bin: 0,
  missingLeft: 1,
  packed: 0,
  hessian: 0,
};
/** Fewer rows than this are divided by one part. */
const shareRowsAbove = 8192;

/**
 * Grows one tree over the first `rows` of the index.
 * @param point sums of these rows
 */
export function growTree(
  data: SharedData,
  crew: Crew,
  options: BoostingOptions,
  rows: number,
  point: FixedPoint,
): GrownTree {
  const tree = new TreeGrowth(data, crew, options, point);
  tree.root(rows);
  while (tree.leaves.length < options.leaves && tree.splitNext());
  return tree.grown();
}

class TreeGrowth {
  readonly leaves: GrowingLeaf[] = [];
  readonly #nodes: Omit<GrownTree, 'leaves'> = {
    feature: [],
    threshold: [],
    left: [],
    right: [],
    missingLeft: [],
  };

  constructor(
    private readonly data: SharedData,
    private readonly crew: Crew,
    private readonly options: BoostingOptions,
    private readonly point: FixedPoint,
  ) {
    const { call: numbers } = data;
    numbers[call.unit] = point.unit;
    numbers[call.gradientStep] = point.gradientStep;
    numbers[call.hessianStep] = point.hessianStep;
  }

  root(rows: number): void {
    const root: GrowingLeaf = {
      node: this.#addNode(),
      low: 0,
      high: rows,
      slot: 0,
      depth: 0,
      packed: this.point.packed,
      hessian: this.point.hessian,
      least: Number.NEGATIVE_INFINITY,
      most: Number.POSITIVE_INFINITY,
      best: noSplit,
    };
    this.leaves.push(root);
    const numbers = this.data.call;
    numbers[call.task] = task.root;
    numbers[call.low] = 0;
    numbers[call.high] = rows;
    numbers[call.useIndex] = rows === this.data.rows ? 0 : 1;
    if (this.#describe(0, root)) {
      this.crew.run(this.#steps(rows));
      root.best = this.#bestOf(0);
    }
    numbers[call.useIndex] = 1;
  }

  /** @returns false where nothing more can be split */
  splitNext(): boolean {
    const chosen = this.#choose();
    if (chosen < 0) return false;
    const leaf = this.leaves[chosen] as GrowingLeaf;
    const [left, right] = this.#children(leaf);
    this.leaves[chosen] = left;
    this.leaves.push(right);
    this.#callSplit(leaf, left, right);
    return true;
  }

  grown(): GrownTree {
    return { ...this.#nodes, leaves: this.leaves };
  }

  /** Largest gain, or with growth by depth the largest gain of the topmost level; the older leaf of equals. */
  #choose(): number {
    const byDepth = this.options.growth === 'depth';
    let chosen = -1;
    for (const [i, leaf] of this.leaves.entries()) {
      if (leaf.best.feature < 0) continue;
      const best = this.leaves[chosen];
      const higher = best === undefined || (byDepth && leaf.depth < best.depth);
      const level = best === undefined || !byDepth || leaf.depth === best.depth;
      if (higher || (level && leaf.best.gain > best.best.gain)) chosen = i;
    }
    return chosen;
  }

  #children(leaf: GrowingLeaf): [GrowingLeaf, GrowingLeaf] {
    const { best, low, high, depth } = leaf;
    const rows = this.#rowsIn(best.packed);
    const leftIsSmall = rows * 2 <= high - low;
    const freeSlot = this.leaves.length;
    const bounds = this.#bounds(leaf);
    const left: GrowingLeaf = {
      ...bounds.left,
      node: this.#addNode(),
      low,
      high: low + rows,
      slot: leftIsSmall ? freeSlot : leaf.slot,
      depth: depth + 1,
      packed: best.packed,
      hessian: best.hessian,
      best: noSplit,
    };
    const right: GrowingLeaf = {
      ...bounds.right,
      node: this.#addNode(),
      low: low + rows,
      high,
      slot: leftIsSmall ? leaf.slot : freeSlot,
      depth: depth + 1,
      packed: leaf.packed - best.packed,
      hessian: leaf.hessian - best.hessian,
      best: noSplit,
    };
    this.#connect(leaf, left.node, right.node);
    return [left, right];
  }

  #connect({ node, best }: GrowingLeaf, left: number, right: number): void {
    this.#nodes.feature[node] = best.feature;
    this.#nodes.threshold[node] = this.data.bounds[best.feature * binSlots + best.bin] ?? 0;
    this.#nodes.left[node] = left;
    this.#nodes.right[node] = right;
    this.#nodes.missingLeft[node] = best.missingLeft;
  }

  #callSplit(leaf: GrowingLeaf, left: GrowingLeaf, right: GrowingLeaf): void {
    const leftIsSmall = left.slot !== leaf.slot;
    const [small, large] = leftIsSmall ? [left, right] : [right, left];
    const rows = leaf.high - leaf.low;
    const numbers = this.data.call;
    numbers[call.task] = task.split;
    numbers[call.low] = leaf.low;
    numbers[call.high] = leaf.high;
    numbers[call.feature] = leaf.best.feature;
    numbers[call.bin] = leaf.best.bin;
    numbers[call.missingLeft] = leaf.best.missingLeft;
    numbers[call.leftRows] = left.high - left.low;
    numbers[call.leftIsSmall] = leftIsSmall ? 1 : 0;
    const full = this.leaves.length >= this.options.leaves;
    const wanted = [this.#describe(0, small, full), this.#describe(1, large, full)];
    // With nothing to look for, dividing the rows is all there is to do.
    const steps = wanted.includes(true) ? this.#steps(small.high - small.low) : 0;
    this.crew.run(steps + (rows > shareRowsAbove ? rows : 0));
    if (wanted[0]) small.best = this.#bestOf(0);
    if (wanted[1]) large.best = this.#bestOf(1);
  }

  /** @returns whether the leaf may be split at all */
  #describe(child: number, leaf: GrowingLeaf, full = false): boolean {
    const { minDataInLeaf, maxDepth } = this.options;
    const deep = maxDepth >= 0 && leaf.depth >= maxDepth;
    const wanted = !full && !deep && leaf.high - leaf.low >= 2 * minDataInLeaf;
    const numbers = this.data.call;
    const at = call.leaves + child * leafCall.size;
    numbers[at + leafCall.scan] = wanted ? 1 : 0;
    numbers[at + leafCall.slot] = leaf.slot;
    numbers[at + leafCall.packed] = leaf.packed;
    numbers[at + leafCall.hessian] = leaf.hessian;
    numbers[at + leafCall.low] = leaf.least;
    numbers[at + leafCall.high] = leaf.most;
    return wanted;
  }

  /** The best of all parts; of equal gains the first feature. */
  #bestOf(child: number): FoundSplit {
    const { best } = this.data;
    let winner = noSplit;
    for (let part = 0; part < this.data.parts; part++) {
      const at = bestAt(part, child);
      const gain = best[at + found.gain] ?? winner.gain;
      const feature = best[at + found.feature] ?? -1;
      if (!(gain > winner.gain || (gain === winner.gain && feature < winner.feature))) continue;
      winner = {
        gain,
        feature,
        bin: best[at + found.bin] ?? 0,
        missingLeft: best[at + found.missingLeft] ?? 1,
        packed: best[at + found.packed] ?? 0,
        hessian: best[at + found.hessian] ?? 0,
      };
    }
    return winner;
  }

  /** Below a constrained split, the children's weights stay on their sides of the middle. */
  #bounds(leaf: GrowingLeaf): Record<'left' | 'right', { least: number; most: number }> {
    const { least, most } = leaf;
    const direction = this.data.monotone[leaf.best.feature] ?? 0;
    if (direction === 0) return { left: { least, most }, right: { least, most } };
    const left = this.#weight(leaf.best.packed, leaf.best.hessian, leaf);
    const right = this.#weight(leaf.packed - leaf.best.packed, leaf.hessian - leaf.best.hessian, leaf);
    const middle = (left + right) / 2;
    const below = { least, most: middle };
    const above = { least: middle, most };
    return direction > 0 ? { left: below, right: above } : { left: above, right: below };
  }

  #weight(packed: number, hessian: number, { least, most }: GrowingLeaf): number {
    const rows = this.#rowsIn(packed);
    const gradient = (packed - rows * this.point.unit) * this.point.gradientStep;
    const h = this.data.ownHessian ? hessian * this.point.hessianStep : rows;
    return boundedWeight(gradient, h, this.options.lambdaL1, this.options.lambdaL2, least, most);
  }

  #rowsIn(packed: number): number {
    return Math.floor((packed + this.point.unit / 2) / this.point.unit);
  }

  #addNode(): number {
    const { feature, threshold, left, right, missingLeft } = this.#nodes;
    for (const column of [threshold, left, right, missingLeft]) column.push(0);
    return feature.push(-1) - 1;
  }

  #steps(rows: number): number {
    return this.data.features * (rows + binSlots);
  }
}
