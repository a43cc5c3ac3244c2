import { z } from 'zod';
import { batchIdSchema, epochMsSchema, unitIdSchema } from '../model/identity';
import { batchMoveSchema, batchMoves, batchRunSchema } from '../model/records/batch-state';
import { answeredFindingSchema, findingSchema, reasonSchema } from '../model/records/finding';
import { gateListSchema } from '../model/records/gate';
import { proposalSchema } from '../model/records/proposal';
import {
  computedValueSchema,
  reasonCodes,
  recordDraftSchema,
  recordEntrySchema,
  recordSchema,
  verdictSchema,
} from '../model/records/record';
import { recordContextSchema } from '../model/records/record-context';
import { recordKinds } from '../model/records/record-kind';
import { timelineItemSchema } from '../model/records/timeline';
import { verb } from './refusals';

const tags = ['Records'];
const byBatch = z.object({ batchId: batchIdSchema });

/** What rules say of an entry; the same that the form computes for itself. */
export const recordCheckSchema = z.object({
  findings: z.array(findingSchema),
  computed: z.array(computedValueSchema),
  verdict: verdictSchema.nullable(),
});

/**
 * What became of an entry. `kept`: it is a record. `asks`: level C findings want a reason each in `answers`. `refused`:
 * level X, the attempt is in the ledger. `conflict`: somebody amended it meanwhile; `theirs` is what stands now, and
 * what was handed in stays in the caller's draft.
 */
export const submitOutcomeSchema = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('kept'), record: recordSchema, again: z.boolean() }),
  z.object({ outcome: z.literal('asks'), findings: z.array(answeredFindingSchema) }),
  z.object({ outcome: z.literal('refused'), findings: z.array(answeredFindingSchema) }),
  z.object({ outcome: z.literal('conflict'), theirs: recordSchema, words: z.string() }),
]);
export type SubmitOutcome = z.infer<typeof submitOutcomeSchema>;

const recordVersionsSchema = z.object({ record: recordSchema, versions: z.array(recordSchema) });

export const records = {
  /** What rules may know beside an entry. Fields, schemas and rules themselves are shared code: `checkRecord`. */
  context: verb
    .route({
      method: 'GET',
      path: '/ebr/context',
      summary: 'What the rules of a record are judged with',
      tags,
    })
    .input(
      z.object({
        kind: z.enum(recordKinds),
        batchId: batchIdSchema.optional(),
        unitId: unitIdSchema.optional(),
        eventAt: z.coerce.number().int().nonnegative().optional(),
        /** The record that is corrected: rules look at the others. */
        amends: z.string().max(80).optional(),
      }),
    )
    .output(recordContextSchema),
  check: verb
    .route({
      method: 'POST',
      path: '/ebr/check',
      summary: 'What the rules say of an entry; nothing is kept',
      tags,
    })
    .input(recordEntrySchema.extend({ amends: z.string().max(80).optional() }))
    .output(recordCheckSchema),
  /** Newest version of every record of a batch, voided ones as well, in order of their time. */
  list: verb
    .route({ method: 'GET', path: '/ebr/batch/{batchId}/records', summary: 'Records of a batch', tags })
    .input(byBatch)
    .output(z.array(recordSchema)),
  get: verb
    .route({ method: 'GET', path: '/ebr/{id}/record', summary: 'A record with all its versions', tags })
    .input(z.object({ id: z.string().min(1).max(80) }))
    .output(recordVersionsSchema),

  /** Drafts of the person who is signed in. */
  drafts: verb
    .route({ method: 'GET', path: '/ebr/drafts', summary: 'Own drafts', tags })
    .output(z.array(recordDraftSchema)),
  saveDraft: verb
    .route({ method: 'PUT', path: '/ebr/drafts/{id}', summary: 'Keep a draft', tags })
    .input(recordDraftSchema.omit({ savedAt: true }))
    .output(recordDraftSchema),
  discardDraft: verb
    .route({ method: 'POST', path: '/ebr/drafts/{id}/discard', summary: 'Throw an own draft away', tags })
    .input(z.object({ id: z.string().min(1).max(80) }))
    .output(z.object({ discarded: z.boolean() })),

  /** `clientId` names the entry on the device: handed in twice, it is kept once. `draftId` is done with then. */
  submit: verb
    .route({ method: 'POST', path: '/ebr/record', summary: 'Hand in a record', tags })
    .input(
      z.object({
        entry: recordEntrySchema,
        clientId: z.string().min(8).max(80).optional(),
        draftId: z.string().max(80).optional(),
      }),
    )
    .output(submitOutcomeSchema),
  /** A new version, with a reason. `seen` is the version the person had before them. */
  amend: verb
    .route({ method: 'POST', path: '/ebr/{id}/amend', summary: 'Correct a record by a new version', tags })
    .input(
      z.object({
        id: z.string().min(1).max(80),
        seen: z.number().int().positive(),
        reason: z.object({ code: z.enum(reasonCodes), text: reasonSchema }),
        entry: recordEntrySchema,
        clientId: z.string().min(8).max(80).optional(),
        draftId: z.string().max(80).optional(),
      }),
    )
    .output(submitOutcomeSchema),
  // Verifying (VER), releasing (REL_M), accepting (CAL_A), GO, NO-GO, overriding (OVR), authorising (CHG_A) and voiding
  // (VOID) a record, and TECH, ATR, DISP_A, DISP_R and REJ of a batch, are signatures: see `signing`.

  /** Every batch there is, newest first, with where it came from. */
  batches: verb
    .route({ method: 'GET', path: '/ebr/batches', summary: 'Batches with their state', tags })
    .input(z.object({ unitId: unitIdSchema.optional() }))
    .output(z.array(batchRunSchema)),
  batch: verb
    .route({
      method: 'GET',
      path: '/ebr/batch/{batchId}',
      summary: 'State of a batch and how it got there',
      tags,
    })
    .input(byBatch)
    .output(z.object({ batch: batchRunSchema, moves: z.array(batchMoveSchema) })),
  gates: verb
    .route({
      method: 'GET',
      path: '/ebr/batch/{batchId}/gates',
      summary: 'Gates before inoculation, as of now',
      tags,
    })
    .input(byBatch)
    .output(gateListSchema),
  /** Hold, resume, end, abort, say ready or not ready. Moves that need a signature are refused here. */
  move: verb
    .route({ method: 'POST', path: '/ebr/batch/{batchId}/move', summary: 'Move a batch on', tags })
    .input(byBatch.extend({ move: z.enum(batchMoves), reason: z.string().trim().max(1000).optional() }))
    .output(batchRunSchema),
  /** What stands between a batch and its closure; empty when nothing does. */
  blockers: verb
    .route({
      method: 'GET',
      path: '/ebr/batch/{batchId}/blockers',
      summary: 'What keeps a batch from closing',
      tags,
    })
    .input(byBatch)
    .output(z.array(z.object({ id: z.string(), words: z.string(), ref: z.string().nullable() }))),
  timeline: verb
    .route({
      method: 'GET',
      path: '/ebr/batch/{batchId}/timeline',
      summary: 'All that happened, in order',
      tags,
    })
    .input(byBatch)
    .output(z.array(timelineItemSchema)),

  proposals: verb
    .route({
      method: 'GET',
      path: '/ebr/proposals',
      summary: 'What was seen on the line and waits for a person',
      tags,
    })
    .input(z.object({ batchId: batchIdSchema.optional() }))
    .output(z.array(proposalSchema)),
  /** Confirms with the entry as edited; it goes the way of every submit. */
  confirmProposal: verb
    .route({ method: 'POST', path: '/ebr/proposals/{id}/confirm', summary: 'Confirm a proposal', tags })
    .input(
      z.object({ id: z.string(), entry: recordEntrySchema, clientId: z.string().min(8).max(80).optional() }),
    )
    .output(submitOutcomeSchema),
  rejectProposal: verb
    .route({
      method: 'POST',
      path: '/ebr/proposals/{id}/reject',
      summary: 'Reject a proposal, with a reason',
      tags,
    })
    .input(z.object({ id: z.string(), reason: reasonSchema }))
    .output(proposalSchema),

  /** Calibrations in force of a vessel: what applies to its data, from when, with how much slope and offset. */
  calibrations: verb
    .route({
      method: 'GET',
      path: '/ebr/calibrations/{unitId}',
      summary: 'Calibrations of a vessel and since when',
      tags,
    })
    .input(z.object({ unitId: unitIdSchema, at: z.coerce.number().int().nonnegative().optional() }))
    .output(
      z.array(
        z.object({
          recordId: z.string(),
          probe: z.string(),
          serial: z.string(),
          verdict: verdictSchema,
          validFrom: epochMsSchema,
          validUntil: epochMsSchema.nullable(),
          computed: z.array(computedValueSchema),
        }),
      ),
    ),
};
