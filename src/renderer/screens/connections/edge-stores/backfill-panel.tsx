import { Button, Group, Progress, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { BackfillRun } from '../../../../shared/contract/backfill';
import { unitIdSchema } from '../../../../shared/model/identity';
import { useUnits } from '../../../station/queries';
import { useStation } from '../../../station/station-context';
import { wordsOf } from '../../../station/station-error';
import { countText } from '../../../ui/amount-words';
import { Notice } from '../../../ui/notice';
import { Panel } from '../../../ui/panel';
import { momentText } from '../../../ui/time-words';
import { runTitle } from './edge-words';
import { useBackfillProgress, useRefreshBackfill } from './use-backfill';
import { tr, trNode } from '../../../strings/translate';

const hourMs = 3_600_000;
const spans = [
  { value: '1', label: tr('Last hour') },
  { value: '24', label: tr('Last 24 hours') },
  { value: '168', label: tr('Last 7 days') },
  { value: '720', label: tr('Last 30 days') },
];

/** Filling on demand, and what was filled lately. */
export function BackfillPanel({ mayAsk }: { readonly mayAsk: boolean }) {
  const { data, error } = useBackfillProgress();
  const run = data?.run ?? null;
  return (
    <Panel title={tr('Filled holes')}>
      <div className="bt-panel-body bt-connection-status">
        <p>
          {tr(
            'Holes that the completeness ledger lists are filled by themselves, within a minute after a source, the broker or this station is back. Here a whole span is compared with what the stores hold.',
          )}
        </p>
        <AskForm mayAsk={mayAsk} running={run?.state === 'running'} />
        {error && <Notice kind="warn">{wordsOf(error)}</Notice>}
        {run && <RunNow run={run} />}
      </div>
      <Recent runs={data?.recent ?? []} />
    </Panel>
  );
}

function AskForm({ mayAsk, running }: { readonly mayAsk: boolean; readonly running: boolean }) {
  const { client, clock } = useStation();
  const refresh = useRefreshBackfill();
  const { data: units = [] } = useUnits();
  const [hours, setHours] = useState('24');
  const [unit, setUnit] = useState('');
  const [path, setPath] = useState('');
  const [problem, setProblem] = useState('');
  const act = async (deed: () => Promise<unknown>): Promise<void> => {
    setProblem('');
    try {
      await deed();
      await refresh();
    } catch (error) {
      setProblem(wordsOf(error));
    }
  };
  const run = (): Promise<unknown> => {
    const to = clock.now();
    const span = { from: Math.max(0, to - Number(hours) * hourMs), to };
    return client.backfill.run(unit === '' ? span : { ...span, unitId: unitIdSchema.parse(unit) });
  };
  return (
    <>
      <Group gap="sm" align="flex-end">
        <Select
          label={tr('Span')}
          w={150}
          data={spans}
          allowDeselect={false}
          value={hours}
          onChange={(value) => setHours(value ?? '24')}
        />
        <Select
          label={tr('Bioreactor')}
          w={180}
          allowDeselect={false}
          data={[
            { value: '', label: tr('All') },
            ...units.map(({ id, name }) => ({ value: id as string, label: name })),
          ]}
          value={unit}
          onChange={(value) => setUnit(value ?? '')}
        />
        <Button disabled={!mayAsk || running} onClick={() => void act(run)}>
          {tr('Fill now')}
        </Button>
      </Group>
      <Group gap="sm" align="flex-end" wrap="nowrap">
        <TextInput
          label={tr("Field file on the station's disk")}
          description={tr('CSV with the columns time, unit, tag, value')}
          flex={1}
          maw={520}
          value={path}
          onChange={(event) => setPath(event.currentTarget.value)}
        />
        <Button
          variant="default"
          disabled={path.trim() === '' || running}
          onClick={() => void act(() => client.backfill.file({ path: path.trim() }))}
        >
          {tr('Fill from the file')}
        </Button>
      </Group>
      {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
    </>
  );
}

function RunNow({ run }: { readonly run: BackfillRun }) {
  const { client } = useStation();
  const refresh = useRefreshBackfill();
  if (run.state !== 'running')
    return (
      <Notice kind={run.state === 'failed' ? 'alarm' : 'quiet'}>{`${runTitle(run)}. ${run.words}`}</Notice>
    );
  const percent = run.total === 0 ? 0 : (100 * run.done) / run.total;
  return (
    <Group gap="sm" wrap="nowrap">
      <Progress value={percent} flex={1} aria-label={tr('How much was looked at')} />
      <span>
        {trNode('{countText} of {countText2} stretches, {countText3} points filled', {
          countText: countText(run.done),
          countText2: countText(run.total),
          countText3: countText(run.filled),
        })}
      </span>
      <Button
        variant="default"
        disabled={run.cancelling}
        onClick={() => void client.backfill.cancel(undefined).then(refresh)}
      >
        {run.cancelling ? tr('Stopping…') : tr('Cancel')}
      </Button>
    </Group>
  );
}

function Recent({ runs }: { readonly runs: readonly BackfillRun[] }) {
  const { clock } = useStation();
  if (runs.length === 0) return <p className="bt-panel-note">{tr('Nothing was filled yet.')}</p>;
  return (
    <div className="bt-scroll-x" role="group" tabIndex={0}>
      <table className="bt-table">
        <thead>
          <tr>
            <th scope="col">{tr('When')}</th>
            <th scope="col">{tr('What')}</th>
            <th scope="col" data-number>
              {tr('Found')}
            </th>
            <th scope="col" data-number>
              {tr('Filled')}
            </th>
            <th scope="col">{tr('Outcome')}</th>
          </tr>
        </thead>
        <tbody>
          {runs.map((run) => (
            <tr key={run.startedAt}>
              <td data-nowrap>{momentText(run.endedAt ?? run.startedAt, clock.now())}</td>
              <td data-nowrap>{runTitle(run)}</td>
              <td data-number>{countText(run.found)}</td>
              <td data-number>{countText(run.filled)}</td>
              <td>{tr(run.words)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
