import { featureNamed } from './feature-catalogue';
import type { ModelFileCard } from './model-file-card';
import { trainingTarget, trainingTargetIdSchema } from './training-plan';

type Card = Pick<ModelFileCard, 'name' | 'version' | 'target' | 'output' | 'features'>;

/**
 * Why a model cannot be used here whatever its files: it predicts what nobody measures, or in another unit, or it asks
 * for a feature that the engine has not, not in this version, or in another unit. Empty where it fits.
 */
export function modelMisfit({ name, version, target, output, features }: Card): string {
  const id = trainingTargetIdSchema.safeParse(target ?? output.name);
  if (!id.success)
    return `Model ${name} ${version} predicts ${target ?? output.name}, which is not measured here`;
  const { unit, name: what } = trainingTarget(id.data);
  if (unit !== output.unit)
    return `Model ${name} ${version} predicts ${what} in ${inUnit(output.unit)}; here it is measured in ${unit}`;
  for (const feature of features) {
    const known = featureNamed(feature.name, feature.version);
    if (known?.unit === feature.unit) continue;
    const here = known ? `here it is in ${inUnit(known.unit)}` : 'unknown here';
    return `Model ${name} needs feature ${feature.name} version ${feature.version} in ${inUnit(feature.unit)}, ${here}`;
  }
  return '';
}

function inUnit(unit: string): string {
  return unit === '' ? 'no unit' : unit;
}
