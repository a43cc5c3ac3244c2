import { kindOfRecord } from '../../../../shared/model/records/kind-of-record';
import type { Proposal } from '../../../../shared/model/records/proposal';
import type { KeptRecord } from '../../../../shared/model/records/record';
import { outboxCallSchema } from '../outbox/send-entry';
import type { OutboxEntry } from '../outbox/outbox-store';
import type { FormTask } from './form-drawer';
import { formOfEntry, newForm } from './form-state';
import { textsOf } from './form-texts';

/** The form that confirms a proposal: as the station drafted it, to be edited. */
export function taskOfProposal(proposal: Proposal): FormTask {
  const { id, kind, batchId, unitId, body, startedAt } = proposal;
  return {
    place: { kind, batchId, unitId, amending: null },
    proposalId: id,
    begin: newForm(startedAt, textsOf(kindOfRecord(kind).fields, body)),
  };
}

/** The form of an entry that the station refused, with all that was typed; null where it cannot be read. */
export function taskOfEntry({ input }: OutboxEntry, records: readonly KeptRecord[]): FormTask | null {
  const call = outboxCallSchema.safeParse(input);
  if (!call.success) return null;
  const { entry } = call.data;
  const { kind, batchId, unitId } = entry;
  const amended = call.data.verb === 'amend' ? call.data.id : null;
  return {
    place: { kind, batchId, unitId, amending: records.find(({ id }) => id === amended) ?? null },
    proposalId: call.data.verb === 'confirm' ? call.data.proposalId : null,
    begin: formOfEntry(entry),
  };
}
