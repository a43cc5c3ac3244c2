import {
  boosterPlanSchema,
  trainingTarget,
  type BoosterPlan,
  type TrainingTrial,
} from '../../../shared/model/training-plan';
import { trainBoosting } from '../boosting/train-boosting';
import { groupedFolds, type Fold } from '../tune/grouped-folds';
import { nestedScore } from '../tune/nested-score';
import { boostingSpace, type SearchPoint, type SearchSpace } from '../tune/search-space';
import { simplestWithinOneError, tune, type ScoredTrial } from '../tune/tune';
import { pick } from './cross-validate';
import { boosterOptions, fitHybrid, residualTable, scoreOf, valueOf, type FitOptions } from './hybrid-model';
import { agreementOf } from './judge';
import type { TrainRequest } from './train-and-judge';
import type { TrainingRow } from './training-row';

export interface Tuned {
  readonly booster: BoosterPlan;
  readonly trials: readonly TrainingTrial[];
  readonly chosen: number | null;
  readonly outerMrePct: number | null;
  readonly words: string;
}

const space: SearchSpace = {
  trees: { low: 5, high: 500, log: true, whole: true },
  ...boostingSpace,
  minDataInLeaf: { low: 4, high: 40, whole: true },
};
const folds = 4;
const outerFolds = 3;
/** Trials of each outer fold at most: an outer score costs as many searches as it has folds. */
const outerTrials = 15;

/** Searches booster settings by whole batches; the line of each fold is fitted once. */
export async function tuneBooster(
  rows: readonly TrainingRow[],
  options: FitOptions,
  { now, onTrial, say = () => undefined, kept }: Pick<TrainRequest, 'now' | 'onTrial' | 'say' | 'kept'>,
): Promise<Tuned> {
  const tuning = options.plan.tuning;
  const resume = kept?.trials?.map(fromKept);
  const trials = await search(rows, options, {
    now,
    ...(tuning?.trials ? { trials: tuning.trials } : {}),
    ...(tuning?.minutes ? { timeMs: tuning.minutes * 60_000 } : {}),
    ...(resume ? { resume } : {}),
    onTrial: (trial) => onTrial?.(toKept(trial)),
  });
  const chosen = choose(trials);
  const outer = await outerScore(rows, options, Math.min(outerTrials, trials.length), now);
  say(
    `Search over: trial ${chosen ? chosen.number + 1 : '–'} of ${trials.length} chosen, outer score ${outer.toFixed(2)} %`,
  );
  return {
    booster: chosen ? boosterAt(chosen.point, options.plan.booster) : options.plan.booster,
    trials: trials.map(toKept),
    chosen: chosen?.number ?? null,
    outerMrePct: outer,
    words: `Tree-structured Parzen estimator, ${trials.length} trials over ${folds} folds of whole batches; the simplest within one standard error of the best. Outer score: the search repeated without the test batches, ${outerFolds} folds, ${Math.min(outerTrials, trials.length)} trials each.`,
  };
}

interface SearchBudget {
  readonly now: () => number;
  readonly trials?: number;
  readonly timeMs?: number;
  readonly resume?: readonly ScoredTrial[];
  readonly onTrial?: (trial: ScoredTrial) => void;
}

async function search(
  rows: readonly TrainingRow[],
  options: FitOptions,
  budget: SearchBudget,
): Promise<readonly ScoredTrial[]> {
  const { plan } = options;
  const batches = rows.map(({ batchId }) => batchId);
  const parts = await Promise.all(
    groupedFolds(batches, Math.min(folds, new Set(batches).size), plan.seed + 31).map((fold) =>
      prepare(rows, fold, options),
    ),
  );
  return tune({
    ...budget,
    space,
    seed: plan.seed,
    ...(options.signal ? { signal: options.signal } : {}),
    evaluate: async (point) => {
      const losses: number[] = [];
      for (const part of parts) losses.push(await lossAt(point, part, options));
      return losses;
    },
  });
}

type Part = Awaited<ReturnType<typeof prepare>>;

async function prepare(rows: readonly TrainingRow[], fold: Fold, options: FitOptions) {
  const [train, test] = [pick(rows, fold.train), pick(rows, fold.test)];
  const lineOnly = await fitHybrid(train, {
    ...options,
    plan: { ...options.plan, structure: options.plan.structure === 'boosting' ? 'boosting' : 'ridge' },
    trees: 1,
  });
  return { test, line: lineOnly.line, table: residualTable(train, lineOnly.line, options) };
}

/** Mean relative error on the test batches of a fold, %. */
async function lossAt(point: SearchPoint, { test, line, table }: Part, options: FitOptions): Promise<number> {
  const { plan, featureNames, signal } = options;
  const booster = boosterAt(point, plan.booster);
  const { model } = await trainBoosting({
    table,
    options: { ...boosterOptions(booster, plan), threads: 1 },
    ...(signal ? { signal } : {}),
  });
  const score = scoreOf({ featureNames, line, trees: model, logTarget: plan.logTarget });
  return mreOf(test, (row) => valueOf(score(row.x), plan.logTarget), options);
}

function mreOf(
  rows: readonly TrainingRow[],
  predict: (row: TrainingRow) => number,
  options: FitOptions,
): number {
  const { floor } = trainingTarget(options.plan.target);
  const points = rows
    .map((row) => ({ batchId: row.batchId, measured: row.measured, predicted: predict(row) }))
    .filter(({ predicted }) => Number.isFinite(predicted));
  return agreementOf(points, floor)?.mrePct ?? Number.NaN;
}

async function outerScore(
  rows: readonly TrainingRow[],
  options: FitOptions,
  trials: number,
  now: () => number,
): Promise<number> {
  const batches = rows.map(({ batchId }) => batchId);
  const outer = await nestedScore({
    batches,
    folds: Math.min(outerFolds, new Set(batches).size),
    seed: options.plan.seed + 47,
    ...(options.signal ? { signal: options.signal } : {}),
    choose: async (indices) =>
      choose(await search(pick(rows, indices), options, { now, trials }))?.point ?? null,
    score: async (point, fold) => {
      const booster = point ? boosterAt(point, options.plan.booster) : options.plan.booster;
      const model = await fitHybrid(pick(rows, fold.train), {
        ...options,
        plan: { ...options.plan, booster },
        trees: booster.trees,
      });
      const score = scoreOf(model);
      return mreOf(pick(rows, fold.test), (row) => valueOf(score(row.x), options.plan.logTarget), options);
    },
  });
  return outer.reduce((sum, { loss }) => sum + loss, 0) / outer.length;
}

/** Few trees and few leaves are simple. */
function choose(trials: readonly ScoredTrial[]): ScoredTrial | undefined {
  return simplestWithinOneError(
    trials,
    ({ trees = 0, leaves = 0, learningRate = 0 }) => trees * learningRate * Math.log(leaves + 1),
  );
}

function boosterAt(point: SearchPoint, booster: BoosterPlan): BoosterPlan {
  return boosterPlanSchema.parse({ ...booster, ...point });
}

function toKept({ number, point, loss, standardError }: ScoredTrial): TrainingTrial {
  return {
    number,
    mrePct: Number.isFinite(loss) ? loss : null,
    standardError: Number.isFinite(standardError) ? standardError : 0,
    settings: point,
  };
}

function fromKept({ number, mrePct, standardError, settings }: TrainingTrial): ScoredTrial {
  return { number, point: settings, loss: mrePct ?? Number.POSITIVE_INFINITY, standardError };
}
