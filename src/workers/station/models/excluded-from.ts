import type { PlanProblem, TrainingPlan } from '../../../shared/model/training-plan';

/** No model is trained or judged on a batch that a deviation keeps out. */
export function excludedFrom(
  plan: Pick<TrainingPlan, 'training' | 'holdOut'>,
  excluded: readonly { readonly batchId: string; readonly id: string }[],
): PlanProblem[] {
  return (['training', 'holdOut'] as const).flatMap((field) =>
    excluded
      .filter(({ batchId }) => plan[field].some((id) => id === batchId))
      .map(({ batchId, id }) => ({
        severity: 'refused' as const,
        field,
        words: `${batchId} is kept from training by ${id}: leave it out`,
      })),
  );
}
