import { z } from 'zod';
import { batchSchema, processUnitSchema } from '../model/process-unit';
import { epochMsSchema, unitIdSchema } from '../model/identity';
import { phases } from '../model/phase';
import { readingColumnsSchema } from '../model/reading';
import { verb } from './refusals';

export const modelCardSchema = z.object({
  name: z.string(),
  version: z.string(),
  purpose: z.string(),
  /** Always names the data the figure was measured on. */
  accuracy: z.string(),
  sha256: z.string(),
});

export const twinUnitStatusSchema = z.object({
  unitId: unitIdSchema,
  /** End of the last 30 s window that was predicted. */
  lastWindow: epochMsSchema.nullable(),
  windows: z.number().int(),
  missedThenComputed: z.number().int(),
  inferenceMs: z.number().nullable(),
});

/** A sensor that others contradict, with what speaks against it. */
export const sensorSuspicionSchema = z.object({
  unitId: unitIdSchema,
  /** The likeliest. */
  tag: z.string(),
  kind: z.string(),
  since: epochMsSchema,
  words: z.string(),
});

/** Something the twin found out once: a test evaluated, a doubt that an event explains. */
export const twinRemarkSchema = z.object({
  unitId: unitIdSchema,
  /** End of its window. */
  at: epochMsSchema,
  kind: z.string(),
  words: z.string(),
});

/** What entered a prediction, and how much of it is its doing. */
export const contributionSchema = z.object({
  name: z.string(),
  /** What the feature is, in words. */
  words: z.string(),
  unit: z.string(),
  value: z.number().nullable(),
  /** On the scale that contributions add up on. */
  shap: z.number(),
  /** By how much it raised or lowered the prediction, in the unit of the target. */
  effect: z.number(),
});
export type Contribution = z.infer<typeof contributionSchema>;

/** What a model in use says of a unit now, and why. */
export const twinAnswerSchema = z.object({
  unitId: unitIdSchema,
  name: z.string(),
  version: z.string(),
  state: z.enum(['champion', 'shadow']),
  target: z.string(),
  unit: z.string(),
  /** End of its window. */
  at: epochMsSchema,
  value: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  outcome: z.enum(['given', 'outside-training', 'undecided', 'missing-input']),
  /** Why it is not plainly given: which feature, and by how much; empty where it is. */
  why: z.string(),
  /** What contributions add up to, e.g. `ln OD600`, and where they start from. */
  scale: z.string(),
  base: z.number().nullable(),
  /** The same in the unit of the target, and what it is. With all effects it adds up to the value. */
  baseValue: z.number().nullable(),
  against: z.string(),
  /** The leading ones, largest first; empty where the model cannot tell. */
  contributions: z.array(contributionSchema),
  /** All that are not among the leading ones, together. */
  rest: z.object({ features: z.number().int(), shap: z.number(), effect: z.number() }),
});
export type TwinAnswer = z.infer<typeof twinAnswerSchema>;

/** A feature that stays outside what a model in use has learned from. */
export const featureDriftSchema = z.object({
  unitId: unitIdSchema,
  name: z.string(),
  version: z.string(),
  state: z.enum(['champion', 'shadow']),
  feature: z.string(),
  /** Tag of the measured channel that is likely behind it; null where several may be. */
  probe: z.string().nullable(),
  since: epochMsSchema,
  words: z.string(),
});
export type FeatureDrift = z.infer<typeof featureDriftSchema>;

export const twinReportSchema = z.object({
  model: modelCardSchema.nullable(),
  problem: z.string(),
  units: z.array(
    twinUnitStatusSchema.extend({
      phase: z.enum(phases.map((p) => p.id)),
      phaseSince: epochMsSchema.nullable(),
    }),
  ),
  suspicions: z.array(sensorSuspicionSchema).optional(),
  /** All of the running batches that this twin found out; told again with every report. */
  remarks: z.array(twinRemarkSchema).optional(),
  /** Of every running batch, by champion and shadow. */
  answers: z.array(twinAnswerSchema).optional(),
  drifts: z.array(featureDriftSchema).optional(),
});

/** The simulated plant as it introduces itself. */
export const demoAttachSchema = z.object({
  brokerPort: z.number().int(),
  units: z.array(processUnitSchema),
  batches: z.array(batchSchema),
});

export const twin = {
  /** The twin tells how it is doing and what the phase is; its numbers come through readings.submit. */
  report: verb.input(twinReportSchema).output(z.object({ ok: z.boolean() })),
  status: verb
    .route({
      method: 'GET',
      path: '/twin/status',
      summary: 'The model in use and how it keeps up',
      tags: ['Twin'],
    })
    .output(
      z.object({
        state: z.enum(['up', 'down']),
        model: modelCardSchema.nullable(),
        problem: z.string(),
        units: z.array(twinUnitStatusSchema),
        answers: z.array(twinAnswerSchema).optional(),
        drifts: z.array(featureDriftSchema).optional(),
      }),
    ),
};

/** The door for our own workers: the same check, recording and screens as for any sensor. */
export const readings = {
  submit: verb.input(readingColumnsSchema).output(z.object({ accepted: z.number().int() })),
  /** Newest recorded time of each unit's channels, so that a worker knows where to go on. */
  lastTimes: verb
    .input(z.object({ unitId: z.string(), tags: z.array(z.string()).max(200) }))
    .output(z.array(epochMsSchema.nullable())),
};

/** The demo plant announces itself: its broker, its units and their running batches. */
export const demo = {
  attach: verb.input(demoAttachSchema).output(z.object({ ok: z.boolean() })),
};
