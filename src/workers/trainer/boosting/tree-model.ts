/**
 * One tree as arrays over its nodes; node 0 is the root. A leaf has feature -1. Where a value is missing (NaN) the node's
 * `missingLeft` decides.
 */
export interface Tree {
  /** Which output it adds to: the class, or 0. */
  readonly output: number;
  readonly feature: Int32Array;
  readonly threshold: Float64Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  readonly missingLeft: Uint8Array;
  /** What a leaf adds; 0 at inner nodes. */
  readonly value: Float64Array;
  /** Weight of the training rows that came here. */
  readonly cover: Float64Array;
  /** Nodes that ask for a category instead of comparing. */
  readonly categories?: readonly CategorySplit[];
  /** Nodes for which values of at most 1e-35 from zero are missing too. */
  readonly zeroMissing?: Uint8Array;
}

/** At this node a whole number among `members` goes to one side; everything else but NaN to the other. */
export interface CategorySplit {
  readonly node: number;
  readonly members: readonly number[];
  readonly membersLeft: boolean;
}

export type OutputTransform = 'identity' | 'exp' | 'sigmoid' | 'softmax';

/** A sum of trees, trained here or brought from elsewhere. */
export interface TreeModel {
  readonly featureNames: readonly string[];
  /** One score per output before the trees. */
  readonly base: readonly number[];
  readonly transform: OutputTransform;
  /** Slope of the sigmoid. */
  readonly sigmoidSlope: number;
  /** Left where the value is at most the threshold, or only where it is below. */
  readonly comparison: '<=' | '<';
  /** Whether values are rounded to float32 before they are compared. */
  readonly inputs: 'float32' | 'float64';
  readonly trees: readonly Tree[];
}

/** Distance from zero within which LightGBM takes a value for zero; a float32 number. */
export const nearZero = Math.fround(1e-35);

const formatVersion = 1;

interface TreeJson {
  readonly output: number;
  readonly feature: readonly number[];
  readonly threshold: readonly number[];
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly missingLeft: readonly number[];
  readonly value: readonly number[];
  readonly cover: readonly number[];
  readonly categories?: readonly CategorySplit[];
  readonly zeroMissing?: readonly number[];
}

/** A model as JSON; every number keeps its bits. */
export interface TreeModelJson extends Omit<TreeModel, 'trees'> {
  readonly format: number;
  readonly trees: readonly TreeJson[];
}

export function treeToJson(tree: Tree): TreeJson {
  const { output, categories, zeroMissing } = tree;
  return {
    output,
    feature: Array.from(tree.feature),
    threshold: Array.from(tree.threshold),
    left: Array.from(tree.left),
    right: Array.from(tree.right),
    missingLeft: Array.from(tree.missingLeft),
    value: Array.from(tree.value),
    cover: Array.from(tree.cover),
    ...(categories && { categories }),
    ...(zeroMissing && { zeroMissing: Array.from(zeroMissing) }),
  };
}

export function treeModelToJson(model: TreeModel): TreeModelJson {
  return { ...model, format: formatVersion, trees: model.trees.map(treeToJson) };
}

export function treeFromJson(json: TreeJson): Tree {
  const { output, categories, zeroMissing } = json;
  return {
    output,
    feature: Int32Array.from(json.feature),
    threshold: Float64Array.from(json.threshold),
    left: Int32Array.from(json.left),
    right: Int32Array.from(json.right),
    missingLeft: Uint8Array.from(json.missingLeft),
    value: Float64Array.from(json.value),
    cover: Float64Array.from(json.cover),
    ...(categories && { categories }),
    ...(zeroMissing && { zeroMissing: Uint8Array.from(zeroMissing) }),
  };
}

/** @throws RangeError for another version of the form or a damaged tree */
export function treeModelFromJson(json: TreeModelJson): TreeModel {
  const { format, trees, ...rest } = json;
  if (format !== formatVersion) {
    throw new RangeError(`Tree model of format ${format}, known is ${formatVersion}`);
  }
  const model = { ...rest, trees: trees.map(treeFromJson) };
  checkTreeModel(model);
  return model;
}

/**
 * A model that a predictor can walk without looking back: children come after their parent, features and outputs exist.
 * @throws RangeError naming tree and node
 */
export function checkTreeModel(model: TreeModel): void {
  if (model.base.length === 0) throw new RangeError('A tree model without an output');
  for (const [t, tree] of model.trees.entries()) checkTree(tree, t, model);
}

function checkTree(tree: Tree, t: number, { featureNames, base }: TreeModel): void {
  const nodes = tree.feature.length;
  const columns = [tree.threshold, tree.left, tree.right, tree.missingLeft, tree.value, tree.cover];
  const refuse = (what: string): never => {
    throw new RangeError(`Tree ${t}: ${what}`);
  };
  if (nodes === 0 || columns.some((column) => column.length !== nodes)) refuse('columns of different length');
  if (!(tree.output >= 0 && tree.output < base.length)) refuse(`adds to output ${tree.output}`);
  tree.feature.forEach((feature, node) => {
    if (feature === -1) {
      if (!Number.isFinite(tree.value[node])) refuse(`leaf ${node} has no value`);
      return;
    }
    if (feature < 0 || feature >= featureNames.length) refuse(`node ${node} asks for feature ${feature}`);
    if (Number.isNaN(tree.threshold[node])) refuse(`node ${node} has no threshold`);
    for (const child of [tree.left[node] ?? 0, tree.right[node] ?? 0]) {
      if (!(child > node && child < nodes)) refuse(`node ${node} leads to ${child}`);
    }
  });
}
