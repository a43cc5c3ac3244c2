import { z } from 'zod';
import { channelIdSchema, epochMsSchema } from '../model/identity';
import { verb } from './refusals';

export const livePullInput = z.object({
  /** Empty on the first call; afterwards the cursor of the last answer. */
  cursor: z.string().max(80).default(''),
  /** Only these; absent means every channel. */
  channels: z.array(channelIdSchema).max(5000).optional(),
  /** How long to wait for news, ms. */
  waitMs: z.coerce.number().int().min(0).max(30_000).default(0),
});

/**
 * News since the cursor, as columns of one length. The first answer (or one after a restart) is the newest sample of
 * every channel, with `fresh` true: what the screen held before is to be read from history again.
 */
export const livePullOutput = z.object({
  cursor: z.string(),
  fresh: z.boolean(),
  /** Samples the ring lost before we asked. */
  gap: z.number().int(),
  now: epochMsSchema,
  /** Everything up to this time of arrival is on disk; null before the first commit. */
  recordedTo: epochMsSchema.nullable(),
  series: z.array(z.number().int()),
  t: z.array(epochMsSchema),
  value: z.array(z.number().nullable()),
  quality: z.array(z.number().int()),
  /** Station's time of arrival of each sample. */
  seenAt: z.array(epochMsSchema),
  /** Number that changes when units, batches, channels or connections changed: ask for the lists again. */
  configVersion: z.number().int(),
  /** Number that changes when samples older than the newest were recorded: read the shown windows again. */
  historyVersion: z.number().int(),
});
export type LivePull = z.infer<typeof livePullOutput>;

export const live = {
  pull: verb
    .route({ method: 'POST', path: '/live/pull', summary: 'Long-poll for new samples', tags: ['Live'] })
    .input(livePullInput)
    .output(livePullOutput),
};
