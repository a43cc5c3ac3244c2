import { z } from 'zod';
import { channelSchema } from '../model/channel';
import { batchIdSchema, epochMsSchema, unitIdSchema } from '../model/identity';
import { phases } from '../model/phase';
import { phaseOverrideSchema } from '../model/phase-override';
import { batchSchema, processUnitSchema } from '../model/process-unit';
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
      summary: 'Newest value of every channel',
      tags: ['Bioreactors'],
    })
    .input(byUnit)
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
};
