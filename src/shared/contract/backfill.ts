import { z } from 'zod';
import { edgeSecretSchema, edgeStoreIdSchema, edgeStoreSchema } from '../model/edge-store';
import { channelIdSchema, epochMsSchema, unitIdSchema } from '../model/identity';
import { verb } from './refusals';

const tags = ['Backfill'];
const count = z.number().int().nonnegative();

export const forwardStates = ['off', 'idle', 'sending', 'failing', 'catching-up'] as const;

/** How an edge store stands, and what goes to it. */
export const edgeStatusSchema = z.object({
  id: edgeStoreIdSchema,
  /** `unknown` until it was asked for the first time since the station started. */
  state: z.enum(['unknown', 'ok', 'failing']),
  since: epochMsSchema,
  /** What is wrong and what to do; empty where nothing is. */
  words: z.string(),
  hasSecret: z.boolean(),
  /** Channels it has series for; null before it was asked. */
  channels: count.nullable(),
  forward: z.object({
    state: z.enum(forwardStates),
    /** Points that wait on the disk, and their size. */
    queued: count,
    queuedBytes: count,
    sent: count,
    /** Points the store will never take. */
    refused: count,
    lastSentAt: epochMsSchema.nullable(),
    words: z.string(),
  }),
});
export type EdgeStatus = z.infer<typeof edgeStatusSchema>;

/** One stored series and what it would feed. */
export const edgeSeriesSchema = z.object({
  /** Measurement, tags and field as printed; the name an override goes by. */
  series: z.string(),
  unitKey: z.string(),
  tag: z.string(),
  channelId: channelIdSchema.nullable(),
  /** `new`: the catalogue knows it and no sample ever came; `ignored`: by hand. */
  kind: z.enum(['mapped', 'new', 'unknown-unit', 'unknown', 'ignored']),
  byHand: z.boolean(),
});
export type EdgeSeries = z.infer<typeof edgeSeriesSchema>;

export const backfillRunSchema = z.object({
  kind: z.enum(['automatic', 'asked', 'file']),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  startedAt: epochMsSchema,
  endedAt: epochMsSchema.nullable(),
  from: epochMsSchema,
  to: epochMsSchema,
  unitId: unitIdSchema.nullable(),
  /** The file; empty for stores. */
  path: z.string(),
  /** Stretches of channels looked at, of all there are. */
  done: count,
  total: count,
  /** Points that were there to be had, and those of them that we had not. */
  found: count,
  filled: count,
  stores: z.array(
    z.object({ name: z.string(), asked: count, found: count, filled: count, words: z.string() }),
  ),
  cancelling: z.boolean(),
  words: z.string(),
});
export type BackfillRun = z.infer<typeof backfillRunSchema>;

const withSecret = edgeStoreSchema.and(edgeSecretSchema);
const byStore = z.object({ id: edgeStoreIdSchema });

export const backfill = {
  stores: verb
    .route({ method: 'GET', path: '/backfill/stores', summary: 'Edge stores and their state', tags })
    .output(z.array(z.object({ store: edgeStoreSchema, status: edgeStatusSchema }))),
  saveStore: verb
    .route({ method: 'PUT', path: '/backfill/store/{id}', summary: 'Create or change an edge store', tags })
    .input(withSecret)
    .output(edgeStoreSchema),
  removeStore: verb
    .route({
      method: 'DELETE',
      path: '/backfill/store/{id}',
      summary: 'Remove an edge store with what waits for it; history stays',
      tags,
    })
    .input(byStore)
    .output(z.object({ removed: z.boolean() })),
  /** Asks once with these settings and stores nothing. */
  testStore: verb
    .route({
      method: 'POST',
      path: '/backfill/store/test',
      summary: 'Try the settings of an edge store',
      tags,
    })
    .input(withSecret)
    .output(z.object({ ok: z.boolean(), words: z.string() })),
  /** What these settings would find, and what each series would feed; stores nothing. */
  preview: verb
    .route({
      method: 'POST',
      path: '/backfill/store/preview',
      summary: 'Look what an edge store holds',
      tags,
    })
    .input(withSecret)
    .output(z.object({ series: z.array(edgeSeriesSchema), more: z.number().int() })),
  /** Answers once it has begun; it goes on by itself. All that stores hold of the span is compared with what is here. */
  run: verb
    .route({ method: 'POST', path: '/backfill/run', summary: 'Fill a span from edge stores', tags })
    .input(
      z
        .object({ unitId: unitIdSchema.optional(), from: epochMsSchema, to: epochMsSchema })
        .refine(({ from, to }) => from < to, 'from must be before to'),
    )
    .output(backfillRunSchema),
  /** A CSV file of the columns time, unit, tag, value on the station's disk. */
  file: verb
    .route({ method: 'POST', path: '/backfill/file', summary: 'Fill from a field file', tags })
    .input(z.object({ path: z.string().min(1, 'Give the path of the file').max(4000) }))
    .output(backfillRunSchema),
  cancel: verb
    .route({ method: 'POST', path: '/backfill/cancel', summary: 'Stop the run that goes on', tags })
    .output(z.object({ cancelled: z.boolean() })),
  /** The run that goes on or the last one asked for, and the newest runs before it. */
  progress: verb
    .route({ method: 'GET', path: '/backfill/progress', summary: 'How backfilling is doing', tags })
    .output(z.object({ run: backfillRunSchema.nullable(), recent: z.array(backfillRunSchema) })),
};
