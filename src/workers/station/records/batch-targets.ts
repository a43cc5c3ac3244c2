import { fieldsOf, type Fields } from '../../../shared/model/records/field-value';
import { pichiaRecipe, recipeOf, type Recipe } from '../../../shared/model/records/recipe';
import type { BatchRun } from '../../../shared/model/records/batch-state';
import type { RecordsKeep } from '../record/records/records-keep';

/** What a batch was planned to be. */
export interface BatchTargets {
  readonly recipe: Recipe;
  readonly plan: Fields;
  readonly workingVolumeL: number;
  readonly tempC: number;
  readonly ph: number;
}

/** Set points a batch runs to: of its recipe, unless its plan varies them. */
export function batchTargets(
  keep: Pick<RecordsKeep, 'versionsOf'>,
  batch: Pick<BatchRun, 'planId'> | null,
  startVolumeL: number,
): BatchTargets {
  const plan = fieldsOf((batch?.planId ? keep.versionsOf(batch.planId).at(-1)?.body : undefined) ?? {});
  const recipe = recipeOf(plan.text('recipe')) ?? pichiaRecipe;
  const varied = plan.text('plannedVariation');
  const set = plan.num('variationSetPoint');
  return {
    recipe,
    plan,
    workingVolumeL: plan.num('workingVolumeL') ?? startVolumeL,
    tempC: varied === 'temperature' && set !== undefined ? set : recipe.gates.tempC,
    ph: varied === 'ph-start' && set !== undefined ? set : recipe.gates.ph,
  };
}
