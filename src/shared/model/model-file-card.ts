import { z } from 'zod';
import { vesselScales } from './channel-catalogue';

/** One input of a model: which feature, and between what values it was trained. */
export const modelFeatureSchema = z.object({
  name: z.string(),
  version: z.number().int(),
  unit: z.string(),
  low: z.number(),
  high: z.number(),
  /** The model has an answer for a row without it. */
  mayBeMissing: z.boolean().optional(),
});
export type ModelFeature = z.infer<typeof modelFeatureSchema>;

/** The card that lies beside every model: what it is for, what it was made from and how good it was on what. */
export const modelFileCardSchema = z.object({
  format: z.literal(1),
  name: z.string().min(1),
  version: z.string().regex(/^\d+\.\d+\.\d+$/),
  purpose: z.string(),
  /** One sentence for the screen; always names the data the figure was measured on. */
  accuracy: z.string(),
  /** Of model.onnx, hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  output: z.object({
    name: z.string(),
    unit: z.string(),
    /** Share of values that the interval is meant to hold. */
    intervalLevel: z.number().gt(0).lt(1),
    interval: z.string(),
  }),
  features: z.array(modelFeatureSchema).min(1),
  data: z.record(z.string(), z.unknown()),
  metrics: z.record(z.string(), z.unknown()),
  limits: z.array(z.string()),
  // What trained models say beyond the first one.
  target: z.string().optional(),
  scale: z.enum(vesselScales).optional(),
  excluded: z.array(z.string()).optional(),
  createdAt: z.number().int().optional(),
  software: z.string().optional(),
  simulated: z.union([z.boolean(), z.literal('mixed')]).optional(),
  source: z.enum(['trained', 'imported']).optional(),
  /** Limits fixed before the test, and whether they were met; null where they were not tested. */
  passed: z.boolean().nullable().optional(),
  verdict: z.string().optional(),
  plan: z.record(z.string(), z.unknown()).optional(),
  figures: z
    .object({
      measuredOn: z.string(),
      n: z.number().int().nullable(),
      mrePct: z.number().nullable(),
      rmse: z.number().nullable(),
      r2: z.number().nullable(),
      bias: z.number().nullable(),
      coverage: z.number().nullable(),
      ridgeMrePct: z.number().nullable(),
      ageOnlyMrePct: z.number().nullable(),
    })
    .optional(),
});
export type ModelFileCard = z.infer<typeof modelFileCardSchema>;

/** Rows whose answers are known: a model that does not reproduce them is refused. */
export const goldenSchema = z.object({
  /** Largest relative deviation. */
  tolerance: z.number().positive(),
  features: z.array(z.string()),
  rows: z
    .array(
      z.object({
        /** Null where the feature is missing. */
        x: z.array(z.number().nullable()),
        value: z.number(),
        low: z.number(),
        high: z.number(),
      }),
    )
    .min(1),
});
export type Golden = z.infer<typeof goldenSchema>;

/** What the hash of a list of features is taken over: names, versions and units in the order of the input. */
export function featureListText(
  features: readonly Pick<ModelFeature, 'name' | 'version' | 'unit'>[],
): string {
  return features.map(({ name, version, unit }) => `${name}\t${version}\t${unit}`).join('\n');
}

/** The first 48 bits of a hash as a whole number, so that it can be stored with each prediction. */
export function hashNumber(sha256: string): number {
  return Number.parseInt(sha256.slice(0, 12), 16);
}
