import type { Rooms } from './rooms';
import { guarded } from './who';

/** What people write down of batches, and the life of batches. */
export function recordVerbs({ records }: Rooms) {
  const os = guarded.records;
  return {
    context: os.context.handler(({ input: { kind, batchId, unitId, eventAt, amends } }) =>
      records.context({
        kind,
        batchId: batchId ?? null,
        unitId: unitId ?? null,
        eventAt: eventAt ?? null,
        amends,
      }),
    ),
    check: os.check.handler(({ input: { amends, ...entry } }) => records.check(entry, amends)),
    list: os.list.handler(({ input }) => records.list(input.batchId)),
    get: os.get.handler(({ input }) => records.get(input.id)),
    drafts: os.drafts.handler(() => records.drafts()),
    saveDraft: os.saveDraft.handler(({ input }) => records.saveDraft(input)),
    discardDraft: os.discardDraft.handler(({ input }) => ({ discarded: records.discardDraft(input.id) })),
    submit: os.submit.handler(({ input: { entry, ...handed } }) => records.submit(entry, handed)),
    amend: os.amend.handler(({ input: { entry, id, seen, reason, ...handed } }) =>
      records.amend(entry, { id, seen, reason }, handed),
    ),
    batches: os.batches.handler(({ input }) => records.batches(input.unitId)),
    batch: os.batch.handler(({ input }) => records.batch(input.batchId)),
    gates: os.gates.handler(({ input }) => records.gates(input.batchId)),
    move: os.move.handler(({ input }) => records.move(input.batchId, input.move, input.reason)),
    blockers: os.blockers.handler(({ input }) => records.blockers(input.batchId)),
    timeline: os.timeline.handler(({ input }) => records.timeline(input.batchId)),
    proposals: os.proposals.handler(({ input }) => records.proposals(input.batchId)),
    confirmProposal: os.confirmProposal.handler(({ input }) =>
      records.confirmProposal(input.id, input.entry, input.clientId),
    ),
    rejectProposal: os.rejectProposal.handler(({ input }) => records.rejectProposal(input.id, input.reason)),
    calibrations: os.calibrations.handler(({ input }) => records.calibrations(input.unitId, input.at)),
  };
}
