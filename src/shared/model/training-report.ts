import { z } from 'zod';
import { epochMsSchema } from './identity';
import { planProblemSchema, trainingPlanSchema, trainingTrialSchema } from './training-plan';

/** `undecided`: too few samples to say. */
export const checkStates = ['passed', 'failed', 'undecided'] as const;

/** A limit fixed before the test, and what was found. */
export const reportCheckSchema = z.object({
  name: z.string(),
  limit: z.string(),
  found: z.string(),
  value: z.number().nullable(),
  state: z.enum(checkStates),
  /** On what exactly it was judged, where the limit does not say. */
  words: z.string().optional(),
});

/** Agreement of predictions with samples. Values in the unit of the target but the percents. */
export const agreementSchema = z.object({
  n: z.number().int(),
  batches: z.number().int(),
  mrePct: z.number(),
  /** 95 % by drawing batches with replacement; null with one batch. */
  mrePctBand: z.tuple([z.number(), z.number()]).nullable(),
  mae: z.number(),
  rmse: z.number(),
  r2: z.number().nullable(),
  nrmseRangePct: z.number().nullable(),
  bias: z.number(),
  sep: z.number().nullable(),
});
export type Agreement = z.infer<typeof agreementSchema>;

/** `cross-validated` predictions come from models that never saw the batch. */
export const reportParts = ['hold-out', 'cross-validated'] as const;
export type ReportPart = (typeof reportParts)[number];

/** One sample beside its prediction. */
export const reportPointSchema = z.object({
  part: z.enum(reportParts),
  batchId: z.string(),
  t: epochMsSchema,
  ageH: z.number(),
  phase: z.string(),
  measured: z.number(),
  predicted: z.number(),
  low: z.number(),
  high: z.number(),
  outsideTraining: z.boolean(),
});
export type ReportPoint = z.infer<typeof reportPointSchema>;

export const coverageSchema = z.object({
  /** Batch, phase or part. */
  name: z.string(),
  n: z.number().int(),
  held: z.number().int(),
  share: z.number(),
  /** Exact 95 % of that share, samples taken as independent. */
  low: z.number(),
  high: z.number(),
});
export type Coverage = z.infer<typeof coverageSchema>;

/** How a batch went, by the model's own account and by its samples. At most some 400 moments. */
export const trajectorySchema = z.object({
  part: z.enum(reportParts),
  batchId: z.string(),
  name: z.string(),
  ageH: z.array(z.number()),
  /** Null where the model says nothing. */
  predicted: z.array(z.number().nullable()),
  low: z.array(z.number().nullable()),
  high: z.array(z.number().nullable()),
  samples: z.array(z.object({ ageH: z.number(), measured: z.number() })),
});

export const reportBatchSchema = z.object({
  id: z.string(),
  name: z.string(),
  unitId: z.string(),
  role: z.enum(['training', 'hold-out']),
  simulated: z.boolean(),
  inoculatedAt: epochMsSchema,
  endedAt: epochMsSchema,
  /** Samples with the target, and those that could be used. */
  samples: z.number().int(),
  used: z.number().int(),
  /** Why samples were not used. */
  leftOut: z.array(z.string()),
  /** Of the rows that entered: features and target. */
  sha256: z.string(),
  agreement: agreementSchema.nullable(),
});

/** Everything the report of a training shows. */
export const trainingReportSchema = z.object({
  format: z.literal(1),
  name: z.string(),
  version: z.string(),
  createdAt: epochMsSchema,
  software: z.string(),
  /** True where every batch comes from a simulator; `mixed` where some do. */
  simulated: z.union([z.boolean(), z.literal('mixed')]),
  target: z.object({ id: z.string(), name: z.string(), unit: z.string(), floor: z.number() }),
  scale: z.string(),
  plan: trainingPlanSchema,
  planSha256: z.string(),
  warnings: z.array(planProblemSchema),
  verdict: z.object({
    state: z.enum(checkStates),
    /** One or two sentences; always names the data. */
    words: z.string(),
    checks: z.array(reportCheckSchema),
  }),
  model: z.object({
    structure: z.string(),
    /** How it computes, in a sentence. */
    words: z.string(),
    trees: z.number().int(),
    features: z.array(
      z.object({
        name: z.string(),
        words: z.string(),
        unit: z.string(),
        low: z.number(),
        high: z.number(),
        mayBeMissing: z.boolean(),
        /** Weight in the line of a hybrid; null where it is not in it. */
        weight: z.number().nullable(),
      }),
    ),
    sha256: z.string(),
    featuresSha256: z.string(),
    seconds: z.number(),
    /** Largest relative difference between ONNX and the trainer's own answer. */
    onnxDifference: z.number(),
  }),
  holdOut: z.object({
    /** Of the sorted ids. */
    sha256: z.string(),
    /** How often these batches were evaluated, this time included. */
    evaluations: z.number().int(),
    words: z.string(),
  }),
  batches: z.array(reportBatchSchema),
  agreement: z.array(agreementSchema.extend({ part: z.enum(reportParts) })),
  baselines: z.array(
    agreementSchema.extend({ name: z.string(), words: z.string(), part: z.enum(reportParts) }),
  ),
  interval: z.object({
    level: z.number(),
    words: z.string(),
    /** Scores it was taken from, and their rank. */
    scores: z.number().int(),
    rank: z.number().int(),
    /** Half width on the logarithm, in units of the expected error. */
    q: z.number(),
  }),
  coverage: z.object({
    overall: z.array(coverageSchema.extend({ part: z.enum(reportParts) })),
    perBatch: z.array(coverageSchema.extend({ part: z.enum(reportParts) })),
    perPhase: z.array(coverageSchema.extend({ part: z.enum(reportParts) })),
  }),
  byPhase: z.array(agreementSchema.extend({ phase: z.string(), part: z.enum(reportParts) })),
  points: z.array(reportPointSchema),
  /** Values of the features at each of the points, in their order; the features that matter most first. */
  featureValues: z.array(
    z.object({ name: z.string(), unit: z.string(), values: z.array(z.number().nullable()) }),
  ),
  trajectories: z.array(trajectorySchema),
  learningCurve: z.array(
    z.object({ batches: z.number().int(), mrePct: z.number(), low: z.number(), high: z.number() }),
  ),
  /** Kullback-Leibler divergence of the hold-out from the training, each feature over all windows, widest first. */
  shift: z.array(
    z.object({
      name: z.string(),
      kl: z.number(),
      trainingMean: z.number(),
      holdOutMean: z.number(),
      outsideShare: z.number(),
    }),
  ),
  shap: z.object({
    /** What the contributions add up to, e.g. "ln OD600". */
    scale: z.string(),
    base: z.number(),
    global: z.array(z.object({ name: z.string(), unit: z.string(), meanAbs: z.number() })),
    perBatch: z.array(z.object({ batchId: z.string(), meanAbs: z.array(z.number()) })),
    /** For the swarm and the dependence plots: the leading features over one sample of windows. */
    sample: z.object({
      batchIds: z.array(z.string()),
      ageH: z.array(z.number()),
      features: z.array(
        z.object({
          name: z.string(),
          unit: z.string(),
          values: z.array(z.number().nullable()),
          shap: z.array(z.number()),
        }),
      ),
    }),
  }),
  tuning: z
    .object({
      trials: z.array(trainingTrialSchema),
      chosen: z.number().int().nullable(),
      /** Score of "search, then train" on batches that the search never saw, %; null where it was not computed. */
      outerMrePct: z.number().nullable(),
      words: z.string(),
    })
    .nullable(),
  limits: z.array(z.string()),
});
export type TrainingReport = z.infer<typeof trainingReportSchema>;
