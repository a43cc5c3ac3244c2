import { z } from 'zod';
import { alignments, overlayTraceSchema, placedBatchSchema } from '../model/overlay';
import { goldenBatchSchema, goldenPlanSchema, goldenSummarySchema } from '../model/golden-batch';
import { goldenScoreSchema } from '../model/golden-score';
import { batchIdSchema, epochMsSchema } from '../model/identity';
import { verb } from './refusals';
import type { BinaryBody } from './series';

const route = (method: 'GET' | 'POST', path: `/${string}`, summary: string) =>
  verb.route({ method, path, summary, tags: ['Comparisons'] });

const binaryBody = z.custom<BinaryBody>(
  (body) => typeof body === 'object' && body !== null && 'arrayBuffer' in body && 'size' in body,
  'A binary body is expected',
);
const tagSchema = z.string().min(1).max(60);
const someBatches = z.array(batchIdSchema).min(1).max(200);
export const comparisonTicketSchema = z.string().regex(/^[A-Za-z0-9-]{1,40}$/, 'Not a ticket');

/** What a batch list knows beside the batches: how it was judged, how good its data are, what it takes. */
export const batchFactsSchema = z.object({
  batchId: batchIdSchema,
  state: z.string(),
  verdict: z.enum(['released', 'rejected', 'in-review', 'open', 'none']),
  /** Good samples of those expected of the instruments that reported, %; null where nothing was recorded. */
  qualityPct: z.number().nullable(),
  /** Sealed raw samples and what they take on disk. */
  bytes: z.number().int(),
  readings: z.number().int(),
  organism: z.string().nullable(),
  medium: z.string().nullable(),
  process: z.string().nullable(),
});
export type BatchFacts = z.infer<typeof batchFactsSchema>;

export const overlayHeadSchema = z.object({
  by: z.enum(alignments),
  /** Unit of the common axis. */
  unit: z.string(),
  reference: batchIdSchema.nullable(),
  from: z.coerce.number(),
  step: z.coerce.number(),
  points: z.coerce.number().int(),
  batches: z.array(placedBatchSchema),
  /** In the order of the binary part: mean, min and max of `points` values each. */
  traces: z.array(overlayTraceSchema),
  tookMs: z.coerce.number(),
});
export type OverlayHead = z.infer<typeof overlayHeadSchema>;

const goldenIdSchema = z.string().regex(/^[a-z0-9-]{1,40}$/, 'Not the id of a golden batch');

export const cvRowSchema = z.object({
  phase: z.string(),
  feature: z.string(),
  unit: z.string(),
  batches: z.number().int(),
  mean: z.number(),
  sd: z.number(),
  cvPct: z.number().nullable(),
  low: z.number(),
  high: z.number(),
  /** The value of each batch in the order asked; null where it has none. */
  values: z.array(z.number().nullable()),
});
export type CvRow = z.infer<typeof cvRowSchema>;

export const comparisons = {
  /** Verdict, data quality and size of every batch. */
  facts: route('GET', '/comparisons/facts', 'Verdict, data quality and storage size of every batch').output(
    z.array(batchFactsSchema),
  ),
  overlay: route('POST', '/comparisons/overlay', 'Channels of batches on a common axis')
    .input(
      z.object({
        batchIds: someBatches,
        tags: z.array(tagSchema).min(1).max(24),
        by: z.enum(alignments),
        /** For maturity; the batch of median length where absent. */
        reference: batchIdSchema.optional(),
        points: z.number().int().min(50).max(2000).default(400),
        /** Under which `progress` tells how far it is. */
        ticket: comparisonTicketSchema.optional(),
      }),
    )
    .output(z.object({ head: overlayHeadSchema, data: binaryBody })),
  progress: route('GET', '/comparisons/progress', 'How far a comparison is')
    .input(z.object({ ticket: comparisonTicketSchema }))
    .output(z.object({ done: z.number().int(), of: z.number().int() }).nullable()),
  cancel: route('POST', '/comparisons/cancel', 'Give a comparison up')
    .input(z.object({ ticket: comparisonTicketSchema }))
    .output(z.object({ cancelled: z.boolean() })),
  cv: route('POST', '/comparisons/cv', 'Variation between batches by phase and feature')
    .input(z.object({ batchIds: someBatches, ticket: comparisonTicketSchema.optional() }))
    .output(
      z.object({
        batchIds: z.array(batchIdSchema),
        rows: z.array(cvRowSchema),
        left: z.array(z.object({ batchId: batchIdSchema, words: z.string() })),
      }),
    ),
  goldens: route('GET', '/comparisons/golden', 'Golden batches').output(z.array(goldenSummarySchema)),
  golden: route('GET', '/comparisons/golden/{id}', 'A golden batch; an earlier version where one is named')
    .input(z.object({ id: goldenIdSchema, version: z.coerce.number().int().positive().optional() }))
    .output(goldenBatchSchema),
  makeGolden: route('POST', '/comparisons/golden', 'Make a golden batch, or the next version of one')
    .input(
      z.object({
        /** Null for a new one. */
        id: goldenIdSchema.nullable(),
        plan: goldenPlanSchema,
        reason: z.string().trim().min(3, 'Say why, in a few words').max(300),
        ticket: comparisonTicketSchema.optional(),
      }),
    )
    .output(goldenBatchSchema),
  withdrawGolden: route('POST', '/comparisons/golden/{id}/withdraw', 'Take a golden batch off the list')
    .input(
      z.object({ id: goldenIdSchema, reason: z.string().trim().min(3, 'Say why, in a few words').max(300) }),
    )
    .output(z.object({ withdrawn: z.boolean() })),
  /** A batch, running or ended, against a golden batch. */
  against: route('POST', '/comparisons/against', 'A batch against a golden batch')
    .input(z.object({ id: goldenIdSchema, batchId: batchIdSchema }))
    .output(goldenScoreSchema.extend({ at: epochMsSchema })),
};
