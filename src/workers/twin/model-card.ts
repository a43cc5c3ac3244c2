import { z } from 'zod';

/** One input of a model: which feature, and between what values it was trained. */
export const modelFeatureSchema = z.object({
  name: z.string(),
  version: z.number().int(),
  unit: z.string(),
  low: z.number(),
  high: z.number(),
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
});
export type ModelFileCard = z.infer<typeof modelFileCardSchema>;

/** Rows whose answers are known: a model that does not reproduce them is refused. */
export const goldenSchema = z.object({
  /** Largest relative deviation. */
  tolerance: z.number().positive(),
  features: z.array(z.string()),
  rows: z
    .array(z.object({ x: z.array(z.number()), value: z.number(), low: z.number(), high: z.number() }))
    .min(1),
});
export type Golden = z.infer<typeof goldenSchema>;
