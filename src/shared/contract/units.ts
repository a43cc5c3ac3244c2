import { z } from 'zod';
import { channelSchema } from '../model/channel';
import { batchIdSchema, epochMsSchema, unitIdSchema } from '../model/identity';
import { phases } from '../model/phase';
import { phaseOverrideSchema } from '../model/phase-override';
import { batchSchema, processUnitSchema } from '../model/process-unit';
import { batchNotes } from './notes';
import { verb } from './refusals';

const byUnit = z.object({ id: unitIdSchema });
const phaseIds = phases.map((phase) => phase.id);

export const currentValueSchema = z.object({
  tag: z.string(),
  name: z.string(),
  unit: z.string(),
  value: z.number().nullable(),
  at: epochMsSchema.nullable(),
  quality: z.enum(['good', 'uncertain', 'bad']),
  reason: z.string(),
  freshness: z.enum(['fresh', 'stale', 'lost', 'never']),
});

export const unitSummarySchema = processUnitSchema.extend({
  batch: batchSchema.nullable(),
  phase: z.enum(phaseIds),
  phaseSince: epochMsSchema.nullable(),
  /** Raised when samples older than the newest were recorded for one of the unit's instruments. */
  historyVersion: z.number().int(),
  channels: z.array(channelSchema),
  /** Phases set by hand in the running batch, oldest first. */
  phaseOverrides: z.array(phaseOverrideSchema).optional(),
  /** Rises when a note of the running batch is added or corrected; 0 where it has none. */
  notesVersion: z.number().int(),
});
export type UnitSummary = z.infer<typeof unitSummarySchema>;

export const twinPredictionSchema = z.object({
  at: epochMsSchema,
  od600: z.number().nullable(),
  low: z.number().nullable(),
  high: z.number().nullable(),
  muPerH: z.number().nullable(),
  /** Good, or why the number must not be trusted. */
  quality: z.enum(['good', 'uncertain', 'bad']),
  reason: z.string(),
});

export const hiddenUnitSchema = processUnitSchema.extend({
  /** Arrival of its newest value, epoch ms; null where none ever came. */
  lastSeenAt: epochMsSchema.nullable(),
  /** True while a batch runs on it. */
  batchRuns: z.boolean(),
});
export type HiddenUnit = z.infer<typeof hiddenUnitSchema>;

/** A batch as a list shows it. */
export const batchSummarySchema = batchSchema.extend({
  unitName: z.string(),
  /** What it was for and with which campaign it came; null where nobody said. */
  role: z.string().nullable(),
  campaign: z.string().nullable(),
  design: z.string().nullable(),
  /** Samples and notes that hold. */
  samples: z.number().int(),
  notes: z.number().int(),
  /** How far the newest value of its unit is, epoch ms: the clock of a batch that runs in plant time. */
  plantNow: epochMsSchema.nullable(),
});
export type BatchSummary = z.infer<typeof batchSummarySchema>;

export const units = {
  list: verb
    .route({
      method: 'GET',
      path: '/bioreactor/list',
      summary: 'All bioreactors with batch and channels',
      tags: ['Bioreactors'],
    })
    .output(z.array(unitSummarySchema)),
  current: verb
    .route({
      method: 'GET',
      path: '/bioreactor/{id}/current',
      summary: 'Newest value of every channel, now or as it was at a moment',
      tags: ['Bioreactors'],
    })
    .input(byUnit.extend({ at: z.coerce.number().int().nonnegative().optional() }))
    .output(
      z.object({
        id: unitIdSchema,
        simulated: z.boolean(),
        now: epochMsSchema,
        values: z.array(currentValueSchema),
      }),
    ),
  sensors: verb
    .route({
      method: 'GET',
      path: '/bioreactor/{id}/sensors',
      summary: 'Channels with units, ranges and cadence',
      tags: ['Bioreactors'],
    })
    .input(byUnit)
    .output(z.object({ id: unitIdSchema, sensors: z.array(channelSchema) })),
  digitalTwin: verb
    .route({
      method: 'GET',
      path: '/bioreactor/{id}/digital-twin',
      summary: 'Phase, age and newest prediction',
      tags: ['Bioreactors'],
    })
    .input(byUnit)
    .output(
      z.object({
        id: unitIdSchema,
        simulated: z.boolean(),
        batchId: batchIdSchema.nullable(),
        batchAgeH: z.number().nullable(),
        phase: z.enum(phaseIds),
        model: z.object({ name: z.string(), version: z.string(), accuracy: z.string() }).nullable(),
        prediction: twinPredictionSchema.nullable(),
      }),
    ),
  save: verb
    .route({
      method: 'PUT',
      path: '/bioreactor/{id}',
      summary: 'Create or change a bioreactor',
      tags: ['Bioreactors'],
    })
    .input(processUnitSchema.omit({ simulated: true }))
    .output(processUnitSchema),
  hidden: verb
    .route({
      method: 'GET',
      path: '/bioreactor/hidden',
      summary: 'Bioreactors that no screen lists',
      tags: ['Bioreactors'],
    })
    .output(z.array(hiddenUnitSchema)),
  /** Takes it off the screens. What it sends is recorded all the same; nothing is deleted. */
  hide: verb
    .route({
      method: 'POST',
      path: '/bioreactor/{id}/hide',
      summary: 'Take a bioreactor off the screens',
      tags: ['Bioreactors'],
    })
    .input(byUnit)
    .output(z.array(hiddenUnitSchema)),
  show: verb
    .route({
      method: 'POST',
      path: '/bioreactor/{id}/show',
      summary: 'Put a hidden bioreactor back on the screens',
      tags: ['Bioreactors'],
    })
    .input(byUnit)
    .output(z.array(hiddenUnitSchema)),
};

export const batches = {
  list: verb
    .route({ method: 'GET', path: '/batch/list', summary: 'Batches, newest first', tags: ['Batches'] })
    .input(z.object({ unitId: unitIdSchema.optional() }))
    .output(z.array(batchSchema)),
  start: verb
    .route({ method: 'POST', path: '/batch', summary: 'Start a batch on a bioreactor', tags: ['Batches'] })
    .input(z.object({ unitId: unitIdSchema, name: z.string().min(1).max(80), inoculatedAt: epochMsSchema }))
    .output(batchSchema),
  end: verb
    .route({ method: 'POST', path: '/batch/{id}/end', summary: 'End a running batch', tags: ['Batches'] })
    .input(z.object({ id: batchIdSchema }))
    .output(batchSchema),
  summaries: verb
    .route({
      method: 'GET',
      path: '/batch/summaries',
      summary: 'Batches of every bioreactor with their counts, newest first',
      tags: ['Batches'],
    })
    .output(z.array(batchSummarySchema)),
  ...batchNotes,
};
