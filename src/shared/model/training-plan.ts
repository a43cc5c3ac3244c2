import { z } from 'zod';
import { vesselScales } from './channel-catalogue';
import { batchIdSchema, epochMsSchema } from './identity';

/** What a model may be trained to predict: a result of the bench, by the tag of its samples. */
export const trainingTargets = [
  { id: 'OD600', name: 'OD600', unit: 'AU', floor: 1 },
  { id: 'DCW', name: 'Dry cell weight', unit: 'g/L', floor: 0.25 },
] as const;
export type TrainingTargetId = (typeof trainingTargets)[number]['id'];
export const trainingTargetIdSchema = z.enum(trainingTargets.map(({ id }) => id));

/** Name and unit of a target, and the smallest value an error is divided by. */
export function trainingTarget(id: TrainingTargetId): (typeof trainingTargets)[number] {
  return trainingTargets.find((target) => target.id === id) ?? trainingTargets[0];
}

/**
 * `hybrid` learns by trees what a ridge over logarithms of the same features leaves; `boosting` is trees alone; `ridge`
 * the line alone.
 */
export const modelStructures = ['hybrid', 'boosting', 'ridge'] as const;

/** Lists of features that have a name; `custom` takes the plan's own list. */
export const featureProfiles = ['compact', 'gas', 'wide', 'custom'] as const;
export type FeatureProfile = (typeof featureProfiles)[number];

/** How trees are grown. The defaults are the Pichia profile, with leaves small enough for a few samples a batch. */
export const boosterPlanSchema = z.object({
  trees: z.number().int().min(1).max(20_000).default(500),
  maxDepth: z.number().int().min(-1).max(64).default(8),
  leaves: z.number().int().min(2).max(1024).default(31),
  learningRate: z.number().min(1e-4).max(1).default(0.05),
  featureFraction: z.number().gt(0).max(1).default(0.8),
  baggingFraction: z.number().gt(0).max(1).default(1),
  minDataInLeaf: z.number().int().min(1).max(100_000).default(10),
  lambdaL1: z.number().min(0).max(1e6).default(0),
  lambdaL2: z.number().min(0).max(1e6).default(1),
});
export type BoosterPlan = z.infer<typeof boosterPlanSchema>;

/** A search for better booster settings; it ends with whichever budget is spent first. */
export const tuningPlanSchema = z
  .object({
    trials: z.number().int().min(1).max(1000).nullable().default(30),
    minutes: z
      .number()
      .gt(0)
      .max(24 * 60)
      .nullable()
      .default(null),
  })
  .refine(({ trials, minutes }) => trials !== null || minutes !== null, 'Give a number of trials or a time');

export const intervalMethods = ['conformal', 'cqr'] as const;
/** What the promise is about: single samples, or whole batches (needs many more of them). */
export const intervalBases = ['sample', 'batch'] as const;

/** What the model must reach on the hold-out batches; fixed with the plan, before any of them is looked at. */
export const acceptanceSchema = z
  .object({
    mrePctMax: z.number().gt(0).max(100).default(6),
    r2Min: z.number().min(-1).max(1).default(0.96),
    coverageMin: z.number().min(0).max(1).default(0.85),
    coverageMax: z.number().min(0).max(1).default(0.97),
  })
  .refine(({ coverageMin, coverageMax }) => coverageMin < coverageMax, {
    message: 'The least coverage must be below the most',
    path: ['coverageMin'],
  });
export type Acceptance = z.infer<typeof acceptanceSchema>;

export const modelNameSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{1,39}$/, 'Use 2 to 40 lower-case letters, digits or -');
export const modelVersionSchema = z.string().regex(/^\d{1,6}\.\d{1,6}\.\d{1,6}$/, 'A version is like 1.0.0');

/** All that decides what comes out of a training; the same plan over the same data gives the same model, to the bit. */
export const trainingPlanSchema = z.object({
  name: modelNameSchema,
  purpose: z.string().trim().max(600).default(''),
  /** Where it must not be used, in words. */
  excluded: z.array(z.string().trim().min(1).max(300)).max(20).default([]),
  target: trainingTargetIdSchema.default('OD600'),
  scale: z.enum(vesselScales),
  training: z.array(batchIdSchema).min(1, 'Choose the batches to train on').max(500),
  holdOut: z.array(batchIdSchema).max(500).default([]),
  features: z.enum(featureProfiles).default('compact'),
  /** Names, with the profile `custom`. */
  featureNames: z.array(z.string().min(1).max(120)).max(1000).default([]),
  structure: z.enum(modelStructures).default('hybrid'),
  /** Learns the logarithm: errors count relative to the value. */
  logTarget: z.boolean().default(true),
  booster: boosterPlanSchema.prefault({}),
  tuning: tuningPlanSchema.nullable().default(null),
  /** Folds of whole batches, and how often they are drawn anew. */
  folds: z.number().int().min(2).max(20).default(5),
  repeats: z.number().int().min(1).max(10).default(2),
  interval: z
    .object({
      level: z.number().min(0.5).max(0.99).default(0.9),
      method: z.enum(intervalMethods).default('conformal'),
      basis: z.enum(intervalBases).default('sample'),
    })
    .prefault({}),
  acceptance: acceptanceSchema.prefault({}),
  seed: z
    .number()
    .int()
    .min(0)
    .max(2 ** 31 - 1)
    .default(1),
  threads: z.number().int().min(1).max(8).default(1),
});
export type TrainingPlan = z.infer<typeof trainingPlanSchema>;
export type TrainingPlanInput = z.input<typeof trainingPlanSchema>;

/** Something wrong with a plan. `refused` ones must go before it can start. */
export const planProblemSchema = z.object({
  severity: z.enum(['refused', 'warning']),
  /** Field of the plan. */
  field: z.string(),
  words: z.string(),
});
export type PlanProblem = z.infer<typeof planProblemSchema>;

export const trainingStates = [
  'queued',
  'reading',
  'checking',
  'tuning',
  'cross-validating',
  'training',
  'evaluating',
  'writing',
  'done',
  'cancelled',
  'failed',
] as const;
export type TrainingState = (typeof trainingStates)[number];

/** True once nothing more will happen. */
export function hasTrainingEnded(state: TrainingState): boolean {
  return state === 'done' || state === 'cancelled' || state === 'failed';
}

/** One trial of a search, as it is known while it runs. */
export const trainingTrialSchema = z.object({
  number: z.number().int(),
  /** Mean relative error over the folds, %; null where the trial failed. */
  mrePct: z.number().nullable(),
  standardError: z.number(),
  settings: z.record(z.string(), z.number()),
});
export type TrainingTrial = z.infer<typeof trainingTrialSchema>;

/** A training that waits, runs or has ended. */
export const trainingJobSchema = z.object({
  id: z.string().min(1).max(60),
  state: z.enum(trainingStates),
  plan: trainingPlanSchema,
  queuedAt: epochMsSchema,
  startedAt: epochMsSchema.nullable(),
  endedAt: epochMsSchema.nullable(),
  /** Share of all the work that is done, 0 to 1. */
  done: z.number(),
  /** What is going on, or what went wrong and what to do. */
  words: z.string(),
  /** Oldest first. */
  log: z.array(z.object({ at: epochMsSchema, words: z.string() })),
  trials: z.array(trainingTrialSchema),
  /** Trees of the final model. */
  trees: z.object({ grown: z.number().int(), of: z.number().int() }),
  /** Loss by number of trees, on what is learned from and on batches left out, fold by fold; at most some 500 of them. */
  losses: z
    .array(
      z.object({
        /** Which batches were left out, counted from 1. */
        fold: z.number().int().optional(),
        trees: z.number().int(),
        training: z.number().nullable(),
        validation: z.number().nullable(),
      }),
    )
    .optional(),
  /** How often it was taken up again after the program had ended. */
  resumed: z.number().int(),
  cancelling: z.boolean(),
  /** What came of it. */
  product: z
    .object({
      name: modelNameSchema,
      version: modelVersionSchema,
      verdict: z.string(),
      passed: z.boolean(),
      /** Too few samples to say whether a limit was met. */
      undecided: z.boolean().optional(),
    })
    .nullable(),
});
export type TrainingJob = z.infer<typeof trainingJobSchema>;
export type TrainingLoss = NonNullable<TrainingJob['losses']>[number];
