import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Golden } from '../../shared/model/model-file-card';
import { treeModelFromJson, type TreeModelJson } from '../trainer/boosting/tree-model';
import type { HybridModel } from '../trainer/pipeline/hybrid-model';
import { explainByParts } from './explain-model';

const termSchema = z.object({
  feature: z.number().int().min(0),
  form: z.enum(['x', 'ln']),
  low: z.number(),
  high: z.number(),
  weight: z.number(),
  mean: z.number(),
});
const partsSchema = z.object({
  featureNames: z.array(z.string()),
  logTarget: z.boolean(),
  line: z.array(z.object({ intercept: z.number(), terms: z.array(termSchema) })),
  trees: z.custom<TreeModelJson>((value) => typeof value === 'object').nullable(),
});

/**
 * The line and the trees that a model file was made of, from beside it. Null where they are not there, are damaged, or
 * do not give what the model gives: why a number is what it is must never be told of another model.
 */
export async function readParts(folder: string, golden: Golden): Promise<HybridModel | null> {
  try {
    const { trees, ...parts } = partsSchema.parse(
      JSON.parse(await readFile(join(folder, 'parts.json'), 'utf8')),
    );
    const model = { ...parts, trees: trees && treeModelFromJson(trees) };
    const sameFeatures = model.featureNames.join() === golden.features.join();
    return sameFeatures && (await agrees(model, golden)) ? model : null;
  } catch {
    return null;
  }
}

async function agrees(model: HybridModel, { rows, tolerance }: Golden): Promise<boolean> {
  const explain = explainByParts(model);
  for (const { x, value } of rows) {
    const found = await explain(x.map((one) => one ?? Number.NaN));
    const sum = found?.effects.reduce((total, effect) => total + effect, found.baseValue) ?? Number.NaN;
    if (!(Math.abs(sum - value) <= tolerance * Math.abs(value))) return false;
  }
  return true;
}
