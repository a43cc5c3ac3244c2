import { z } from 'zod';
import {
  modelChangeSchema,
  modelInUseSchema,
  modelReasonSchema,
  modelRefSchema,
  modelVersionEntrySchema,
  revertRuleSchema,
  scoredPredictionSchema,
} from '../model/model-registry';
import { trainingReportSchema } from '../model/training-report';
import { vesselScales } from '../model/channel-catalogue';
import { modelNameSchema, trainingTargetIdSchema } from '../model/training-plan';
import { verb } from './refusals';

const route = (method: 'GET' | 'POST', path: `/${string}`, summary: string) =>
  verb.route({ method, path: `/models${path}`, summary, tags: ['Models'] });

const change = modelRefSchema.extend({ reason: modelReasonSchema });

/** A figure of two versions side by side; `better` is the one that is, null where they are equal or unknown. */
const comparedSchema = z.object({
  name: z.string(),
  unit: z.string(),
  a: z.number().nullable(),
  b: z.number().nullable(),
  better: z.enum(['a', 'b']).nullable(),
});

export const models = {
  list: route('GET', '/list', 'All versions of all models').output(
    z.object({ models: z.array(modelVersionEntrySchema), rule: revertRuleSchema }),
  ),
  get: route('GET', '/{name}/{version}', 'One version: card, history, predictions held against samples')
    .input(modelRefSchema)
    .output(
      z.object({
        model: modelVersionEntrySchema,
        /** card.json as it stands. */
        card: z.record(z.string(), z.unknown()),
        changes: z.array(modelChangeSchema),
        /** Newest first. */
        scored: z.array(scoredPredictionSchema),
      }),
    ),
  /** Refused for a version without one. */
  report: route('GET', '/{name}/{version}/report', 'The training and validation report')
    .input(modelRefSchema)
    .output(trainingReportSchema),
  /** The champion before of the same target and vessel becomes a candidate again. */
  promote: route('POST', '/{name}/{version}/promote', 'Make a version the champion')
    .input(change)
    .output(modelVersionEntrySchema),
  shadow: route('POST', '/{name}/{version}/shadow', 'Let a version run beside the champion')
    .input(change)
    .output(modelVersionEntrySchema),
  /** Gives the champion's place back to the one before; answers who holds it now. */
  rollback: route('POST', '/{name}/{version}/rollback', 'Return to the champion before')
    .input(change)
    .output(modelVersionEntrySchema),
  /** Not for the champion: promote or roll back first. */
  retire: route('POST', '/{name}/{version}/retire', 'Take a version out of use')
    .input(change)
    .output(modelVersionEntrySchema),
  compare: route('POST', '/compare', 'Two versions side by side')
    .input(z.object({ a: modelRefSchema, b: modelRefSchema }))
    .output(
      z.object({
        a: modelVersionEntrySchema,
        b: modelVersionEntrySchema,
        figures: z.array(comparedSchema),
        /** Why the figures may not be comparable, in words. */
        doubts: z.array(z.string()),
        onlyA: z.array(z.string()),
        onlyB: z.array(z.string()),
      }),
    ),
  rule: route('POST', '/rule', 'When a champion gives way by itself')
    .input(revertRuleSchema)
    .output(revertRuleSchema),
  /** A LightGBM text model or an XGBoost JSON or UBJ model, base64; its features must be features of ours. */
  importTrees: route('POST', '/import', 'Take in a model trained elsewhere')
    .input(
      z.object({
        name: modelNameSchema,
        target: trainingTargetIdSchema,
        scale: z.enum(vesselScales),
        purpose: z.string().trim().max(600).default(''),
        /** Half width of its band on the logarithm, e.g. 0.1 for about ±10 %. */
        halfWidth: z.number().gt(0).max(2).default(0.2),
        file: z.string().min(4).max(90_000_000),
      }),
    )
    .output(modelVersionEntrySchema),
  /** For the twin: what it has to run. `version` rises with every change. */
  inUse: verb.output(z.object({ version: z.number().int(), models: z.array(modelInUseSchema) })),
};
