import { z } from 'zod';
import { batchNoteBodySchema, batchNoteSchema, noteReasonSchema } from '../model/batch-note';
import { batchIdSchema } from '../model/identity';
import { verb } from './refusals';

/** What people write down, or an import brings, about a batch. Part of `batches`. */
export const batchNotes = {
  /**
   * Every note in order of its time, those corrected as well: `replacedBy` is null where a note holds. Of the samples
   * that hold, each is a withdrawal of `volumeMl` at `at`.
   */
  notes: verb
    .route({
      method: 'GET',
      path: '/batch/{batchId}/notes',
      summary: 'Samples, media, calibrations and events of a batch',
      tags: ['Batches'],
    })
    .input(z.object({ batchId: batchIdSchema }))
    .output(z.array(batchNoteSchema)),
  addNote: verb
    .route({
      method: 'POST',
      path: '/batch/{batchId}/notes',
      summary: 'Write down a sample, medium, calibration or event',
      tags: ['Batches'],
    })
    .input(z.object({ batchId: batchIdSchema, note: batchNoteBodySchema }))
    .output(batchNoteSchema),
  /** The note corrected stays, and names the one that replaces it. An event of kind `struck-out` takes it back. */
  correctNote: verb
    .route({
      method: 'POST',
      path: '/batch/{batchId}/notes/{id}/correct',
      summary: 'Replace a note by a corrected one, with a reason',
      tags: ['Batches'],
    })
    .input(
      z.object({
        batchId: batchIdSchema,
        id: z.coerce.number().int().positive(),
        reason: noteReasonSchema,
        note: batchNoteBodySchema,
      }),
    )
    .output(batchNoteSchema),
};
