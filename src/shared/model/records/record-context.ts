import { z } from 'zod';
import { batchIdSchema, epochMsSchema, unitIdSchema } from '../identity';
import { batchStates } from './batch-state';
import { recipeSchema } from './recipe';
import { computedValueSchema, recordBodySchema, recordStatuses, verdictSchema } from './record';
import { recordKinds } from './record-kind';

/** Another record of the batch (or of the vessel), as rules look at it. */
export const knownRecordSchema = z.object({
  id: z.string(),
  version: z.number().int(),
  kind: z.enum(recordKinds),
  eventAt: epochMsSchema,
  status: z.enum(recordStatuses),
  body: recordBodySchema,
  computed: z.array(computedValueSchema),
  verdict: verdictSchema.nullable(),
});
export type KnownRecord = z.infer<typeof knownRecordSchema>;

/**
 * All that rules may know beside the record itself. JSON: the form asks the station for it once and judges while the
 * person types; the station judges with its own, newer one.
 */
export const recordContextSchema = z.object({
  /** Time of the plant, epoch ms. */
  now: epochMsSchema,
  zone: z.string(),
  recipe: recipeSchema,
  batch: z
    .object({
      id: batchIdSchema,
      unitId: unitIdSchema,
      state: z.enum(batchStates),
      aborted: z.boolean(),
      t0: epochMsSchema.nullable(),
      endedAt: epochMsSchema.nullable(),
      workingVolumeL: z.number(),
    })
    .nullable(),
  /** Vessels that can be planned on: total volume, L, and the batch that holds them. */
  vessels: z.array(
    z.object({
      unitId: unitIdSchema,
      name: z.string(),
      totalL: z.number(),
      heldBy: z.string().nullable(),
    }),
  ),
  /** Batch numbers that are taken. */
  batchNumbers: z.array(z.string()),
  /** People who may be named: id and printed name. */
  people: z.array(z.object({ id: z.string(), name: z.string() })),
  /** Records in force of the batch, and calibrations of its vessel that may still be valid, by time. */
  records: z.array(knownRecordSchema),
  /** Vials, plates and flasks that were inoculated from before. */
  usedSources: z.array(z.string()),
  /** Newest value of the vessel's channels by tag, at the time of the event where it lies back. */
  line: z.record(z.string(), z.object({ value: z.number(), at: epochMsSchema, good: z.boolean() })),
  /** What the twin predicts for the time of the event. `sd` from its interval. */
  predicted: z.record(z.string(), z.object({ value: z.number(), sd: z.number().positive() })),
  /** Found in the recorded history of the batch; null where there is none. */
  history: z
    .object({
      maxDoPct: z.number().nullable(),
      baseMl: z.number().nullable(),
      depletionAt: epochMsSchema.nullable(),
      depletionEvidence: z.string(),
      /** Share of expected 30 s cells that are there and good, by tag. */
      completeness: z.record(z.string(), z.number()),
    })
    .nullable(),
  openDeviations: z.array(z.object({ id: z.string(), level: z.number().int(), title: z.string() })),
});
export type RecordContext = z.infer<typeof recordContextSchema>;
