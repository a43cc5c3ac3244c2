import type { BatchRun } from '../../../shared/model/records/batch-state';
import type { RecordKind } from '../../../shared/model/records/record-kind';

/** Why a kind of record cannot be begun as a batch stands; null where it can. The station decides the same. */
export function closedWhy(
  { state, life, origin }: Pick<BatchRun, 'state' | 'life' | 'origin'>,
  kind: RecordKind,
): string | null {
  if (state === 'closed' || state === 'released' || state === 'rejected')
    return 'The batch is closed: its records are locked';
  switch (kind) {
    case 'batch':
      return origin === 'records' ? 'A batch has one plan: correct that' : 'This batch was not planned here';
    case 'media-preparation':
    case 'inoculation':
      return life === 'pending' ? null : 'Only before inoculation';
    case 'sample':
    case 'process-change':
      return life === 'pending' ? 'Only after inoculation' : null;
    case 'batch-closure':
      return life === 'ended' || life === 'aborted' ? null : 'Only after the batch has ended';
    case 'calibration':
    case 'failure':
      return null;
    default:
      return kind satisfies never;
  }
}
