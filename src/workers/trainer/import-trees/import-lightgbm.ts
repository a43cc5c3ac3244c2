import { previousFloat64 } from '../boosting/neighbour-float';
import { nearZero, type OutputTransform, type Tree } from '../boosting/tree-model';
import { buildTree, type ForeignNode } from './build-tree';
import { refuseModel, type ImportedTrees } from './imported-trees';

const program = 'LightGBM';
type Fields = ReadonlyMap<string, string>;

/** Bits of a node's decision_type; the missing type is in the two bits above them. */
const decision = { category: 1, defaultLeft: 2 } as const;
const missingTypes = ['none', 'zero', 'nan'] as const;

const transforms: Readonly<Record<string, OutputTransform>> = {
  regression: 'identity',
  regression_l1: 'identity',
  huber: 'identity',
  fair: 'identity',
  quantile: 'identity',
  mape: 'identity',
  lambdarank: 'identity',
  rank_xendcg: 'identity',
  poisson: 'exp',
  gamma: 'exp',
  tweedie: 'exp',
  binary: 'sigmoid',
  cross_entropy: 'sigmoid',
  multiclassova: 'sigmoid',
  multiclass: 'softmax',
};

/**
 * A model of LightGBM 2.2 or later, from its text form. Thresholds are doubles compared with `<=`; nodes whose missing
 * type is None take NaN for zero, those with Zero also take zero for missing.
 * @throws Refusal naming the objective, or the part of the file that is missing
 */
export function importLightgbm(text: string): ImportedTrees {
  const lines = text.split(/\r?\n/);
  const end = lines.indexOf('end of trees');
  if (end < 0) throw refuseModel(program, 'the file is cut off (there is no line "end of trees")');
  const sections = split(lines.slice(0, end));
  const [head = new Map<string, string>(), ...trees] = sections;
  const { name, transform, slope } = objectiveOf(head);
  const outputs = Number(head.get('num_tree_per_iteration') ?? head.get('num_class') ?? 1);
  const names = (head.get('feature_names') ?? '').split(' ').filter((part) => part !== '');
  if (names.length !== Number(head.get('max_feature_idx') ?? -1) + 1)
    throw refuseModel(program, 'the feature names do not fit their number');
  const sizes = head
    .get('tree_sizes')
    ?.split(' ')
    .filter((part) => part !== '');
  if (sizes && sizes.length !== trees.length)
    throw refuseModel(program, `it holds ${trees.length} of ${sizes.length} trees`);
  const isMean = head.has('average_output');
  const share = isMean ? outputs / Math.max(trees.length, 1) : 1;
  return {
    model: {
      featureNames: names,
      base: Array.from({ length: outputs }, () => 0),
      transform,
      sigmoidSlope: slope,
      comparison: '<=',
      inputs: 'float64',
      trees: trees.map((fields, t) => toTree(fields, t, t % outputs, share)),
    },
    source: {
      program,
      version: head.get('version') ?? 'unknown',
      objective: name,
      booster: isMean ? 'rf' : 'gbdt',
    },
  };
}

/** The head and one map of fields per tree. */
function split(lines: readonly string[]): Map<string, string>[] {
  const sections: Map<string, string>[] = [new Map()];
  for (const line of lines) {
    if (line.startsWith('Tree=')) sections.push(new Map());
    const at = line.indexOf('=');
    if (line !== '')
      sections.at(-1)?.set(at < 0 ? line : line.slice(0, at), at < 0 ? '' : line.slice(at + 1));
  }
  return sections;
}

function objectiveOf(head: Fields): { name: string; transform: OutputTransform; slope: number } {
  const [name = '', ...settings] = (head.get('objective') ?? '').split(' ');
  const transform = Object.hasOwn(transforms, name) ? transforms[name] : undefined;
  if (name === '') throw refuseModel(program, 'it names no objective');
  if (!transform) throw refuseModel(program, `the objective ${name} is not known here`);
  if (settings.includes('sqrt')) throw refuseModel(program, `the objective ${name} sqrt is not known here`);
  const slope = Number(settings.find((setting) => setting.startsWith('sigmoid:'))?.slice(8) ?? 1);
  return { name, transform, slope };
}

/** Columns of one tree's section. */
class Columns {
  constructor(
    private readonly fields: Fields,
    private readonly tree: number,
  ) {}

  numbers(name: string, length: number): number[] {
    const text = this.fields.get(name)?.trim();
    if (text === undefined) throw refuseModel(program, `tree ${this.tree} has no ${name}`);
    const values = text === '' ? [] : text.split(' ').map(Number);
    if (values.length !== length || values.some(Number.isNaN))
      throw refuseModel(program, `${name} of tree ${this.tree} is cut off`);
    return values;
  }

  /** As many as there are. */
  list(name: string): number[] {
    return this.numbers(name, (this.fields.get(name) ?? '').trim().split(' ').length);
  }
}

interface LightgbmTree {
  readonly feature: readonly number[];
  readonly threshold: readonly number[];
  readonly decision: readonly number[];
  readonly left: readonly number[];
  readonly right: readonly number[];
  readonly count: readonly number[];
  readonly leafValue: readonly number[];
  readonly leafCount: readonly number[];
  readonly boundaries: readonly number[];
  readonly bits: readonly number[];
}

function toTree(fields: Fields, t: number, output: number, share: number): Tree {
  const leaves = Number(fields.get('num_leaves'));
  if (!(leaves >= 1)) throw refuseModel(program, `tree ${t} is cut off`);
  if (Number(fields.get('is_linear') ?? 0) !== 0)
    throw refuseModel(program, 'linear models in the leaves are not known here');
  const columns = new Columns(fields, t);
  const inner = leaves - 1;
  const hasCategories = Number(fields.get('num_cat') ?? 0) > 0;
  if (inner === 0) {
    const [leaf = 0] = columns.numbers('leaf_value', 1);
    return buildTree(output, 0, () => ({ leaf: leaf * share, cover: 1 }), 1);
  }
  const tree: LightgbmTree = {
    feature: columns.numbers('split_feature', inner),
    threshold: columns.numbers('threshold', inner),
    decision: columns.numbers('decision_type', inner),
    left: columns.numbers('left_child', inner),
    right: columns.numbers('right_child', inner),
    count: columns.numbers('internal_count', inner),
    leafValue: columns.numbers('leaf_value', leaves).map((value) => value * share),
    leafCount: columns.numbers('leaf_count', leaves),
    boundaries: hasCategories ? columns.list('cat_boundaries') : [],
    bits: hasCategories ? columns.list('cat_threshold') : [],
  };
  try {
    return buildTree(output, 0, (id) => nodeAt(tree, id), leaves + inner);
  } catch (error) {
    throw refuseModel(program, `tree ${t}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/** Inner nodes count from 0, leaves from -1 downwards. */
function nodeAt(tree: LightgbmTree, id: number): ForeignNode {
  if (id < 0) {
    const leaf = tree.leafValue[-1 - id];
    if (leaf === undefined) throw new RangeError(`there is no leaf ${-1 - id}`);
    return { leaf, cover: tree.leafCount[-1 - id] ?? 0 };
  }
  const type = tree.decision[id];
  const threshold = tree.threshold[id] ?? 0;
  if (type === undefined) throw new RangeError(`there is no node ${id}`);
  const base = {
    feature: tree.feature[id] ?? 0,
    threshold: awayFromZero(threshold),
    left: tree.left[id] ?? 0,
    right: tree.right[id] ?? 0,
    cover: tree.count[id] ?? 0,
  };
  if (type & decision.category) {
    // A missing category is no member.
    return {
      ...base,
      missingLeft: false,
      category: { members: membersOf(tree, threshold), membersLeft: true },
    };
  }
  const missing = missingTypes[(type >> 2) & 3];
  if (missing === undefined) throw new RangeError(`decision_type ${type} is not known`);
  const missingLeft = missing === 'none' ? 0 <= threshold : (type & decision.defaultLeft) !== 0;
  return { ...base, missingLeft, ...(missing === 'zero' && { zeroMissing: true }) };
}

/** Values so close to zero are zero to LightGBM before it compares: which side they go to is the side of zero. */
function awayFromZero(threshold: number): number {
  if (Math.abs(threshold) > nearZero) return threshold;
  return threshold < 0 ? previousFloat64(-nearZero) : nearZero;
}

function membersOf({ boundaries, bits }: LightgbmTree, set: number): number[] {
  const [from, to] = [boundaries[set], boundaries[set + 1]];
  if (from === undefined || to === undefined || to > bits.length)
    throw new RangeError(`there is no category set ${set}`);
  return bits.slice(from, to).flatMap((word, i) =>
    Array.from({ length: 32 }, (_, bit) => bit)
      .filter((bit) => (word >>> bit) & 1)
      .map((bit) => 32 * i + bit),
  );
}
