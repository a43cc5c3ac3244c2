import { z } from 'zod';
import { epochMsSchema } from '../model/identity';
import { verb } from './refusals';

export const importStates = ['idle', 'verifying', 'importing', 'done', 'cancelled', 'failed'] as const;

/** The import that runs, or the last one since the station started. */
export const importProgressSchema = z.object({
  state: z.enum(importStates),
  /** Folder on the station's disk; empty before the first import. */
  path: z.string(),
  campaign: z.string(),
  batches: z.number().int(),
  /** Batches added by this import, and batches that were there before it. */
  imported: z.number().int(),
  skipped: z.number().int(),
  /** Batch in hand; null between batches. */
  current: z.string().nullable(),
  /** Values on disk, of those that this import has to add. */
  readings: z.number().int(),
  readingsTotal: z.number().int(),
  cancelling: z.boolean(),
  startedAt: epochMsSchema.nullable(),
  endedAt: epochMsSchema.nullable(),
  /** What is going on, or what went wrong and what to do. */
  words: z.string(),
});
export type ImportProgress = z.infer<typeof importProgressSchema>;

export const imports = {
  /** Answers once manifest and hashes are found right, before anything is written; then it goes on by itself. */
  campaign: verb
    .route({
      method: 'POST',
      path: '/import/campaign',
      summary: "Import a simulated campaign from a folder on the station's disk",
      tags: ['Imports'],
    })
    .input(z.object({ path: z.string().min(1, 'Give the folder of the campaign').max(4000) }))
    .output(importProgressSchema),
  progress: verb
    .route({
      method: 'GET',
      path: '/import/progress',
      summary: 'How the import is doing',
      tags: ['Imports'],
    })
    .output(importProgressSchema),
  /** The batch in hand is finished first: only whole batches stay. */
  cancel: verb
    .route({
      method: 'POST',
      path: '/import/cancel',
      summary: 'Stop the import after the batch in hand',
      tags: ['Imports'],
    })
    .output(importProgressSchema),
};
