import { z } from 'zod';
import { epochMsSchema } from '../identity';

export const timelineKinds = [
  'move',
  'record',
  'note',
  'phase',
  'alarm',
  'deviation',
  'signature',
  'proposal',
  'refused',
] as const;

/** One thing on the time line of a batch. */
export const timelineItemSchema = z.object({
  kind: z.enum(timelineKinds),
  at: epochMsSchema,
  /** Where it has a length. */
  to: epochMsSchema.nullable(),
  words: z.string(),
  /** Id of the record, deviation, signature or proposal; null where there is nothing to open. */
  ref: z.string().nullable(),
  /** Record kind, level of a deviation, severity of an alarm ... */
  detail: z.string().nullable(),
  by: z.string().nullable(),
});
export type TimelineItem = z.infer<typeof timelineItemSchema>;
