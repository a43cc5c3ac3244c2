import { z } from 'zod';
import { batchIdSchema, epochMsSchema, unitIdSchema } from '../identity';
import type { Json } from '../ledger-entry';
import { meaningCodes } from '../signature';
import { qualityKinds } from './machine';

const jsonSchema: z.ZodType<Json> = z.json();
export const valuesSchema = z.record(z.string().max(60), jsonSchema);

/** A step that was taken. */
const passedSchema = z.object({
  step: z.string(),
  at: epochMsSchema,
  /** Null where the station took it by itself. */
  personId: z.string().nullable(),
  meaning: z.enum(meaningCodes).nullable(),
});

/** A step that waits for its signature. */
export const pendingSchema = z.object({
  step: z.string(),
  reason: z.string().nullable(),
  /** What the step sets once it is signed. */
  values: valuesSchema,
  by: z.string().nullable(),
  at: epochMsSchema,
});

/** One version of a deviation, CAPA, change, training or procedure; versions are only ever added. */
export const qualityItemSchema = z.object({
  id: z.string().min(1).max(60),
  kind: z.enum(qualityKinds),
  version: z.number().int().positive(),
  state: z.string(),
  openedAt: epochMsSchema,
  /** When it came into its state. */
  enteredAt: epochMsSchema,
  unitId: unitIdSchema.nullable(),
  batchId: batchIdSchema.nullable(),
  values: valuesSchema,
  /** Everybody who wrote in it; fields that are reserved for QA do not count. */
  people: z.array(z.string()),
  /** Since it was opened. */
  passed: z.array(passedSchema),
  pending: pendingSchema.nullable(),
  /** How often its time was made longer. */
  extensions: z.number().int().nonnegative(),
});
export type QualityItem = z.infer<typeof qualityItemSchema>;

/** What made a version. */
export const qualityChangeSchema = z.object({
  at: epochMsSchema,
  /** Null for the station itself. */
  personId: z.string().nullable(),
  /** Printed name at that time. */
  name: z.string(),
  did: z.enum(['opened', 'wrote', 'stepped', 'asked', 'withdrew']),
  /** The step it was about. */
  step: z.string().nullable(),
  reason: z.string().nullable(),
});
export type QualityChange = z.infer<typeof qualityChangeSchema>;

/** How a pending step of a version was signed. */
export const qualitySignedSchema = z.object({
  version: z.number().int().positive(),
  signatureId: z.string(),
  at: epochMsSchema,
  personId: z.string(),
  name: z.string(),
  meaning: z.enum(meaningCodes),
  reason: z.string().nullable(),
});
export type QualitySigned = z.infer<typeof qualitySignedSchema>;

/** A version with what made it, and the signature that its step was given. */
export const qualityVersionSchema = z.object({
  item: qualityItemSchema,
  change: qualityChangeSchema,
  signed: qualitySignedSchema.nullable(),
});
export type QualityVersion = z.infer<typeof qualityVersionSchema>;

/** A reason that says something: blanks and a full stop are none. */
export const qualityReasonSchema = z
  .string()
  .trim()
  .min(5, 'Give a reason of at least 5 characters')
  .max(1000)
  .regex(/\p{L}{3}/u, 'Give a reason in words');
