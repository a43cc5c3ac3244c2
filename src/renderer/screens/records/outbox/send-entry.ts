import { z } from 'zod';
import type { SubmitOutcome } from '../../../../shared/contract/records';
import { reasonSchema } from '../../../../shared/model/records/finding';
import { reasonCodes, recordEntrySchema } from '../../../../shared/model/records/record';
import type { StationClient } from '../../../station/station';
import { SignInGivenUp } from '../../../station/session';
import { mayComeLater, wordsOf } from '../../../station/station-error';
import type { OutboxEntry } from './outbox-store';
import type { Sent } from './outbox';
import { tr } from '../../../strings/translate';

/** What an entry on its way asks of the station. */
export const outboxCallSchema = z.discriminatedUnion('verb', [
  z.object({ verb: z.literal('submit'), entry: recordEntrySchema, draftId: z.string().optional() }),
  z.object({
    verb: z.literal('amend'),
    id: z.string(),
    seen: z.number().int().positive(),
    reason: z.object({ code: z.enum(reasonCodes), text: reasonSchema }),
    entry: recordEntrySchema,
    draftId: z.string().optional(),
  }),
  z.object({ verb: z.literal('confirm'), proposalId: z.string(), entry: recordEntrySchema }),
]);
export type OutboxCall = z.infer<typeof outboxCallSchema>;

/** Sends an entry to the station under its client id; a lost answer leaves it where it is. */
export async function sendEntry(client: StationClient, { id, input }: OutboxEntry): Promise<Sent> {
  const call = outboxCallSchema.safeParse(input);
  if (!call.success)
    return { kind: 'refused', words: tr('This entry was made by another version of the page.') };
  try {
    return sentOf(await ask(client, id, call.data));
  } catch (error) {
    // Signed out meanwhile, or the station cannot write now: the entry is as good as before.
    const later = error instanceof SignInGivenUp || mayComeLater(error);
    return later ? { kind: 'later' } : { kind: 'refused', words: wordsOf(error) };
  }
}

function ask(client: StationClient, clientId: string, call: OutboxCall): Promise<SubmitOutcome> {
  const { records } = client;
  switch (call.verb) {
    case 'submit': {
      const { entry, draftId } = call;
      return records.submit({ entry, clientId, ...(draftId === undefined ? {} : { draftId }) });
    }
    case 'amend': {
      const { id, seen, reason, entry, draftId } = call;
      return records.amend({
        id,
        seen,
        reason,
        entry,
        clientId,
        ...(draftId === undefined ? {} : { draftId }),
      });
    }
    case 'confirm':
      return records.confirmProposal({ id: call.proposalId, entry: call.entry, clientId });
    default:
      return call satisfies never;
  }
}

function sentOf(answer: SubmitOutcome): Sent {
  switch (answer.outcome) {
    case 'kept':
      return { kind: 'arrived', answer };
    case 'asks':
      return {
        kind: 'refused',
        words: tr('A reason is asked for. {saying}', { saying: saying(answer.findings, 'C') }),
        answer,
      };
    case 'refused':
      return {
        kind: 'refused',
        words: tr('Refused. {saying}', { saying: saying(answer.findings, 'X') }),
        answer,
      };
    case 'conflict':
      return { kind: 'refused', words: tr(answer.words), answer };
    default:
      return answer satisfies never;
  }
}

const saying = (findings: readonly { level: string; words: string }[], level: string): string =>
  findings
    .filter((finding) => finding.level === level)
    .map(({ words }) => words)
    .join(' ');
