import { z } from 'zod';
import { epochMsSchema } from '../identity';

/** What must be true before a batch is inoculated; each is computed, none is ticked. */
export const gateIds = [
  'vessel-free',
  'media-released',
  'ph-calibrated',
  'do-calibrated',
  'temperature-calibrated',
  'off-gas-calibrated',
  'temperature-stable',
  'ph',
  'dissolved-oxygen',
  'agitation',
  'air',
  'logging',
  'no-critical-deviation',
  'clock-trusted',
  'inoculum',
] as const;
export type GateId = (typeof gateIds)[number];

/** Never overridden: two batches in one vessel cannot be put right afterwards. */
export const gatesNeverOverridden: readonly GateId[] = ['vessel-free'];

export const gateSchema = z.object({
  id: z.enum(gateIds),
  label: z.string(),
  met: z.boolean(),
  /** What was found, with its figures; where it is not met, what to do. */
  words: z.string(),
  /** Ids of records, channels and spans that show it. */
  evidence: z.array(z.string()),
  /** True where a signature lets the batch go on without it. */
  overridden: z.boolean(),
});
export type Gate = z.infer<typeof gateSchema>;

export const gateListSchema = z.object({
  at: epochMsSchema,
  /** Every gate is met or overridden. */
  open: z.boolean(),
  gates: z.array(gateSchema),
});
export type GateList = z.infer<typeof gateListSchema>;
