import { z } from 'zod';
import { channelKinds } from '../model/channel';
import { channelIdSchema, epochMsSchema } from '../model/identity';
import { modelCardSchema } from './twin';
import { verb } from './refusals';

const qualityLevels = ['good', 'uncertain', 'bad'] as const;

/** One number that entered a computation, as it was then. */
const derivedInputSchema = z.object({
  channelId: channelIdSchema,
  name: z.string(),
  unit: z.string(),
  value: z.number().nullable(),
  quality: z.enum(qualityLevels),
  reason: z.string(),
  /** Middle of the window that was averaged, or the time of the computed value. */
  at: epochMsSchema,
});

/** How one point of a chart came about. */
export const explanationSchema = z.object({
  channelId: channelIdSchema,
  name: z.string(),
  unit: z.string(),
  kind: z.enum(channelKinds),
  /** Window of 30 s that it was computed from. */
  from: epochMsSchema,
  to: epochMsSchema,
  value: z.number().nullable(),
  quality: z.enum(qualityLevels),
  reason: z.string(),
  formula: z.string(),
  source: z.string(),
  algorithmVersion: z.string(),
  inputs: z.array(derivedInputSchema),
  /** What was set for the unit and enters the formula, as it is now. */
  facts: z.array(z.object({ name: z.string(), value: z.string(), unit: z.string() })),
  /** The model in use now; null for what needs none. */
  model: modelCardSchema.nullable(),
});
export type Explanation = z.infer<typeof explanationSchema>;

export const derived = {
  /** For any point of a derived or predicted channel: formula, source and the inputs of its window. */
  explain: verb
    .route({
      method: 'GET',
      path: '/derived/explain',
      summary: 'How a derived or predicted value was computed',
      tags: ['History'],
    })
    .input(z.object({ channelId: channelIdSchema, t: z.coerce.number().int().nonnegative() }))
    .output(explanationSchema),
};
