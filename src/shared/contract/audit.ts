import { z } from 'zod';
import { anchorSchema, sealedEntrySchema } from '../model/ledger-entry';
import { verb } from './refusals';

const route = (method: 'GET' | 'POST', path: `/${string}`, summary: string) =>
  verb.route({ method, path, summary, tags: ['Audit'] });

const time = z.coerce.number().int();

/** Which entries are asked for. */
export const auditFilterSchema = z.object({
  from: time.optional(),
  to: time.optional(),
  /** A person's id, or the name of a part of the station. */
  actor: z.string().max(200).optional(),
  /** `noun.verb`, or `noun.` for all of a noun. */
  what: z.string().max(80).optional(),
  subjectType: z.string().max(60).optional(),
  subjectId: z.string().max(200).optional(),
  /** A column that changed. */
  field: z.string().max(80).optional(),
  /** Entries before this sequence number. */
  before: z.coerce.number().int().optional(),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
});
export type AuditFilter = z.infer<typeof auditFilterSchema>;

/** Something in the ledger or in the tables that is not as it was written. */
export const ledgerFindingSchema = z.object({
  kind: z.string(),
  words: z.string(),
  seq: z.number().int().nullable(),
  table: z.string().nullable(),
  key: z.string().nullable(),
  field: z.string().nullable(),
  stored: z.string().nullable(),
  expected: z.string().nullable(),
  /** The batch it concerns; null where it concerns none, or all. */
  batchId: z.string().nullable(),
});
export type LedgerFinding = z.infer<typeof ledgerFindingSchema>;

export const ledgerVerdictSchema = z.object({
  state: z.enum(['running', 'sound', 'broken', 'failed']),
  startedAt: z.number().int(),
  endedAt: z.number().int().nullable(),
  step: z.string(),
  /** 0 to 1. */
  done: z.number(),
  entries: z.number().int(),
  rows: z.number().int(),
  anchors: z.number().int(),
  findings: z.array(ledgerFindingSchema),
  words: z.string(),
});
export type LedgerVerdict = z.infer<typeof ledgerVerdictSchema>;

const placeSchema = z.object({
  folder: z.string(),
  inside: z.boolean(),
  reachedAt: z.number().int().nullable(),
  seq: z.number().int().nullable(),
  fault: z.string().nullable(),
});

/** A batch whose records or samples did not hold when they were last verified. */
export const failedBatchSchema = z.object({
  batchId: z.string(),
  foundAt: z.number().int(),
  /** What is not as it was written, row by row, in words. */
  rows: z.array(z.string()),
});
export type FailedBatch = z.infer<typeof failedBatchSchema>;

export const auditStatusSchema = z.object({
  stationId: z.string(),
  head: z.object({ seq: z.number().int(), hash: z.string() }),
  keys: z.array(z.object({ keyId: z.string(), publicPem: z.string(), since: z.number().int() })),
  places: z.array(placeSchema),
  newestAnchor: anchorSchema.nullable(),
  /** What could be removed without a trace: entries since the newest anchor that was written outside. */
  exposure: z.object({
    outside: z.boolean(),
    entries: z.number().int(),
    sinceMs: z.number().nullable(),
    words: z.string(),
  }),
  clockTrusted: z.boolean(),
  trouble: z
    .object({
      kind: z.enum(['key-missing', 'key-closed', 'older-file', 'rewritten']),
      words: z.string(),
      advice: z.string(),
      /** What the signatures of a declared restore are put under; null where none is to be declared. */
      restoreId: z.string().nullable(),
    })
    .nullable(),
  verdict: ledgerVerdictSchema.nullable(),
  /** By the last verification of the ledger and of the samples. */
  failedBatches: z.array(failedBatchSchema),
});
export type AuditStatus = z.infer<typeof auditStatusSchema>;

const reason = z.string().trim().min(3, 'Give a reason: it is recorded').max(500);

/** The audit ledger: what was done, by whom, and that nothing of it was altered. */
export const audit = {
  list: route('GET', '/audit/logs', 'Entries of the audit ledger, newest first')
    .input(auditFilterSchema)
    .output(z.array(sealedEntrySchema)),
  status: route(
    'GET',
    '/audit/status',
    'Head, keys, anchors, exposure window and the last verification',
  ).output(auditStatusSchema),
  /** Answers once it has begun; it goes on in a thread of its own. */
  verify: route(
    'POST',
    '/audit/verify',
    'Verify the ledger against the tables, the anchors and the history',
  ).output(auditStatusSchema),
  /** As JSON lines, in order: what the verifier reads without a database. */
  export: route('GET', '/audit/export', 'The ledger as JSON lines')
    .input(
      z.object({
        fromSeq: z.coerce.number().int().min(1).default(1),
        limit: z.coerce.number().int().min(1).max(20_000).default(20_000),
      }),
    ) // prettier-ignore
    .output(z.object({ lines: z.string(), next: z.number().int().nullable() })),
  anchor: route(
    'POST',
    '/audit/anchor',
    'Sign the head of the ledger and write it outside the database',
  ).output(anchorSchema),
  saveAnchorPlaces: route(
    'POST',
    '/audit/anchor-places',
    'Set the folders outside that anchors are written to',
  )
    .input(z.object({ folders: z.array(z.string().trim().min(1).max(1000)).max(10), reason }))
    .output(auditStatusSchema),
  confirmClock: route('POST', '/audit/confirm-clock', 'Say that the clock of the station is right')
    .input(z.object({ reason }))
    .output(auditStatusSchema),
  changeKey: route('POST', '/audit/change-key', 'Make a new signing key that the old one introduces')
    .input(z.object({ reason }))
    .output(auditStatusSchema),
  replaceLostKey: route(
    'POST',
    '/audit/replace-lost-key',
    'Declare a new signing key where the old one is lost',
  )
    .input(z.object({ reason }))
    .output(auditStatusSchema),
  /** While nobody has an account; afterwards two people sign it instead. */
  declareRestore: route('POST', '/audit/declare-restore', 'Declare that an older file was put back')
    .input(z.object({ reason }))
    .output(auditStatusSchema),
};
