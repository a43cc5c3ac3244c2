import { z } from 'zod';
import { actorSchema } from './actor';

/** A JSON value, as it stands in an entry. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };
const jsonSchema: z.ZodType<Json> = z.json();

/** One row that an entry tells of. `before` and `after` hold every column; null where the row was not there. */
export const ledgerRowSchema = z.object({
  table: z.string().min(1),
  /** The primary key, its parts joined as a JSON array. */
  key: z.string().min(1),
  before: z.record(z.string(), jsonSchema).nullable(),
  after: z.record(z.string(), jsonSchema).nullable(),
});
export type LedgerRow = z.infer<typeof ledgerRowSchema>;

/** What an entry is about: a record and its version, a person, a setting, a model ... */
export const ledgerSubjectSchema = z.object({
  type: z.string().min(1).max(60),
  id: z.string().min(1).max(200),
  version: z.number().int().positive().optional(),
});
export type LedgerSubject = z.infer<typeof ledgerSubjectSchema>;

/**
 * One line of the audit ledger. Hashed and signed as canonical JSON (RFC 8785); lines are only ever appended, in the
 * transaction of the change they tell of.
 */
export const ledgerEntrySchema = z.object({
  /** Layout of this line. */
  v: z.literal(1),
  seq: z.number().int().positive(),
  /** Wall clock, epoch ms, and milliseconds since this start of the station, which no clock setting moves. */
  at: z.number().int(),
  monotonicMs: z.number(),
  boot: z.string(),
  /** False between a step of the wall clock and its confirmation by a person. */
  clockTrusted: z.boolean(),
  stationId: z.string(),
  actor: actorSchema,
  /** `noun.verb` from the fixed list in the ledger's vocabulary. */
  what: z.string().min(1).max(80),
  subject: ledgerSubjectSchema,
  /** Why, as the person gave it; null where nothing is asked. */
  reason: z.string().nullable(),
  /** Facts beside the rows: a refused value and its rule, lists of chunk hashes, a clock step ... */
  facts: z.record(z.string(), jsonSchema),
  rows: z.array(ledgerRowSchema),
  /** Hash of the entry before, 64 zeros for the first. */
  previous: z.string().length(64),
});
export type LedgerEntry = z.infer<typeof ledgerEntrySchema>;

/** An entry as it is stored and exported. */
export const sealedEntrySchema = z.object({
  entry: ledgerEntrySchema,
  /** SHA-256 of the canonical JSON of the entry, hex. */
  hash: z.string().length(64),
  /** Ed25519 over the bytes of the hash, base64, and the key that made it. */
  signature: z.string(),
  keyId: z.string(),
});
export type SealedEntry = z.infer<typeof sealedEntrySchema>;

/** The signed head of the ledger at a moment. */
export const anchorSchema = z.object({
  v: z.literal(1),
  stationId: z.string(),
  seq: z.number().int().nonnegative(),
  hash: z.string().length(64),
  at: z.number().int(),
  cause: z.enum(['signature', 'interval', 'shutdown', 'start', 'report', 'backup', 'asked']),
  keyId: z.string(),
  signature: z.string(),
});
export type Anchor = z.infer<typeof anchorSchema>;
