import { z } from 'zod';
import { vesselScales } from '../model/channel-catalogue';
import { batchIdSchema, epochMsSchema, unitIdSchema } from '../model/identity';
import {
  featureProfiles,
  modelNameSchema,
  modelVersionSchema,
  planProblemSchema,
  trainingJobSchema,
  trainingPlanSchema,
  trainingTargetIdSchema,
} from '../model/training-plan';
import { verb } from './refusals';

const byId = z.object({ id: z.string().min(1).max(60) });

const route = (method: 'GET' | 'POST' | 'DELETE', path: `/${string}`, summary: string) =>
  verb.route({ method, path: `/training${path}`, summary, tags: ['Training'] });

/** A batch that may be chosen, with what there is to learn from. */
export const trainingBatchSchema = z.object({
  id: batchIdSchema,
  name: z.string(),
  unitId: unitIdSchema,
  scale: z.enum(vesselScales),
  simulated: z.boolean(),
  inoculatedAt: epochMsSchema,
  endedAt: epochMsSchema,
  /** As its campaign has it: `training`, `hold-out`, ... ; empty for any other. */
  role: z.string(),
  design: z.string(),
  /** Samples that carry the target. */
  samples: z.record(trainingTargetIdSchema, z.number().int()),
});
export type TrainingBatch = z.infer<typeof trainingBatchSchema>;

/** Trees trained elsewhere, as the trainer is to take them in. */
export const treesToBringSchema = z.object({
  id: z.string(),
  name: modelNameSchema,
  target: trainingTargetIdSchema,
  scale: z.enum(vesselScales),
  purpose: z.string(),
  halfWidth: z.number(),
  /** On the station's own disk. */
  path: z.string(),
});
export type TreesToBring = z.infer<typeof treesToBringSchema>;

export const training = {
  /** Batches that have ended, features and profiles. */
  options: route('GET', '/options', 'What a model can be trained on').output(
    z.object({
      batches: z.array(trainingBatchSchema),
      features: z.array(
        z.object({ name: z.string(), unit: z.string(), words: z.string(), group: z.string() }),
      ),
      profiles: z.array(
        z.object({ id: z.enum(featureProfiles), words: z.string(), features: z.array(z.string()) }),
      ),
    }),
  ),
  /** All that can be told without reading history; reading finds the rest (constant or missing features). */
  check: route('POST', '/check', 'What is wrong with a plan')
    .input(trainingPlanSchema)
    .output(
      z.object({
        problems: z.array(planProblemSchema),
        samples: z.number().int(),
        holdOutSamples: z.number().int(),
        /** Of the sorted hold-out ids, and how often they were evaluated before. */
        holdOutSha256: z.string(),
        evaluations: z.number().int(),
      }),
    ),
  /** Answers once it is queued; trainings run one after the other. */
  start: route('POST', '/start', 'Train a model').input(trainingPlanSchema).output(trainingJobSchema),
  list: route('GET', '/list', 'Trainings, newest first').output(z.array(trainingJobSchema)),
  progress: route('GET', '/{id}', 'How a training is doing').input(byId).output(trainingJobSchema),
  /** No model is written; what was done so far is kept for a resume. */
  cancel: route('POST', '/{id}/cancel', 'Stop a training').input(byId).output(trainingJobSchema),
  /** Queues a training again that was cancelled or failed: it goes on with what it had. */
  resume: route('POST', '/{id}/resume', 'Go on with a training').input(byId).output(trainingJobSchema),
  /** For the trainer: what to work on; neither when nothing comes within the time. */
  next: verb
    .input(z.object({ waitMs: z.number().int().min(0).max(60_000) }))
    .output(z.object({ job: trainingJobSchema.nullable(), bring: treesToBringSchema.nullable() })),
  /** For the trainer: what came of trees that were to be brought in. */
  brought: verb
    .input(
      z.object({
        id: z.string(),
        product: z.object({ name: modelNameSchema, version: modelVersionSchema }).nullable(),
        words: z.string(),
      }),
    )
    .output(z.object({ ok: z.boolean() })),
  /** For the trainer: how it stands. Answers whether to stop. */
  report: verb
    .input(
      trainingJobSchema
        .pick({ id: true, state: true, done: true, words: true, trees: true, losses: true, product: true })
        .extend({
          said: z.array(z.object({ at: epochMsSchema, words: z.string() })),
          trials: trainingJobSchema.shape.trials,
        }),
    )
    .output(z.object({ cancel: z.boolean() })),
  /** For the trainer: counts one evaluation of a set of hold-out batches before it is made; answers how many it is. */
  countEvaluation: verb
    .input(z.object({ jobId: z.string(), holdOut: z.array(batchIdSchema).min(1) }))
    .output(z.object({ sha256: z.string(), evaluations: z.number().int() })),
};
