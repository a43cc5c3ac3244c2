import { z } from 'zod';
import { batchIdSchema } from '../model/identity';
import { keepingJobSchema, keepingSettingsSchema, keepingStatusSchema } from '../model/keeping';
import { verb } from './refusals';

const route = (method: 'GET' | 'POST', path: `/${string}`, summary: string) =>
  verb.route({ method, path, summary, tags: ['Storage'] });

/** The files of the store: what they take, whether they are sound, copies of them, old years, room. */
export const keeping = {
  status: route('GET', '/storage', 'What the store takes, and how it is kept').output(keepingStatusSchema),
  saveSettings: route('POST', '/storage/settings', 'Set backups and retention')
    .input(keepingSettingsSchema)
    .output(keepingStatusSchema),
  /** Answers once it has begun; then it goes on by itself. One at a time. An empty place is the station's own data. */
  verify: route('POST', '/storage/verify', 'Look through the whole store, or a backup')
    .input(z.object({ place: z.string().max(4000).default('') }))
    .output(keepingJobSchema),
  backup: route('POST', '/storage/backup', 'Back up while recording goes on').output(keepingJobSchema),
  archive: route('POST', '/storage/archive', 'Move whole past years to files of their own')
    .input(z.object({ upToYear: z.number().int().min(1970).max(9999) }))
    .output(keepingJobSchema),
  /** As far as the policy allows; the reason is recorded. */
  removeRaw: route('POST', '/storage/remove-raw', 'Remove raw samples of archived years by policy')
    .input(z.object({ reason: z.string().min(3, 'Give a reason: it is recorded').max(500) }))
    .output(keepingJobSchema),
  keepBatch: route('POST', '/storage/keep-batch', 'Mark a batch whose samples no policy removes')
    .input(z.object({ id: batchIdSchema, keep: z.boolean() }))
    .output(keepingStatusSchema),
  compact: route('POST', '/storage/compact', 'Compact the store at the next start, or not')
    .input(z.object({ wanted: z.boolean() }))
    .output(keepingStatusSchema),
  cancel: route('POST', '/storage/cancel', 'Stop what is being done on the store').output(
    keepingStatusSchema,
  ),
};
