import { z } from 'zod';
import { batchIdSchema, epochMsSchema, unitIdSchema } from '../identity';
import { recordBodySchema } from './record';

/** Something the station saw on the line that a person should write down: they confirm, edit or reject it. */
export const proposalSchema = z.object({
  id: z.string(),
  batchId: batchIdSchema,
  unitId: unitIdSchema,
  kind: z.enum(['failure', 'process-change']),
  /** The rule that saw it, e.g. `do-below-20`. */
  rule: z.string(),
  title: z.string(),
  /** 1 minor, 2 major, 3 critical; null for a process change. */
  level: z.union([z.literal(1), z.literal(2), z.literal(3)]).nullable(),
  startedAt: epochMsSchema,
  /** Null while it lasts. */
  endedAt: epochMsSchema.nullable(),
  proposedAt: epochMsSchema,
  /** Channel and span that show it: draw this over the trend. */
  evidence: z.object({ tag: z.string(), from: epochMsSchema, to: epochMsSchema, words: z.string() }),
  /** The record as it would be submitted, to be edited. */
  body: recordBodySchema,
  state: z.enum(['open', 'confirmed', 'rejected']),
  answeredBy: z.string().nullable(),
  answeredAt: epochMsSchema.nullable(),
  reason: z.string().nullable(),
  recordId: z.string().nullable(),
});
export type Proposal = z.infer<typeof proposalSchema>;

/** As a proposal begins. */
export const unanswered = {
  state: 'open',
  answeredBy: null,
  answeredAt: null,
  reason: null,
  recordId: null,
} as const satisfies Partial<Proposal>;
