import { Button } from '@mantine/core';
import { IconClipboardList, IconUnlink } from '@tabler/icons-react';
import { useCallback, useMemo } from 'react';
import type { BatchRun } from '../../../shared/model/records/batch-state';
import { useCommands } from '../../app/commands';
import { navigate, planPath, recordsPath, useRoute } from '../../app/route';
import { wordsOf } from '../../station/station-error';
import { BlankState } from '../../ui/blank-state';
import { Notice } from '../../ui/notice';
import { BatchPage } from './batch-page';
import { FormDrawer, type FormTask } from './form/form-drawer';
import type { Handed } from './form/use-record-form';
import { RunTable } from './run-table';
import { useBatchRun, useBatchRuns } from './use-records';
import { usePageTouch } from './use-touch';
import { WaitingPanel } from './waiting-panel';
import { tr, trNode } from '../../strings/translate';
import './records.css';
import './touch.css';

export type RecordsPart = 'records' | 'timeline';

interface Props {
  readonly batchId: string | null;
  readonly part: RecordsPart;
}

/** What people write down: the batches with their states, and all records of one. */
export function Records({ batchId, part }: Props) {
  const touch = usePageTouch();
  return (
    <div className="bt-page bt-records" data-touch={touch || undefined}>
      {batchId === null ? <AllBatches /> : <OneBatch key={batchId} batchId={batchId} part={part} />}
    </div>
  );
}

const planTask = (unitId: string): FormTask => ({
  place: {
    kind: 'batch',
    batchId: null,
    unitId: unitId === '' ? null : (unitId as BatchRun['unitId']),
    amending: null,
  },
  proposalId: null,
  begin: null,
});

function AllBatches() {
  const { data, error, refetch } = useBatchRuns();
  const { query } = useRoute();
  const wanted = query.get('plan');
  const task = useMemo(() => (wanted === null ? null : planTask(wanted)), [wanted]);
  const plan = useCallback(() => navigate(planPath()), []);
  useCommands(
    useMemo(
      () => [{ id: 'plan-batch', title: tr('Plan a batch…'), group: tr('Records'), keys: 'b', run: plan }],
      [plan],
    ),
  );
  const handed = (done: Handed): void => {
    const made = done.kind === 'kept' ? done.record.batchId : null;
    navigate(made === null ? recordsPath() : recordsPath(made));
  };
  return (
    <>
      <div className="bt-records-bar">
        <p className="bt-records-note">
          {tr('What people write down, batch by batch. Those that wait for something come first.')}
        </p>
        <span className="bt-fill" />
        <Button onClick={plan} title={tr('Key b')}>
          {tr('Plan a batch…')}
        </Button>
      </div>
      <WaitingPanel batchId={null} onOpen={(entry) => navigate(recordsPath(entry.batchId))} />
      {error && data !== undefined && (
        <Notice kind="warn">
          {trNode('{wordsOf}. What is shown may be old.', { wordsOf: wordsOf(error) })}
        </Notice>
      )}
      {data === undefined ? (
        error ? (
          <BlankState icon={IconUnlink} title={tr('The batches could not be read')}>
            <p>{wordsOf(error)}</p>
            <Button variant="default" onClick={() => void refetch()}>
              {tr('Try again')}
            </Button>
          </BlankState>
        ) : (
          <p className="bt-panel-note">{tr('Reading batches…')}</p>
        )
      ) : data.length === 0 ? (
        <BlankState icon={IconClipboardList} title={tr('No batches yet')}>
          <p>{tr('Plan the first one: its records, gates and signatures follow from the plan.')}</p>
          <Button onClick={plan}>{tr('Plan a batch…')}</Button>
        </BlankState>
      ) : (
        <RunTable batches={data} />
      )}
      <FormDrawer task={task} batchName="" onClose={() => navigate(recordsPath())} onHanded={handed} />
    </>
  );
}

function OneBatch({ batchId, part }: { readonly batchId: string; readonly part: RecordsPart }) {
  const { data, error } = useBatchRun(batchId as BatchRun['id']);
  if (data) return <BatchPage batch={data.batch} moves={data.moves} part={part} />;
  if (!error) return <p className="bt-panel-note">{tr('Reading the batch…')}</p>;
  return (
    <BlankState icon={IconUnlink} title={tr('This batch could not be read')}>
      <p>{wordsOf(error)}</p>
      <Button variant="default" onClick={() => navigate(recordsPath())}>
        {tr('All batches')}
      </Button>
    </BlankState>
  );
}
