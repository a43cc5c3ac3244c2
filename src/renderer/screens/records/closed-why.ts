import type { BatchRun, BatchState } from '../../../shared/model/records/batch-state';
import type { RecordKind } from '../../../shared/model/records/record-kind';
import { tr } from '../../strings/translate';

const before: readonly BatchState[] = ['planned', 'set-up', 'ready'];
const after: readonly BatchState[] = ['running', 'held', 'ended'];

/** When a kind of record can be begun, and what to say at another time. The station decides the same, whoever asks. */
const open: Readonly<Record<RecordKind, { readonly states: readonly BatchState[]; readonly else: string }>> =
  {
    batch: { states: [], else: tr('A batch has one plan: correct that') },
    'media-preparation': { states: before, else: tr('Only before inoculation') },
    calibration: { states: [...before, ...after], else: tr('The batch is over') },
    inoculation: { states: before, else: tr('Only before inoculation') },
    sample: { states: after, else: tr('Only after inoculation, until review') },
    'process-change': { states: after, else: tr('Only after inoculation, until review') },
    failure: { states: [...before, ...after, 'in-review'], else: tr('The batch is closed') },
    'batch-closure': { states: ['ended'], else: tr('Once, when the batch has ended') },
  };

/** Why a kind of record cannot be begun as a batch stands; null where it can. */
export function closedWhy({ state }: Pick<BatchRun, 'state'>, kind: RecordKind): string | null {
  return open[kind].states.includes(state) ? null : open[kind].else;
}
