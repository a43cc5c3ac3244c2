import { z } from 'zod';
import { vesselScales } from './channel-catalogue';
import { epochMsSchema, unitIdSchema } from './identity';
import { modelNameSchema, modelVersionSchema } from './training-plan';

/** A shadow runs and is shown apart; only the champion of a target is trusted. */
export const modelStates = ['candidate', 'shadow', 'champion', 'retired', 'damaged'] as const;
export type ModelState = (typeof modelStates)[number];

/** Where a version came from. */
export const modelSources = ['shipped', 'trained', 'imported'] as const;

/**
 * What came of the limits fixed before the test: `undecided` where too few samples decide and no limit was missed beyond
 * doubt, `untested` where none was held against them.
 */
export const modelTests = ['passed', 'failed', 'undecided', 'untested'] as const;
export type ModelTest = (typeof modelTests)[number];

export const modelRefSchema = z.object({ name: modelNameSchema, version: modelVersionSchema });
export type ModelRef = z.infer<typeof modelRefSchema>;

/** The figures that decide between versions; null where they were not measured. */
export const modelFiguresSchema = z.object({
  /** What they were measured on. */
  measuredOn: z.string(),
  n: z.number().int().nullable(),
  mrePct: z.number().nullable(),
  rmse: z.number().nullable(),
  r2: z.number().nullable(),
  bias: z.number().nullable(),
  coverage: z.number().nullable(),
  ridgeMrePct: z.number().nullable(),
  ageOnlyMrePct: z.number().nullable(),
});

/** How a champion or shadow does against samples that came after its predictions. */
export const liveErrorSchema = z.object({
  n: z.number().int(),
  mrePct: z.number().nullable(),
  /** Share of the samples inside the band. */
  coverage: z.number().nullable(),
  lastSampleAt: epochMsSchema.nullable(),
});
export type LiveError = z.infer<typeof liveErrorSchema>;

export const modelVersionEntrySchema = modelRefSchema.extend({
  state: z.enum(modelStates),
  source: z.enum(modelSources),
  target: z.string(),
  unit: z.string(),
  /** Null: for any vessel. */
  scale: z.enum(vesselScales).nullable(),
  purpose: z.string(),
  accuracy: z.string(),
  simulated: z.boolean(),
  /** Of model.onnx, and of names, versions and units of its features in order. */
  sha256: z.string(),
  featuresSha256: z.string(),
  features: z.number().int(),
  createdAt: epochMsSchema.nullable(),
  registeredAt: epochMsSchema,
  changedAt: epochMsSchema,
  /** Who changed its state last, and why. */
  changedBy: z.enum(['person', 'rule', 'station']).optional(),
  changedFor: z.string().optional(),
  /** Whether the limits fixed before the test were met; null where there were none. */
  passed: z.boolean().nullable(),
  test: z.enum(modelTests),
  verdict: z.string(),
  figures: modelFiguresSchema,
  live: liveErrorSchema,
  hasReport: z.boolean(),
  /** What is wrong with its files; empty where nothing is. */
  problem: z.string(),
});
export type ModelVersionEntry = z.infer<typeof modelVersionEntrySchema>;

/** A change of state, as it is kept for ever. */
export const modelChangeSchema = modelRefSchema.extend({
  id: z.number().int(),
  at: epochMsSchema,
  from: z.enum(modelStates).nullable(),
  to: z.enum(modelStates),
  /** `person`, or `rule` where it happened by itself. */
  by: z.enum(['person', 'rule', 'station']),
  reason: z.string(),
});
export type ModelChange = z.infer<typeof modelChangeSchema>;

/** When a champion gives way by itself: its mean relative error over the newest samples. */
export const revertRuleSchema = z.object({
  enabled: z.boolean(),
  /** Percent. */
  mrePctMax: z.number().gt(0).max(500),
  /** Samples it must have been wrong over, and how many of the newest count. */
  leastSamples: z.number().int().min(1).max(100),
  window: z.number().int().min(1).max(1000),
});
export type RevertRule = z.infer<typeof revertRuleSchema>;
export const revertRuleDefault: RevertRule = { enabled: true, mrePctMax: 15, leastSamples: 3, window: 8 };

export const modelReasonSchema = z.string().trim().min(3, 'Say why, in a few words').max(300);

/** What the twin has to run. */
export const modelInUseSchema = modelRefSchema.extend({
  state: z.enum(['champion', 'shadow']),
  target: z.string(),
  scale: z.enum(vesselScales).nullable(),
  /** On the station's own disk. */
  folder: z.string(),
  sha256: z.string(),
  featuresSha256: z.string(),
});
export type ModelInUse = z.infer<typeof modelInUseSchema>;

/** A prediction that a later sample was held against. */
export const scoredPredictionSchema = modelRefSchema.extend({
  state: z.enum(['champion', 'shadow']),
  unitId: unitIdSchema,
  batchId: z.string(),
  sampledAt: epochMsSchema,
  measured: z.number(),
  predicted: z.number(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  sha256: z.string(),
  featuresSha256: z.string(),
});
export type ScoredPrediction = z.infer<typeof scoredPredictionSchema>;
