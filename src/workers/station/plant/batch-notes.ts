import {
  handSource,
  noteReasonSchema,
  type BatchNote,
  type BatchNoteBody,
  type NoteCounts,
  type NoteEntry,
} from '../../../shared/model/batch-note';
import { noteProblem } from '../../../shared/model/batch-note-rules';
import type { BatchId } from '../../../shared/model/identity';
import type { Batch } from '../../../shared/model/process-unit';
import { Refusal } from '../../../shared/model/refusal';

/** Where notes are kept; every call is durable when it returns. */
export interface NoteKeep {
  listNotes(batchId: BatchId): BatchNote[];
  appendNotes(batchId: BatchId, entries: readonly NoteEntry[]): BatchNote[];
  noteCounts(): NoteCounts[];
  hasNotesFrom(batchId: BatchId, source: string): boolean;
}

export interface BatchNotesDeps {
  readonly keep: NoteKeep;
  readonly batch: (id: BatchId) => Batch | undefined;
  /** Time of the plant a batch runs on, epoch ms, and the broth in its vessel, L. */
  readonly plantNow: (batch: Batch) => number;
  readonly brothL: (batch: Batch) => number;
  readonly now: () => number;
  /** Notes of a batch are other ones now. */
  readonly changed: () => void;
}

/** What is written down of batches: checked by the rules of a note, kept for good. */
export interface BatchNotes {
  /** In order of their time, those corrected as well. */
  list(batchId: BatchId): BatchNote[];
  counts(batchId: BatchId): Omit<NoteCounts, 'batchId'>;
  add(batchId: BatchId, note: BatchNoteBody): BatchNote;
  correct(batchId: BatchId, id: number, reason: string, note: BatchNoteBody): BatchNote;
  /** Notes of a batch were written elsewhere, in a transaction of the records room. */
  kept(batchId: BatchId): void;
  /** Takes over what a campaign brought, once; false where it is here already. The batch must be listed. */
  bring(batchId: BatchId, campaign: string, bodies: readonly BatchNoteBody[]): boolean;
  /** True where a campaign's notes of that batch are here. */
  has(batchId: BatchId, campaign: string): boolean;
}

const enteredBy = 'operator';
const noCounts = { newest: 0, samples: 0, notes: 0 };

export function createBatchNotes(deps: BatchNotesDeps): BatchNotes {
  const { keep, now } = deps;
  let counted: ReadonlyMap<BatchId, NoteCounts> | null = null;
  const counts = (): ReadonlyMap<BatchId, NoteCounts> =>
    (counted ??= new Map(keep.noteCounts().map((one) => [one.batchId, one])));
  const batchOrRefuse = (id: BatchId): Batch => {
    const batch = deps.batch(id);
    if (!batch) throw new Refusal('NOT_FOUND', `No batch is called ${id}`, 'batchId');
    return batch;
  };
  const changed = (): void => {
    counted = null;
    deps.changed();
  };

  const write = (
    batchId: BatchId,
    body: BatchNoteBody,
    correction: { replaces: number; reason: string } | null,
  ): BatchNote => {
    const batch = batchOrRefuse(batchId);
    const problem = noteProblem(body, { batch, now: deps.plantNow(batch), brothL: deps.brothL(batch) });
    if (problem) throw new Refusal('REFUSED', problem.words, problem.field);
    const entry = { body, source: handSource, enteredAt: now(), enteredBy, correction };
    const [note] = keep.appendNotes(batchId, [entry]);
    changed();
    if (!note) throw new Error('A note was not kept');
    return note;
  };

  return {
    list: (batchId) => keep.listNotes(batchOrRefuse(batchId).id),
    counts: (batchId) => counts().get(batchId) ?? noCounts,
    add: (batchId, body) => write(batchId, body, null),
    correct: (batchId, replaces, reason, body) =>
      write(batchId, body, { replaces, reason: noteReasonSchema.parse(reason) }),
    kept: changed,
    has: (batchId, campaign) => keep.hasNotesFrom(batchId, campaign),
    bring: (batchId, campaign, bodies) => {
      if (keep.hasNotesFrom(batchId, campaign)) return false;
      const enteredAt = now();
      keep.appendNotes(
        batchId,
        bodies.map((body) => ({ body, source: campaign, enteredAt, enteredBy: 'import', correction: null })),
      );
      changed();
      return true;
    },
  };
}
