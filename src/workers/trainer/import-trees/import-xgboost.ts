import { z } from 'zod';
import type { OutputTransform, Tree, TreeModel } from '../boosting/tree-model';
import { buildTree, type ForeignNode } from './build-tree';
import { refuseModel, type ImportedTrees } from './imported-trees';

const program = 'XGBoost';

/** What an objective does to the score, and how its base score becomes one (it is stored as an answer). */
interface Objective {
  readonly transform: OutputTransform;
  readonly baseToScore: (base: number) => number;
}

const plain: Objective = { transform: 'identity', baseToScore: (base) => base };
const logit = (base: number): number => -Math.log(1 / base - 1);
const log: Objective = { transform: 'exp', baseToScore: Math.log };

const objectives: Readonly<Record<string, Objective>> = {
  'reg:squarederror': plain,
  'reg:linear': plain,
  'reg:squaredlogerror': plain,
  'reg:pseudohubererror': plain,
  'reg:absoluteerror': plain,
  'reg:quantileerror': plain,
  'reg:logistic': { transform: 'sigmoid', baseToScore: logit },
  'binary:logistic': { transform: 'sigmoid', baseToScore: logit },
  'binary:logitraw': plain,
  'count:poisson': log,
  'reg:gamma': log,
  'reg:tweedie': log,
  'multi:softprob': { transform: 'softmax', baseToScore: (base) => base },
  'multi:softmax': { transform: 'softmax', baseToScore: (base) => base },
};

const whole = z.array(z.number().int());
const flag = z.union([z.number(), z.boolean()]).transform(Number);
const treeSchema = z.object({
  left_children: whole,
  right_children: whole,
  split_indices: whole,
  // Category splits have no number here.
  split_conditions: z.array(
    z.union([z.number(), z.nan(), z.null()]).transform((value) => value ?? Number.NaN),
  ),
  default_left: z.array(flag),
  sum_hessian: z.array(z.number()),
  split_type: z.array(z.number().int()).optional(),
  categories: whole.optional(),
  categories_nodes: whole.optional(),
  categories_segments: whole.optional(),
  categories_sizes: whole.optional(),
  tree_param: z.object({ size_leaf_vector: z.string().optional() }),
});
type XgboostTree = z.output<typeof treeSchema>;

const modelSchema = z.object({ trees: z.array(treeSchema), tree_info: whole });
const boosterSchema = z.union([
  z.object({ name: z.literal('gbtree'), model: modelSchema }),
  z.object({
    name: z.literal('dart'),
    gbtree: z.object({ model: modelSchema }),
    weight_drop: z.array(z.number()),
  }),
]);
const fileSchema = z.object({
  version: z.array(z.number()).optional(),
  learner: z.object({
    feature_names: z.array(z.string()).optional(),
    objective: z.object({ name: z.string() }),
    gradient_booster: boosterSchema,
    learner_model_param: z.object({
      base_score: z.string(),
      num_class: z.string().optional(),
      num_feature: z.string(),
      num_target: z.string().optional(),
    }),
  }),
});
type XgboostFile = z.output<typeof fileSchema>;

/** Names first what cannot work at all, so that the refusal does not speak of missing fields. */
const headSchema = z.object({
  version: z.array(z.number()).optional(),
  learner: z.object({
    objective: z.object({ name: z.string() }),
    gradient_booster: z.object({ name: z.string() }),
  }),
});

/**
 * A model of XGBoost 1.0 or later, from its JSON or UBJSON document. Numbers are float32 there, and so they become here:
 * rounded thresholds with a strict comparison.
 * @throws Refusal naming the objective, the booster or the field that does not fit
 */
export function importXgboost(document: unknown): ImportedTrees {
  const head = headSchema.safeParse(document);
  if (!head.success) throw refuseModel(program, 'it names no learner, objective and booster');
  const objectiveName = head.data.learner.objective.name;
  const booster = head.data.learner.gradient_booster.name;
  const objective = Object.hasOwn(objectives, objectiveName) ? objectives[objectiveName] : undefined;
  if (!objective) throw refuseModel(program, `the objective ${objectiveName} is not known here`);
  if (booster !== 'gbtree' && booster !== 'dart')
    throw refuseModel(program, `the booster ${booster} has no trees`);
  refuseOldLogitraw(objectiveName, head.data.version);
  const file = fileSchema.safeParse(document);
  if (!file.success) {
    const [issue] = file.error.issues;
    throw refuseModel(program, `${issue?.path.join('.') ?? 'a field'} is missing or damaged`);
  }
  const model = toModel(file.data, objective);
  const version = file.data.version?.join('.') ?? 'unknown';
  return { model, source: { program, version, objective: objectiveName, booster } };
}

/** Its base score changed its meaning from a probability to a score on the way to 1.7. */
function refuseOldLogitraw(objective: string, version: readonly number[] = []): void {
  const [major = 0, minor = 0] = version;
  if (objective !== 'binary:logitraw' || major > 1 || (major === 1 && minor >= 7)) return;
  throw refuseModel(
    program,
    'binary:logitraw of XGBoost before 1.7 is not known here; load and save it with a newer one',
  );
}

function toModel({ learner }: XgboostFile, objective: Objective): TreeModel {
  const { learner_model_param: param, gradient_booster: booster } = learner;
  const forest = booster.name === 'dart' ? booster.gbtree.model : booster.model;
  const weights = booster.name === 'dart' ? booster.weight_drop : undefined;
  const outputs = Math.max(1, Number(param.num_class ?? 0), Number(param.num_target ?? 1));
  if (forest.tree_info.length !== forest.trees.length)
    throw refuseModel(program, 'tree_info does not fit the trees');
  if (weights && weights.length !== forest.trees.length)
    throw refuseModel(program, 'weight_drop does not fit the trees');
  return {
    featureNames: featureNames(learner.feature_names ?? [], Number(param.num_feature)),
    base: baseScores(param.base_score, outputs, objective),
    transform: objective.transform,
    sigmoidSlope: 1,
    comparison: '<',
    inputs: 'float32',
    trees: forest.trees.map((tree, t) =>
      toTree(tree, t, forest.tree_info[t] ?? 0, weights?.[t] ?? 1, outputs),
    ),
  };
}

function featureNames(names: readonly string[], count: number): string[] {
  if (!Number.isInteger(count) || count < 1) throw refuseModel(program, 'it names no number of features');
  if (names.length === 0) return Array.from({ length: count }, (_, j) => `f${j}`);
  if (names.length !== count)
    throw refuseModel(program, `it has ${names.length} names for ${count} features`);
  return [...names];
}

/** One number, or since 3.1 a list with one or as many as there are outputs. */
function baseScores(text: string, outputs: number, { baseToScore }: Objective): number[] {
  const given = text
    .replace(/^\[|\]$/g, '')
    .split(',')
    .map((part) => baseToScore(Math.fround(Number(part))));
  if (given.length !== 1 && given.length !== outputs)
    throw refuseModel(program, `base_score has ${given.length} values`);
  if (!given.every(Number.isFinite))
    throw refuseModel(program, `the base_score ${text} does not fit the objective`);
  return Array.from({ length: outputs }, (_, o) => given[o] ?? given[0] ?? 0);
}

function toTree(tree: XgboostTree, t: number, output: number, weight: number, outputs: number): Tree {
  if (Number(tree.tree_param.size_leaf_vector ?? 0) > 1)
    throw refuseModel(program, `tree ${t} has a vector in each leaf`);
  if (!(output >= 0 && output < outputs))
    throw refuseModel(program, `tree ${t} adds to output ${output} of ${outputs}`);
  const columns = [
    tree.right_children,
    tree.split_indices,
    tree.split_conditions,
    tree.default_left,
    tree.sum_hessian,
  ];
  const nodes = tree.left_children.length;
  if (nodes === 0 || columns.some((column) => column.length !== nodes))
    throw refuseModel(program, `tree ${t} is cut off`);
  const categories = categorySets(tree, t);
  try {
    return buildTree(output, 0, (id) => nodeAt(tree, id, weight, categories), nodes);
  } catch (error) {
    throw refuseModel(program, `tree ${t}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function nodeAt(
  tree: XgboostTree,
  id: number,
  weight: number,
  categories: ReadonlyMap<number, number[]>,
): ForeignNode {
  const left = tree.left_children[id];
  const right = tree.right_children[id];
  if (left === undefined || right === undefined) throw new RangeError(`there is no node ${id}`);
  const cover = Math.fround(tree.sum_hessian[id] ?? 0);
  const condition = Math.fround(tree.split_conditions[id] ?? 0);
  if (left === -1) return { leaf: condition * Math.fround(weight), cover };
  const isCategorical = tree.split_type?.[id] === 1;
  return {
    feature: tree.split_indices[id] ?? 0,
    threshold: isCategorical ? 0 : condition,
    left,
    right,
    missingLeft: tree.default_left[id] !== 0,
    cover,
    // The categories of a node are those that go right.
    ...(isCategorical && { category: { members: categories.get(id) ?? [], membersLeft: false } }),
  };
}

function categorySets(tree: XgboostTree, t: number): ReadonlyMap<number, number[]> {
  const {
    categories = [],
    categories_nodes: nodes = [],
    categories_segments: starts = [],
    categories_sizes: sizes = [],
  } = tree;
  if (starts.length !== nodes.length || sizes.length !== nodes.length)
    throw refuseModel(program, `the categories of tree ${t} are cut off`);
  return new Map(
    nodes.map((node, i) => {
      const start = starts[i] ?? 0;
      const members = categories.slice(start, start + (sizes[i] ?? 0));
      if (members.length !== sizes[i]) throw refuseModel(program, `the categories of tree ${t} are cut off`);
      return [node, members];
    }),
  );
}
