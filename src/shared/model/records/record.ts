import { z } from 'zod';
import { batchIdSchema, epochMsSchema, unitIdSchema } from '../identity';
import { answeredFindingSchema } from './finding';
import { recordKinds } from './record-kind';

/** An amended record is a new version in `submitted`; nothing is ever changed in place. */
export const recordStatuses = ['submitted', 'verified', 'locked', 'voided'] as const;
export type RecordStatus = (typeof recordStatuses)[number];

/** How a record came to be. */
export const recordSources = ['manual', 'instrument', 'import', 'computed'] as const;

/** Why a version follows another. */
export const reasonCodes = [
  'typing',
  'reading',
  'late-result',
  'wrong-subject',
  'calculation',
  'other',
] as const;
export type ReasonCode = (typeof reasonCodes)[number];

const cellSchema = z.union([z.string().max(4000), z.number(), z.boolean(), z.null()]);
const rowSchema = z.record(z.string().max(60), cellSchema);
/** Loose on purpose: drafts are kept as they stand. What is submitted meets the schema of its kind. */
export const recordBodySchema = z.record(
  z.string().max(60),
  z.union([cellSchema, z.array(rowSchema).max(500)]),
);

/** Text as typed or scanned, by field (`odRaw`, or `components[2].actual` in a table). */
export const rawTextSchema = z.record(z.string().max(120), z.string().max(4000));

/** What was computed from what was entered; never typed. */
export const computedValueSchema = z.object({
  name: z.string(),
  label: z.string(),
  /** Null where it cannot be computed (yet); `words` says why. */
  value: z.number().nullable(),
  unit: z.string(),
  words: z.string().optional(),
});
export type ComputedValue = z.infer<typeof computedValueSchema>;

/** What the rules make of a record. */
export const verdicts = ['pass', 'warn', 'fail', 'go', 'go-engineer', 'no-go', 'pending'] as const;
export const verdictSchema = z.object({ id: z.enum(verdicts), words: z.string() });
export type Verdict = z.infer<typeof verdictSchema>;

const attachmentSchema = z.object({ name: z.string().max(200), sha256: z.string().regex(/^[0-9a-f]{64}$/) });

/** What a person hands in; everything else the station adds. */
export const recordEntrySchema = z.object({
  kind: z.enum(recordKinds),
  batchId: batchIdSchema.nullable(),
  unitId: unitIdSchema.nullable(),
  /** When it happened, and the zone of the clock on the wall there. */
  eventAt: epochMsSchema,
  zone: z.string().min(1).max(60),
  /** Person who did it, where another one enters it; empty: whoever is signed in. */
  performedBy: z.string().min(1).max(80).optional(),
  source: z.enum(recordSources).exclude(['computed']).default('manual'),
  instrument: z
    .object({ id: z.string().max(80), calibrationId: z.string().max(80).nullable() })
    .nullable()
    .default(null),
  body: recordBodySchema,
  raw: rawTextSchema.default({}),
  /** Reasons to findings of level C, by rule (`rule`, or `rule[row]` in a table). */
  answers: z.record(z.string().max(100), z.string().max(1000)).default({}),
  attachments: z.array(attachmentSchema).max(50).default([]),
});
export type RecordEntry = z.infer<typeof recordEntrySchema>;

/** One version of a record as it is kept. What `contentHash` covers is all of it but `status` and `verifiedBy`. */
export const recordSchema = recordEntrySchema.omit({ answers: true, performedBy: true }).extend({
  id: z.string().min(1).max(80),
  version: z.number().int().positive(),
  supersedes: z.number().int().positive().nullable(),
  /** Counts entries of this kind (and probe) in the batch: a failed try stays, the next one is another. */
  attempt: z.number().int().positive(),
  source: z.enum(recordSources),
  offsetMin: z.number().int(),
  enteredAt: epochMsSchema,
  /** Entered more than 2 h after it happened. */
  late: z.boolean(),
  clockTrusted: z.boolean(),
  performedBy: z.string(),
  performedByName: z.string(),
  enteredBy: z.string(),
  enteredByName: z.string(),
  stationId: z.string(),
  sop: z.object({ id: z.string(), version: z.string() }),
  /** Why this version follows the one before; null for the first. */
  reason: z.object({ code: z.enum(reasonCodes), text: z.string() }).nullable(),
  findings: z.array(answeredFindingSchema),
  computed: z.array(computedValueSchema),
  verdict: verdictSchema.nullable(),
  /** Name the device gave the entry, so that it arrives once. */
  clientId: z.string().nullable(),
  contentHash: z.string().regex(/^[0-9a-f]{64}$/),
  status: z.enum(recordStatuses),
  verifiedBy: z.string().nullable(),
  verifiedByName: z.string().nullable(),
});
export type KeptRecord = z.infer<typeof recordSchema>;

/** Something begun, bound to the person who began it; it survives the program and the machine. */
export const recordDraftSchema = z.object({
  id: z.string().min(1).max(80),
  kind: z.enum(recordKinds),
  batchId: batchIdSchema.nullable(),
  unitId: unitIdSchema.nullable(),
  /** The record it amends and the version that was seen; null for a new one. */
  amends: z.object({ id: z.string(), version: z.number().int().positive() }).nullable(),
  eventAt: epochMsSchema.nullable(),
  zone: z.string().max(60),
  body: recordBodySchema,
  raw: rawTextSchema,
  answers: z.record(z.string().max(100), z.string().max(1000)),
  savedAt: epochMsSchema,
});
export type RecordDraft = z.infer<typeof recordDraftSchema>;

/** After this it counts as entered late. */
export const lateAfterMs = 2 * 3_600_000;
