import type { BoosterPlan, TrainingLoss, TrainingPlan } from '../../../shared/model/training-plan';
import type { BoostingState } from '../boosting/boosting-state';
import type { BoostingOptions } from '../boosting/boosting-options';
import { FlatForest } from '../boosting/flat-forest';
import { trainBoosting } from '../boosting/train-boosting';
import type { TrainingTable } from '../boosting/training-table';
import type { TreeModel } from '../boosting/tree-model';
import { groupedFolds } from '../tune/grouped-folds';
import { applyLine, fitLine, type LinearPart } from './linear-part';
import type { TrainingRow } from './training-row';

/** A line through a few features and trees over all of them; together they give the target or its logarithm. */
export interface HybridModel {
  readonly featureNames: readonly string[];
  readonly line: LinearPart;
  /** Null for a model that is a line alone. */
  readonly trees: TreeModel | null;
  readonly logTarget: boolean;
}

export interface FitOptions {
  readonly plan: Pick<
    TrainingPlan,
    'structure' | 'logTarget' | 'booster' | 'seed' | 'threads' | 'target' | 'tuning'
  >;
  readonly featureNames: readonly string[];
  readonly threadPath?: string | URL | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Trees that a search has settled; without it the number is found on batches left out. */
  readonly trees?: number | undefined;
  readonly onTrees?: ((grown: number, of: number, state: () => BoostingState) => void) | undefined;
  readonly resume?: BoostingState | undefined;
  /** Told tree by tree while batches left out decide how many trees there are. */
  readonly onLoss?: ((loss: TrainingLoss) => void) | undefined;
}

const mostTerms = 6;
const lambda = 1e-3;
const innerFolds = 4;
const patience = 50;

/** What is learned of a row. */
export function targetOf(row: Pick<TrainingRow, 'measured'>, logTarget: boolean): number {
  return logTarget ? Math.log(row.measured) : row.measured;
}

/** Rows that a model of this kind can be fitted to or judged by. */
export function linearRows(rows: readonly TrainingRow[], logTarget: boolean) {
  return {
    x: rows.map(({ x }) => x),
    y: Float64Array.from(rows, (row) => targetOf(row, logTarget)),
    batches: rows.map(({ batchId }) => batchId),
  };
}

/** Fits line and trees to some rows, and looks at no others. */
export async function fitHybrid(rows: readonly TrainingRow[], options: FitOptions): Promise<HybridModel> {
  const { plan, featureNames } = options;
  const line = fitPlanned(rows, plan);
  const { logTarget } = plan;
  if (plan.structure === 'ridge') return { featureNames, line, trees: null, logTarget };
  const trees = options.trees ?? (await treesByFolds(rows, options));
  const table = residualTable(rows, line, options);
  const trained = await trainBoosting({
    table,
    options: { ...boosterOptions(plan.booster, plan), trees },
    ...(options.threadPath === undefined ? {} : { threadPath: options.threadPath }),
    ...(options.signal ? { signal: options.signal } : {}),
    ...(options.resume ? { resume: options.resume } : {}),
    onProgress: ({ trees: grown, of, state }) => options.onTrees?.(grown, of, state),
  });
  return { featureNames, line, trees: trained.model, logTarget };
}

function fitPlanned(rows: readonly TrainingRow[], plan: FitOptions['plan']): LinearPart {
  const most = plan.structure === 'boosting' ? 0 : mostTerms;
  return fitLine(linearRows(rows, plan.logTarget), { seed: plan.seed, mostTerms: most, lambda });
}

/** The number of trees that was best on whole batches left out, each with a line of its own. */
export async function treesByFolds(rows: readonly TrainingRow[], options: FitOptions): Promise<number> {
  const { plan } = options;
  const batches = rows.map(({ batchId }) => batchId);
  const folds = Math.min(innerFolds, new Set(batches).size);
  if (folds < 2) return plan.booster.trees;
  const losses: (readonly number[])[] = [];
  for (const [i, fold] of groupedFolds(batches, folds, plan.seed + 17).entries()) {
    const pick = (indices: Int32Array): TrainingRow[] =>
      Array.from(indices, (i) => rows[i]).filter((row) => row !== undefined);
    const [train, test] = [pick(fold.train), pick(fold.test)];
    const line = fitPlanned(train, plan);
    const trained = await trainBoosting({
      table: residualTable(train, line, options),
      validation: residualTable(test, line, options),
      options: { ...boosterOptions(plan.booster, plan), threads: 1, patience },
      ...(options.signal ? { signal: options.signal } : {}),
      onProgress: ({ trees, trainingLoss, validationLoss: validation }) =>
        options.onLoss?.({ fold: i + 1, trees, training: trainingLoss(), validation }),
    });
    losses.push(trained.validationLosses);
    await new Promise(setImmediate);
  }
  return simplestLength(losses);
}

/** The fewest trees whose loss is within one standard error, over the folds, of the best number of trees. */
export function simplestLength(losses: readonly (readonly number[])[]): number {
  const longest = Math.max(1, ...losses.map(({ length }) => length));
  // A fold that stopped early keeps its last loss.
  const at = (of: readonly number[], i: number): number => of[Math.min(i, of.length - 1)] ?? 0;
  const totals = Array.from({ length: longest }, (_, i) => losses.reduce((sum, of) => sum + at(of, i), 0));
  const best = totals.indexOf(Math.min(...totals));
  for (let i = 0; i < best; i += 1) {
    const differences = losses.map((of) => at(of, i) - at(of, best));
    const mean = differences.reduce((sum, d) => sum + d, 0) / differences.length;
    const variance =
      differences.reduce((sum, d) => sum + (d - mean) ** 2, 0) / Math.max(1, differences.length - 1);
    if (mean <= Math.sqrt(variance / differences.length)) return i + 1;
  }
  return best + 1;
}

/** Options of the booster for few rows. */
export function boosterOptions(
  booster: BoosterPlan,
  { seed, threads }: Pick<TrainingPlan, 'seed' | 'threads'>,
): Partial<BoostingOptions> {
  return {
    loss: 'squared',
    trees: booster.trees,
    maxDepth: booster.maxDepth,
    leaves: booster.leaves,
    learningRate: booster.learningRate,
    featureFraction: booster.featureFraction,
    baggingFraction: booster.baggingFraction,
    baggingFreq: booster.baggingFraction < 1 ? 1 : 0,
    minDataInLeaf: booster.minDataInLeaf,
    lambdaL1: booster.lambdaL1,
    lambdaL2: booster.lambdaL2,
    seed,
    threads,
  };
}

/** What the line leaves, column by column; rows without an answer of the line are left out. */
export function residualTable(
  rows: readonly TrainingRow[],
  line: LinearPart,
  { featureNames, plan }: Pick<FitOptions, 'featureNames' | 'plan'>,
): TrainingTable {
  const known = rows
    .map((row) => ({ x: row.x, y: targetOf(row, plan.logTarget) - applyLine(line, row.x) }))
    .filter(({ y }) => !Number.isNaN(y));
  return {
    featureNames,
    columns: featureNames.map((_, j) => Float32Array.from(known, ({ x }) => x[j] as number)),
    y: Float64Array.from(known, ({ y }) => y),
  };
}

/** A function from a row of features to the target or its logarithm; NaN where the line lacks a feature. */
export function scoreOf(model: HybridModel): (x: ArrayLike<number>) => number {
  const forest = model.trees ? new FlatForest(model.trees) : null;
  const into = new Float64Array(1);
  return (x) => {
    const line = applyLine(model.line, x);
    if (!forest || Number.isNaN(line)) return line;
    forest.raw(x, into);
    // The runtime gives the trees' sum as float32.
    return line + Math.fround(into[0] as number);
  };
}

/** Back from the score to the unit of the target. */
export function valueOf(score: number, logTarget: boolean): number {
  return logTarget ? Math.exp(score) : score;
}
