import { z } from 'zod';
import { batchIdSchema, epochMsSchema } from '../model/identity';
import { dispositionWishSchema } from '../model/records/disposition';
import { reviewSchema } from '../model/records/review';
import { reportDocumentSchema } from '../model/report-document';
import { verb } from './refusals';
import type { BinaryBody } from './series';

const route = (method: 'GET' | 'POST', path: `/${string}`, summary: string) =>
  verb.route({ method, path, summary, tags: ['Batch record'] });

const byBatch = z.object({ batchId: batchIdSchema });
const byId = z.object({ id: z.string().min(1).max(80) });
const fileBody = z.custom<BinaryBody>(
  (body) => typeof body === 'object' && body !== null && 'arrayBuffer' in body && 'size' in body,
  'A file is expected',
);

/** A PDF or a bundle being made, or made. */
const reportJobSchema = z.object({
  id: z.string(),
  kind: z.enum(['pdf', 'bundle']),
  batchId: batchIdSchema,
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  /** What it does now, or what came of it. */
  words: z.string(),
  /** 0 to 1. */
  done: z.number(),
  startedAt: epochMsSchema,
  file: z.object({ name: z.string(), bytes: z.number().int(), sha256: z.string() }).nullable(),
  counts: z.record(z.string(), z.number().int()),
});
export type ReportJob = z.infer<typeof reportJobSchema>;

/** The batch record: to read, to review, to print and to take away. */
export const reports = {
  record: route('GET', '/ebr/batch/{batchId}/document', 'The batch record and its review by exception')
    .input(byBatch)
    .output(z.object({ document: reportDocumentSchema, review: reviewSchema })),
  dispose: route('POST', '/ebr/batch/{batchId}/dispositions', 'Decide about exceptions of a batch')
    .input(byBatch.extend({ decisions: z.array(dispositionWishSchema).min(1).max(200) }))
    .output(reviewSchema),
  print: route('POST', '/ebr/batch/{batchId}/pdf', 'Make the batch record as PDF')
    .input(byBatch)
    .output(reportJobSchema),
  bundle: route(
    'POST',
    '/ebr/batch/{batchId}/bundle',
    'Make one file with all of a batch, to be checked without us',
  )
    .input(byBatch)
    .output(reportJobSchema),
  progress: route('GET', '/report/{id}', 'How a report is doing').input(byId).output(reportJobSchema),
  cancel: route('POST', '/report/{id}/cancel', 'Stop making a report').input(byId).output(reportJobSchema),
  file: route('GET', '/report/{id}/file', 'The finished file').input(byId).output(fileBody),
};
