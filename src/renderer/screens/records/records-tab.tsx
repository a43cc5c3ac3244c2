import type { BatchRun } from '../../../shared/model/records/batch-state';
import type { Proposal } from '../../../shared/model/records/proposal';
import type { KeptRecord } from '../../../shared/model/records/record';
import type { RecordKind } from '../../../shared/model/records/record-kind';
import { navigate, timelinePath } from '../../app/route';
import { wordsOf } from '../../station/station-error';
import { BlockersPanel } from './blockers-panel';
import { GatesPanel } from './gates-panel';
import type { OutboxEntry } from './outbox/outbox-store';
import { ProposalsPanel } from './proposals-panel';
import { RecordsTable } from './records-table';
import { RefusedPanel } from './refused-panel';
import { isReviewed, ReviewPanel } from './review-panel';
import { samplePlan } from './sample-plan';
import { SamplesPanel } from './samples-panel';
import { useBlockers, useGates, useProposals, useRecordContext } from './use-records';
import { WaitingPanel } from './waiting-panel';

interface Props {
  readonly batch: BatchRun;
  readonly records: readonly KeptRecord[];
  readonly closedWhy: (kind: RecordKind) => string | null;
  readonly onStart: (kind: RecordKind) => void;
  readonly onOpen: (id: string) => void;
  readonly onConfirm: (proposal: Proposal) => void;
  readonly onOpenWaiting: (entry: OutboxEntry) => void;
}

/** What is written down, beside what is still to be done. */
export function RecordsTab(props: Props) {
  const { batch, records, closedWhy, onStart, onOpen, onConfirm, onOpenWaiting } = props;
  const { data: proposals } = useProposals(batch.id);
  return (
    <div className="bt-records-columns" data-todo-first={isReviewed(batch) || undefined}>
      <div>
        <WaitingPanel batchId={batch.id} onOpen={onOpenWaiting} />
        <RecordsTable records={records} closedWhy={closedWhy} onStart={onStart} onOpen={onOpen} />
        <RefusedPanel batchId={batch.id} />
      </div>
      <div>
        <ToDo batch={batch} records={records} onStart={onStart} onOpen={onOpen} />
        <ProposalsPanel
          proposals={proposals ?? []}
          onConfirm={onConfirm}
          onShow={(from, to) => navigate(`${timelinePath(batch.id)}?range=${from}-${to}`)}
        />
      </div>
    </div>
  );
}

/** Before inoculation the gates, while it runs the samples, at its end what keeps it from closing. */
function ToDo({ batch, records, onStart, onOpen }: Pick<Props, 'batch' | 'records' | 'onStart' | 'onOpen'>) {
  const pending = batch.life === 'pending';
  const done = batch.state === 'ended' || batch.state === 'in-review';
  const gates = useGates(batch.id, pending);
  const blockers = useBlockers(batch.id, done);
  const { data: context } = useRecordContext('sample', batch.id);
  if (pending)
    return (
      <GatesPanel list={gates.data} error={gates.error ? wordsOf(gates.error) : null} onStart={onStart} />
    );
  const { t0, endedAt } = batch;
  const now = context?.now ?? 0;
  return (
    <>
      {isReviewed(batch) && <ReviewPanel batch={batch} />}
      {done && (
        <BlockersPanel
          blockers={blockers.data}
          error={blockers.error ? wordsOf(blockers.error) : null}
          batchId={batch.id}
          onOpen={(ref) => records.some(({ id }) => id === ref) && onOpen(ref)}
        />
      )}
      {context && (
        <SamplesPanel
          plan={samplePlan(context.recipe, records, { t0, endedAt, now })}
          now={now}
          owed={batch.planId !== null}
          canDraw={batch.state !== 'closed'}
          onDraw={() => onStart('sample')}
          onOpen={onOpen}
        />
      )}
    </>
  );
}
