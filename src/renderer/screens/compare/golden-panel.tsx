import { Button, Select } from '@mantine/core';
import { IconTarget } from '@tabler/icons-react';
import { useState } from 'react';
import type { BatchSummary } from '../../../shared/contract/units';
import { useRoute } from '../../app/route';
import { wordsOf } from '../../station/station-error';
import { tr } from '../../strings/translate';
import { BlankState } from '../../ui/blank-state';
import { Figure } from '../../ui/figure/figure';
import { Notice } from '../../ui/notice';
import { dateTimeText } from '../../ui/time-words';
import { DeviationTable } from './deviation-table';
import { GoldenForm } from './golden-form';
import { distanceFigure, tunnelFigures } from './golden-figures';
import { useAgainst, useGoldens } from './use-compare';
import { WithdrawButton } from './withdraw-button';

interface Props {
  readonly chosen: readonly BatchSummary[];
  readonly all: readonly BatchSummary[];
}

/** A batch, running or ended, in the tunnel of a golden batch. */
export function GoldenPanel({ chosen, all }: Props) {
  const { query } = useRoute();
  const { data: goldens, error: goldensError } = useGoldens();
  const [goldenId, setGoldenId] = useState<string | null>(null);
  const [batchId, setBatchId] = useState<string | null>(query.get('batch'));
  const [form, setForm] = useState<'new' | 'next' | null>(null);
  const golden = goldens?.find(({ id }) => id === goldenId) ?? goldens?.[0] ?? null;
  // One that runs is looked at first: something can still be done about it.
  const batch = all.find(({ id }) => id === batchId) ?? all.find(({ endedAt }) => endedAt === null) ?? all[0];
  const { data, error } = useAgainst(golden?.id ?? null, batch);
  return (
    <>
      <div className="bt-compare-bar">
        <Select
          label={tr('Golden batch')}
          placeholder={tr('None yet')}
          w={260}
          allowDeselect={false}
          data={(goldens ?? []).map(({ id, name, version }) => ({
            value: id,
            label: `${name}, ${tr('version {version}', { version })}`,
          }))}
          value={golden?.id ?? null}
          onChange={setGoldenId}
        />
        <Select
          label={tr('Batch held against it')}
          searchable
          w={340}
          allowDeselect={false}
          data={all.map(({ id, name, endedAt }) => ({
            value: id as string,
            label: endedAt === null ? tr('{name} (runs)', { name }) : name,
          }))}
          value={batch?.id ?? null}
          onChange={setBatchId}
        />
        <span className="bt-fill" />
        {golden && <WithdrawButton golden={golden} />}
        {golden && (
          <Button variant="default" disabled={chosen.length < 3} onClick={() => setForm('next')}>
            {tr('Next version from chosen…')}
          </Button>
        )}
        <Button variant="default" disabled={chosen.length < 3} onClick={() => setForm('new')}>
          {tr('New golden batch from chosen…')}
        </Button>
      </div>
      {form !== null && (
        <GoldenForm
          chosen={chosen}
          of={form === 'next' ? golden : null}
          onMade={setGoldenId}
          onClose={() => setForm(null)}
        />
      )}
      {goldens === undefined ? (
        goldensError ? (
          <Notice kind="warn">{wordsOf(goldensError)}</Notice>
        ) : (
          <p className="bt-panel-note">{tr('Reading golden batches…')}</p>
        )
      ) : !golden ? (
        <BlankState icon={IconTarget} title={tr('There is no golden batch yet')}>
          <p>
            {tr(
              'Choose batches above that went well, three at least, and make one: it holds the tunnel each variable ran in, and what is usual between them.',
            )}
          </p>
        </BlankState>
      ) : (
        <>
          <p className="bt-compare-about">
            {tr('{name}, version {version} of {batches} batches, {at} by {by}: {reason}', {
              ...golden,
              at: dateTimeText(golden.at).slice(0, 16),
            })}
            {golden.simulated && ` · ${tr('of simulated batches')}`}
          </p>
          {error && <Notice kind="warn">{wordsOf(error)}</Notice>}
          {!error && !data && <p className="bt-panel-note">{tr('Holding the batch against it…')}</p>}
          {data && data.note !== '' && <Notice kind="quiet">{tr(data.note)}.</Notice>}
          {data && data.points.length > 0 && (
            <div className="bt-golden-top">
              <Figure {...distanceFigure(data)} file="golden" heightPx={240} />
              <DeviationTable score={data} />
            </div>
          )}
          {data && (
            <div className="bt-compare-figures" data-testid="tunnel-figures">
              {tunnelFigures(data).map((figure) => (
                <Figure key={figure.title} {...figure} file="tunnel" heightPx={210} />
              ))}
            </div>
          )}
        </>
      )}
    </>
  );
}
