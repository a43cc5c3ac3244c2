import type { PhaseOverride } from '../../../shared/model/phase-override';
import type { BatchId } from '../../../shared/model/identity';
import { recordDraftSchema } from '../../../shared/model/records/record';
import { Refusal } from '../../../shared/model/refusal';
import type { SigningRoom } from '../signing/signable';
import { createBatchBook, type BatchBook } from './batch-book';
import { blockersOf } from './blockers-of';
import { calibrationsInForce } from './calibrations-in-force';
import { freshContent } from './batch-content';
import { gatesOf } from './gates-of';
import { createLineMemory } from './line-memory';
import { createProposals } from './proposals';
import { recallLine } from './recall-line';
import { recordContextOf } from './record-context-of';
import { recordOf, recordsOf, versionsOf } from './record-book';
import { personActing, requireRight, type RecordsDeps } from './records-deps';
import type { RecordsDesk } from './records-room';
import { createSetPointWatch } from './set-point-watch';
import { signableBatch } from './signable-batch';
import { signableRecord } from './signable-record';
import { judge, submitRecord } from './submit-record';
import { timelineOf } from './timeline-of';
import { unitOfInput } from './unit-of-input';

export interface CreateRecordsDeps extends RecordsDeps {
  readonly signing: Pick<SigningRoom, 'of'>;
  readonly phasesSet: (batchId: BatchId) => readonly PhaseOverride[];
}

/** The records of a station. */
export function createRecords(deps: CreateRecordsDeps): RecordsDesk {
  const book = createBatchBook(deps);
  const line = createLineMemory();
  const setPoints = createSetPointWatch();
  const proposals = createProposals(deps, book);
  const gates = (batchId: string) => gatesOf({ deps, book, line }, batchId);
  const parts = { deps, book, gates };
  return {
    context: (asked) => recordContextOf(deps, book, asked),
    check: async (entry, amends) => {
      const { check, findings } = await judge(deps, book, personActing(), entry, amends);
      return {
        findings: findings.map(({ answer: _answer, ...finding }) => finding),
        computed: [...check.computed],
        verdict: check.verdict,
      };
    },
    list: (batchId) => recordsOf(deps.keep, book.get(batchId).id),
    get: (id) => ({ record: recordOf(deps.keep, id), versions: versionsOf(deps.keep, id) }),
    drafts: () => deps.keep.draftsOf(personActing().personId),
    saveDraft: (given) => {
      const draft = recordDraftSchema.parse({ ...given, savedAt: deps.now() });
      deps.keep.saveDraft(personActing().personId, draft);
      return draft;
    },
    discardDraft: (id) => deps.keep.removeDraft(personActing().personId, id),
    submit: (entry, handed) => submitRecord(deps, book, entry, handed),
    amend: (entry, amending, handed) => submitRecord(deps, book, entry, handed, amending),
    batches: (unitId) => book.list(unitId),
    batch: (id) => ({
      batch: book.get(id),
      moves: book.steps(id).map(({ plantAt: _at, facts: _facts, ...step }) => step),
    }),
    gates,
    move: (id, move, reason) => moveByPerson(deps, book, gates, id, move, reason),
    blockers: (id) => blockersOf(deps, book, id),
    timeline: (id) => timelineOf({ deps, book, signing: deps.signing, phasesSet: deps.phasesSet }, id),
    proposals: (batchId) => proposals.list(batchId),
    confirmProposal: (id, entry, clientId) => proposals.confirm(id, entry, clientId),
    rejectProposal: (id, reason) => proposals.reject(id, reason),
    calibrations: (unitId, at) => calibrationsInForce(deps, unitId, at),
    startPlain: (start) => {
      if (deps.people.inUse())
        throw new Refusal(
          'FORBIDDEN',
          'With people signing here a batch begins with its plan and starts with GO: plan it on the records page',
        );
      return start();
    },
    endPlain: (id, end) => {
      if (!deps.people.inUse()) return end();
      moveByPerson(deps, book, gates, id, 'end', undefined);
      const { unitId, name, t0, endedAt, simulated } = book.get(id);
      return { id, unitId, name, inoculatedAt: t0 ?? deps.now(), endedAt: endedAt ?? deps.now(), simulated };
    },
    observe: (channel, sample) => {
      line.observe(channel, sample);
      setPoints.observe(channel, sample);
    },
    recall: () => recallLine(deps, line),
    tick: () => {
      for (const step of setPoints.settled(deps.now())) if (deps.people.inUse()) proposals.stepped(step);
    },
    look: async () => {
      if (deps.people.inUse()) await proposals.look();
    },
    signables: () => [signableRecord(parts), signableBatch(parts, deps.signing)],
    unitOf: (input) => unitOfInput(deps, book, input),
  };
}

function moveByPerson(
  deps: RecordsDeps,
  book: BatchBook,
  gates: (id: string) => ReturnType<typeof gatesOf>,
  id: BatchId,
  move: Parameters<BatchBook['move']>[1],
  reason: string | undefined,
) {
  const { personId, name } = personActing();
  const batch = book.get(id);
  requireRight(deps, personId, batch.unitId);
  if (move === 'set-up' || move === 'propose-closure')
    throw new Refusal('REFUSED', 'This follows by itself from the record that is handed in');
  const facts: Record<string, string[]> = {};
  if (move === 'ready') {
    const list = gates(id);
    // The inoculum is judged when it is there; everything else must be as it should be.
    const shut = list.gates.filter((gate) => !gate.met && !gate.overridden && gate.id !== 'inoculum');
    if (shut.length > 0)
      throw new Refusal(
        'CONFLICT',
        `Not ready: ${shut.map(({ label, words }) => `${label}: ${words}`).join('; ')}`,
      );
    facts['gates'] = list.gates.map((gate) => `${gate.id}: ${gate.words}`);
  }
  return book.move(id, move, { by: personId, byName: name, reason, facts }, () => freshContent(deps, id));
}
