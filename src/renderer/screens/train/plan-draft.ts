import type { TrainingBatch } from '../../../shared/contract/training';
import type { BatchId } from '../../../shared/model/identity';
import { trainingPlanSchema, type TrainingPlan } from '../../../shared/model/training-plan';
import { tr } from '../../strings/translate';

export type BatchUse = 'none' | 'training' | 'hold-out';

/** A plan before its batches are chosen, for the vessel that most of them ran in, with every default in place. */
export function firstDraft(batches: readonly Pick<TrainingBatch, 'scale'>[] = []): TrainingPlan {
  const small = batches.filter(({ scale }) => scale === '1L').length;
  const scale = 2 * small > batches.length ? '1L' : '15L';
  const plan = trainingPlanSchema.parse({ name: `od600-${scale.toLowerCase()}`, scale, training: ['any'] });
  return { ...plan, training: [] };
}

/** A batch that its campaign sealed may judge a model, and never teach one. */
export const isSealed = ({ role }: Pick<TrainingBatch, 'role'>): boolean => role === 'hold-out';

export function usedAs(plan: Pick<TrainingPlan, 'training' | 'holdOut'>, id: BatchId): BatchUse {
  if (plan.training.includes(id)) return 'training';
  return plan.holdOut.includes(id) ? 'hold-out' : 'none';
}

/** The plan with one batch used otherwise; it is never in two parts, and a sealed one never in training. */
export function withUse(plan: TrainingPlan, batch: TrainingBatch, use: BatchUse): TrainingPlan {
  const without = (ids: readonly BatchId[]): BatchId[] => ids.filter((id) => id !== batch.id);
  const [training, holdOut] = [without(plan.training), without(plan.holdOut)];
  if (use === 'training' && !isSealed(batch)) training.push(batch.id);
  if (use === 'hold-out') holdOut.push(batch.id);
  return { ...plan, training, holdOut };
}

const teaching: ReadonlySet<string> = new Set(['training', 'clean', '']);

/** Batches as their campaign has them; those without a role or with nothing wrong teach. Of the vessel of the plan, and with samples. */
export function byRole(plan: TrainingPlan, batches: readonly TrainingBatch[]): TrainingPlan {
  const fit = batches.filter(({ scale, samples }) => scale === plan.scale && (samples[plan.target] ?? 0) > 0);
  const ids = (keep: (batch: TrainingBatch) => boolean): BatchId[] => fit.filter(keep).map(({ id }) => id);
  return {
    ...plan,
    training: ids(({ role }) => teaching.has(role)),
    holdOut: ids(isSealed),
  };
}

/** A change of the vessel drops the batches that do not fit. */
export function withScale(
  plan: TrainingPlan,
  scale: TrainingPlan['scale'],
  batches: readonly TrainingBatch[],
): TrainingPlan {
  const fits = new Set(batches.filter((batch) => batch.scale === scale).map(({ id }) => id));
  return {
    ...plan,
    scale,
    training: plan.training.filter((id) => fits.has(id)),
    holdOut: plan.holdOut.filter((id) => fits.has(id)),
  };
}

/** What keeps a draft from being a plan, in words; null where it is one. */
export function draftProblem(draft: TrainingPlan): string | null {
  const read = trainingPlanSchema.safeParse(draft);
  return read.success ? null : (read.error.issues[0]?.message ?? tr('The plan is not complete'));
}

let kept: TrainingPlan | null = null;

/** The draft outlives a look at another screen. */
export const keptDraft = {
  get: (batches: readonly TrainingBatch[]): TrainingPlan => kept ?? firstDraft(batches),
  put: (draft: TrainingPlan): void => {
    kept = draft;
  },
};
