import { z } from 'zod';
import { dispositionSchema } from './disposition';

export const exceptionSchema = z.object({
  /** Stays the same as long as it is about the same thing. */
  id: z.string(),
  rule: z.string(),
  severity: z.enum(['major', 'minor']),
  words: z.string(),
  /** Record, channel, signature or entry it is about. */
  ref: z.string().nullable(),
  /** The newest decision about exactly these words. */
  disposition: dispositionSchema.nullable(),
});
export type ReviewException = z.infer<typeof exceptionSchema>;

const ruleOutcomeSchema = z.object({
  id: z.string(),
  text: z.string(),
  severity: z.enum(['major', 'minor']),
  outcome: z.enum(['clear', 'found', 'could-not-run']),
  found: z.number().int(),
  /** Why it could not run; empty where it ran. */
  why: z.string(),
});

export const reviewSchema = z.object({
  ruleSet: z.string(),
  at: z.number(),
  batchVersion: z.number().int(),
  evaluated: z.number().int(),
  rules: z.array(ruleOutcomeSchema),
  exceptions: z.array(exceptionSchema),
  /** Exceptions nobody decided about. */
  open: z.number().int(),
});
export type Review = z.infer<typeof reviewSchema>;
