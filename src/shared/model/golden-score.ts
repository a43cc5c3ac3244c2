import { z } from 'zod';
import { epochMsSchema } from './identity';
import { goldenStages } from './golden-batch';

/** How much a variable speaks in a deviation, 0 to 1. */
const contributionSchema = z.object({ tag: z.string(), share: z.number(), z: z.number() });

/** A batch held against a golden batch at one moment. */
export const goldenPointSchema = z.object({
  t: epochMsSchema,
  ageH: z.number(),
  stage: z.enum(goldenStages),
  /** T² and SPE over their limits: above 1 is out. Null where too little was known. */
  t2: z.number().nullable(),
  spe: z.number().nullable(),
  /** Third score in a row that is out. */
  alarm: z.boolean(),
  /** The loudest first, three at most. */
  top: z.array(contributionSchema),
});
export type GoldenPoint = z.infer<typeof goldenPointSchema>;

const goldenTraceSchema = z.object({
  tag: z.string(),
  /** Columns of one length: age, the tunnel there, and the batch. Null where nothing is known. */
  ageH: z.array(z.number()),
  centre: z.array(z.number().nullable()),
  low: z.array(z.number().nullable()),
  high: z.array(z.number().nullable()),
  value: z.array(z.number().nullable()),
});

export const goldenScoreSchema = z.object({
  points: z.array(goldenPointSchema),
  traces: z.array(goldenTraceSchema),
  /** What keeps the batch, or a part of it, from being judged; empty where nothing does. */
  note: z.string(),
});
export type GoldenScore = z.infer<typeof goldenScoreSchema>;
