import type { TrainingLoss, TrainingPlan, TrainingTrial } from '../../../shared/model/training-plan';
import { trainingTarget } from '../../../shared/model/training-plan';
import type { BoostingState } from '../boosting/boosting-state';
import { fitBand, fitBandTrees, type Band } from './band';
import { checkRows, refuseUseless, uselessFeatures, type UselessFeature } from './check-rows';
import { crossValidate, type CrossValidated } from './cross-validate';
import { fitHybrid, treesByFolds, type FitOptions, type HybridModel } from './hybrid-model';
import { keepFeatures } from './keep-features';
import type { ReplayedBatch, TrainingRow } from './training-row';
import { tuneBooster, type Tuned } from './tune-booster';

/** What a training has so far, so that it can go on after the program was ended. */
export interface TrainingProgressKept {
  readonly trials?: readonly TrainingTrial[];
  readonly final?: BoostingState;
}

export interface TrainRequest {
  readonly plan: TrainingPlan;
  readonly featureNames: readonly string[];
  readonly training: readonly ReplayedBatch[];
  readonly threadPath?: string | URL | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly now: () => number;
  readonly say?: (words: string) => void;
  readonly step?: (state: 'tuning' | 'cross-validating' | 'training', done: number) => void;
  readonly onTrial?: (trial: TrainingTrial) => void;
  readonly onTrees?: (grown: number, of: number, state: () => BoostingState) => void;
  /** Fold by fold, tree by tree, while the number of trees is found. */
  readonly onLoss?: (loss: TrainingLoss) => void;
  readonly kept?: TrainingProgressKept;
}

/** A model with its band, and all that was learned about it without looking at hold-out batches. */
export interface TrainedModel {
  readonly model: HybridModel;
  readonly band: Band;
  readonly rows: readonly TrainingRow[];
  readonly crossValidated: CrossValidated;
  readonly useless: readonly UselessFeature[];
  readonly tuned: Tuned | null;
  /** The training batches with the features that were kept. */
  readonly training: readonly ReplayedBatch[];
  readonly fit: FitOptions;
}

/**
 * Checks, searches, cross-validates and fits. Sees training batches only.
 * @throws Refusal with words; the signal's reason when aborted
 */
export async function trainModel(request: TrainRequest): Promise<TrainedModel> {
  const { plan, say = () => undefined, step = () => undefined, signal } = request;
  const useless = uselessFeatures(request.featureNames, request.training);
  refuseUseless(useless, plan.features === 'custom');
  for (const { name, why } of useless) say(`${name} ${why}: left out`);
  const dropped = new Set(useless.map(({ name }) => name));
  const featureNames = request.featureNames.filter((name) => !dropped.has(name));
  const training = request.training.map((batch) => keepFeatures(batch, request.featureNames, featureNames));
  const rows = training.flatMap((batch) => batch.rows);
  checkRows(rows, plan.holdOut, trainingTarget(plan.target).name);
  const base: FitOptions = { plan, featureNames, threadPath: request.threadPath, signal };
  step('tuning', 0);
  const tuned = plan.tuning && plan.structure !== 'ridge' ? await tuneBooster(rows, base, request) : null;
  const fit: FitOptions = tuned
    ? { ...base, plan: { ...plan, booster: tuned.booster }, trees: tuned.booster.trees }
    : base;
  const folds = Math.min(plan.folds, new Set(rows.map(({ batchId }) => batchId)).size);
  const crossValidated = await crossValidate(rows, {
    ...fit,
    folds,
    repeats: plan.repeats,
    level: plan.interval.level,
    cqr: plan.interval.method === 'cqr',
    onFold: (done, of) => {
      step('cross-validating', done / of);
      say(`Fold ${done} of ${of} judged`);
    },
  });
  step('training', 0);
  const { onLoss } = request;
  // A search has settled the number of trees: the folds are only looked at.
  if (tuned && onLoss) await treesByFolds(rows, { ...fit, onLoss });
  const model = await fitHybrid(rows, {
    ...fit,
    onTrees: request.onTrees,
    onLoss,
    resume: request.kept?.final,
  });
  const trees =
    plan.interval.method === 'cqr' ? await fitBandTrees(rows, model, plan.interval.level, fit) : null;
  const band = fitBand(crossValidated.unseen, plan, trees);
  return { model, band, rows, crossValidated, useless, tuned, training, fit };
}
