import type { BatchId } from '../../../shared/model/identity';
import { fieldsOf } from '../../../shared/model/records/field-value';
import type { BatchBook } from './batch-book';
import { recordsOf } from './record-book';
import type { RecordsDeps } from './records-deps';

export interface Blocker {
  readonly id: string;
  readonly words: string;
  readonly ref: string | null;
}

/**
 * What keeps a batch from closing. Open items block unless the closure says why they stay open; a deviation of level 3
 * never keeps a batch from closing, it keeps it from being accepted.
 */
export function blockersOf(deps: RecordsDeps, book: BatchBook, batchId: BatchId): Blocker[] {
  const batch = book.get(batchId);
  const records = recordsOf(deps.keep, batchId).filter(({ status }) => status !== 'voided');
  const closure = records.findLast(({ kind }) => kind === 'batch-closure');
  const stays = closure ? fieldsOf(closure.body).text('openItemsReason') !== undefined : false;
  const left = stays ? [] : openOf(deps, batchId, records);
  const early = ['planned', 'set-up', 'ready', 'running', 'held'].includes(batch.state);
  return [
    ...(early ? [{ id: 'not-ended', words: 'The batch has not ended', ref: null }] : []),
    ...(closure ? [] : [{ id: 'no-closure', words: 'No closure is handed in', ref: null }]),
    ...left,
  ];
}

function openOf(deps: RecordsDeps, batchId: BatchId, records: ReturnType<typeof recordsOf>): Blocker[] {
  const pending = records.filter(({ verdict }) => verdict?.id === 'pending');
  const unverified = records.filter(({ kind, status }) => status === 'submitted' && kind !== 'batch-closure');
  return [
    ...pending.map(({ id, body }) => ({
      id: 'pending-result',
      words: `Sample ${Number(body['sampleNo'])} waits for its dry weight`,
      ref: id,
    })),
    ...unverified.map(({ id, kind, attempt }) => ({
      id: 'not-verified',
      words: `${kind}, attempt ${attempt}: not verified by a second person`,
      ref: id,
    })),
    ...deps.quality.openOf(batchId).map(({ id, level, title }) => ({
      id: 'open-deviation',
      words: `${id}, level ${level}: ${title}`,
      ref: id,
    })),
    ...deps.keep
      .listProposals(batchId)
      .filter(({ state }) => state === 'open')
      .map(({ id, title }) => ({
        id: 'open-proposal',
        words: `Proposed and not answered: ${title}`,
        ref: id,
      })),
  ];
}
