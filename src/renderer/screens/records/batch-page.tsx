import { Button } from '@mantine/core';
import { lazy, Suspense, useCallback, useMemo, useState } from 'react';
import type { BatchMoved, BatchRun } from '../../../shared/model/records/batch-state';
import type { KeptRecord } from '../../../shared/model/records/record';
import type { RecordKind } from '../../../shared/model/records/record-kind';
import { batchPath, batchRecordPath, navigate, recordsPath, timelinePath } from '../../app/route';
import { openSignRecord } from '../../app/sign-record';
import { wordsOf } from '../../station/station-error';
import { IntegrityNotice } from '../../app/integrity-mark';
import { Notice } from '../../ui/notice';
import { SimulatedMark } from '../../ui/simulated-mark';
import { StateWords } from '../../ui/state-words';
import { dateTimeText } from '../../ui/time-words';
import { closedWhy } from './closed-why';
import { FormDrawer, type FormTask } from './form/form-drawer';
import { taskOfEntry, taskOfProposal } from './form/form-task';
import { MoveButtons } from './move-buttons';
import { RecordDrawer } from './record-drawer';
import { stateKind } from './record-words';
import type { RecordsPart } from './records';
import { RecordsTab } from './records-tab';
import { stateText } from './run-table';
import { useFormKeys } from './use-form-keys';
import { useRecordList, useRecordsChanged, useSigningOffer } from './use-records';
import { tr, trNode } from '../../strings/translate';

const loadTimeline = async () => ({ default: (await import('./timeline/timeline-tab')).TimelineTab });
const TimelineTab = lazy(loadTimeline);

interface Props {
  readonly batch: BatchRun;
  readonly moves: readonly BatchMoved[];
  readonly part: RecordsPart;
}

/** One batch: where it stands, its records, and everything that happened to it. */
export function BatchPage({ batch, moves, part }: Props) {
  const list = useRecordList(batch.id);
  const [task, setTask] = useState<FormTask | null>(null);
  const [opened, setOpened] = useState<string | null>(null);
  const { id, unitId } = batch;
  const start = useCallback(
    (kind: RecordKind) =>
      setTask({ place: { kind, batchId: id, unitId, amending: null }, proposalId: null, begin: null }),
    [id, unitId],
  );
  const amend = (record: KeptRecord): void => {
    setOpened(null);
    setTask({
      place: { kind: record.kind, batchId: id, unitId, amending: record },
      proposalId: null,
      begin: null,
    });
  };
  const why = useCallback((kind: RecordKind) => closedWhy(batch, kind), [batch]);
  useFormKeys(why, start);
  return (
    <>
      <BatchHead batch={batch} part={part} moves={moves} />
      <IntegrityNotice batchId={batch.id} />
      {list.error && (
        <Notice kind="alarm">
          {wordsOf(list.error)}
          {list.data !== undefined && '. What is shown may be old.'}
        </Notice>
      )}
      {part === 'timeline' ? (
        <Suspense fallback={<p className="bt-panel-note">{tr('Reading…')}</p>}>
          <TimelineTab batch={batch} onOpen={setOpened} />
        </Suspense>
      ) : (
        <RecordsTab
          batch={batch}
          records={list.data ?? noRecords}
          closedWhy={why}
          onStart={start}
          onOpen={setOpened}
          onConfirm={(proposal) => setTask(taskOfProposal(proposal))}
          onOpenWaiting={(entry) => setTask(taskOfEntry(entry, list.data ?? noRecords))}
        />
      )}
      <FormDrawer
        task={task}
        batchName={batch.name}
        onClose={() => setTask(null)}
        onHanded={(handed) => {
          setTask(null);
          if (handed.kind === 'kept') setOpened(handed.record.id);
        }}
      />
      <RecordDrawer recordId={opened} onClose={() => setOpened(null)} onAmend={amend} />
    </>
  );
}

const noRecords: readonly KeptRecord[] = [];

function BatchHead({ batch, part, moves }: Props) {
  const last = moves.at(-1);
  return (
    <header className="bt-records-bar">
      <h2>
        {batch.name} {batch.simulated && <SimulatedMark size="tag" />}
      </h2>
      <span className="bt-records-state" data-testid="batch-state" data-state={batch.state}>
        <StateWords kind={stateKind(batch.state, batch.aborted)} words={stateText(batch)} />
        {last && (
          <small>
            {trNode('since {dateTimeText}, {byName}', {
              dateTimeText: dateTimeText(last.at).slice(0, 16),
              byName: last.byName,
            })}
          </small>
        )}
      </span>
      <nav aria-label={tr('Parts of the batch')} className="bt-records-parts">
        <a href={recordsPath(batch.id)} aria-current={part === 'records' ? 'page' : undefined}>
          {tr('Records')}
        </a>
        <a href={timelinePath(batch.id)} aria-current={part === 'timeline' ? 'page' : undefined}>
          {tr('Time line')}
        </a>
        <a href={batchRecordPath(batch.id)}>{tr('Review and print')}</a>
      </nav>
      <span className="bt-fill" />
      {batch.t0 !== null && (
        <Button variant="subtle" onClick={() => navigate(batchPath(batch.id))}>
          {tr('Trends')}
        </Button>
      )}
      <SignBatch batch={batch} />
      <MoveButtons batch={batch} />
    </header>
  );
}

/** Signatures that the batch itself waits for, where whoever is signed in may give one. */
function SignBatch({ batch: { id, version, state } }: { readonly batch: BatchRun }) {
  const changed = useRecordsChanged();
  const { data } = useSigningOffer('batch', id, version, state);
  const allowed = useMemo(() => data?.meanings.filter((meaning) => meaning.allowed) ?? [], [data]);
  return allowed.map(({ code, words }) => (
    <Button
      key={code}
      variant="default"
      onClick={() => openSignRecord([{ type: 'batch', id }], code, changed)}
    >
      {trNode('Sign: {words}…', { words })}
    </Button>
  ));
}
