import { atMost } from '../boosting/flat-forest';
import { floorFloat32, previousFloat64 } from '../boosting/neighbour-float';
import { nearZero, type CategorySplit, type Tree, type TreeModel } from '../boosting/tree-model';

type Mode = 'BRANCH_LEQ' | 'BRANCH_LT' | 'BRANCH_EQ' | 'LEAF';

/** Nodes of a tree ensemble as the operator wants them: columns over all nodes of all trees. */
export interface TreeNodes {
  readonly treeIds: number[];
  readonly nodeIds: number[];
  readonly features: number[];
  readonly values: number[];
  readonly modes: Mode[];
  readonly whenTrue: number[];
  readonly whenFalse: number[];
  readonly missingTrue: number[];
  readonly leafTrees: number[];
  readonly leafNodes: number[];
  readonly leafOutputs: number[];
  readonly leafValues: number[];
}

/** A category or zero-as-missing split repeats what lies below it; no sensible model comes near this. */
const mostNodes = 2_000_000;

/**
 * Trees as nodes of the operator. What it cannot ask in one node (a set of categories, zero as missing) becomes a chain
 * of nodes, with the branches below repeated.
 * @throws RangeError where the repeated branches would be too many
 */
export function treeNodes(model: TreeModel, precision: 'double' | 'single'): TreeNodes {
  const writer = new NodeWriter(model, precision);
  // The operator wants a tree; where there is none, one that adds nothing.
  for (const [t, tree] of (model.trees.length > 0 ? model.trees : [emptyTree]).entries()) writer.add(tree, t);
  return writer.nodes;
}

const emptyTree: Tree = {
  output: 0,
  feature: Int32Array.of(-1),
  threshold: new Float64Array(1),
  left: new Int32Array(1),
  right: new Int32Array(1),
  missingLeft: new Uint8Array(1),
  value: new Float64Array(1),
  cover: new Float64Array(1),
};

class NodeWriter {
  readonly nodes: TreeNodes = {
    treeIds: [],
    nodeIds: [],
    features: [],
    values: [],
    modes: [],
    whenTrue: [],
    whenFalse: [],
    missingTrue: [],
    leafTrees: [],
    leafNodes: [],
    leafOutputs: [],
    leafValues: [],
  };
  #tree: Tree = emptyTree;
  #treeId = 0;
  #start = 0;
  #categories = new Map<number, CategorySplit>();

  constructor(
    private readonly model: TreeModel,
    private readonly precision: 'double' | 'single',
  ) {}

  add(tree: Tree, treeId: number): void {
    this.#tree = tree;
    this.#treeId = treeId;
    this.#start = this.nodes.nodeIds.length;
    this.#categories = new Map((tree.categories ?? []).map((split) => [split.node, split]));
    this.#emit(0);
  }

  /** @returns id of the written node */
  #emit(node: number): number {
    const tree = this.#tree;
    if (tree.feature[node] === -1) return this.#leaf(tree.value[node] ?? 0);
    const split = this.#categories.get(node);
    if (split) return this.#category(node, split);
    if (tree.zeroMissing?.[node] === 1) return this.#zeroMissing(node);
    return this.#branch(
      node,
      'BRANCH_LEQ',
      this.#threshold(node),
      tree.missingLeft[node] === 1,
      () => this.#emit(tree.left[node] ?? 0),
      () => this.#emit(tree.right[node] ?? 0),
    );
  }

  /** One question per member; a missing value takes the first answer or falls through to the last. */
  #category(node: number, { members, membersLeft }: CategorySplit): number {
    const tree = this.#tree;
    const [left, right] = [tree.left[node] ?? 0, tree.right[node] ?? 0];
    const [inside, outside] = membersLeft ? [left, right] : [right, left];
    const missingInside = (tree.missingLeft[node] === 1) === membersLeft;
    if (members.length === 0) {
      const never = Number.NEGATIVE_INFINITY;
      return this.#branch(
        node,
        'BRANCH_LT',
        never,
        missingInside,
        () => this.#emit(inside),
        () => this.#emit(outside),
      );
    }
    const ask = (i: number): number => {
      const member = members[i];
      if (member === undefined) return this.#emit(outside);
      return this.#branch(
        node,
        'BRANCH_EQ',
        member,
        missingInside && i === 0,
        () => this.#emit(inside),
        () => ask(i + 1),
      );
    };
    return ask(0);
  }

  /** Below zero, at zero (missing), above zero. */
  #zeroMissing(node: number): number {
    const tree = this.#tree;
    const [left, right] = [tree.left[node] ?? 0, tree.right[node] ?? 0];
    const threshold = this.#threshold(node);
    const compare = (): number =>
      this.#branch(
        node,
        'BRANCH_LEQ',
        threshold,
        false,
        () => this.#emit(left),
        () => this.#emit(right),
      );
    const below = (): number => (threshold >= previousFloat64(-nearZero) ? this.#emit(left) : compare());
    const above = (): number => (threshold <= nearZero ? this.#emit(right) : compare());
    const absent = (): number => this.#emit(tree.missingLeft[node] === 1 ? left : right);
    const atZero = (): number => this.#branch(node, 'BRANCH_LEQ', nearZero, true, absent, above);
    return this.#branch(node, 'BRANCH_LT', -nearZero, false, below, atZero);
  }

  #threshold(node: number): number {
    const threshold = atMost(this.#tree.threshold[node] ?? 0, this.model);
    return this.precision === 'single' ? floorFloat32(threshold) : threshold;
  }

  #branch(
    node: number,
    mode: Mode,
    value: number,
    missingTrue: boolean,
    yes: () => number,
    no: () => number,
  ): number {
    const place = this.#open(mode, this.#tree.feature[node] ?? 0, value, missingTrue ? 1 : 0);
    this.nodes.whenTrue[place] = yes();
    this.nodes.whenFalse[place] = no();
    return place - this.#start;
  }

  #leaf(value: number): number {
    const id = this.#open('LEAF', 0, 0, 0) - this.#start;
    this.nodes.leafTrees.push(this.#treeId);
    this.nodes.leafNodes.push(id);
    this.nodes.leafOutputs.push(this.#tree.output);
    this.nodes.leafValues.push(value);
    return id;
  }

  #open(mode: Mode, feature: number, value: number, missingTrue: number): number {
    const { nodes } = this;
    const place = nodes.nodeIds.length;
    if (place >= mostNodes) throw new RangeError(`The model takes more than ${mostNodes} nodes as ONNX`);
    nodes.treeIds.push(this.#treeId);
    nodes.nodeIds.push(place - this.#start);
    nodes.features.push(feature);
    nodes.values.push(value);
    nodes.modes.push(mode);
    nodes.whenTrue.push(0);
    nodes.whenFalse.push(0);
    nodes.missingTrue.push(missingTrue);
    return place;
  }
}
