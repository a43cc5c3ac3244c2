import { Button, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { CalibratedProbe } from '../../../shared/contract/calibrations';
import type { ChannelId } from '../../../shared/model/identity';
import { methodsFor } from '../../../shared/model/records/calibration-method';
import { calibrationPath, navigate } from '../../app/route';
import { wordsOf } from '../../station/station-error';
import { useStation } from '../../station/station-context';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { dateText } from '../../ui/time-words';
import { tr } from '../../strings/translate';
import { useCalibrationDeed, useProbes } from './use-calibrations';

const occasions = [
  ['before-sterilisation', tr('Before sterilisation')],
  ['after-sterilisation', tr('After sterilisation')],
  ['in-run', tr('During the run')],
  ['post-batch', tr('Check after the batch')],
  ['daily', tr('Daily check')],
] as const;
type Occasion = (typeof occasions)[number][0];

/** What is said before the first reading: which probe, how, and against which reference. */
export function BeginPage({ channelId }: { readonly channelId: string | null }) {
  const { data: probes, error } = useProbes();
  if (!probes) return error ? <Notice kind="alarm">{wordsOf(error)}</Notice> : null;
  return <BeginForm probes={probes} channelId={channelId} />;
}

interface Props {
  readonly probes: readonly CalibratedProbe[];
  readonly channelId: string | null;
}

function BeginForm({ probes, channelId: asked }: Props) {
  const { client } = useStation();
  const [key, setKey] = useState(() => probes.find(({ channelId }) => channelId === asked)?.key ?? null);
  const probe = probes.find((one) => one.key === key);
  const methods = methodsFor(probe?.channelId?.split('/')[1] ?? '');
  const [chosen, setMethod] = useState<string | null>(null);
  const method = methods.find(({ id }) => id === chosen) ?? methods[0];
  const [typed, setSerial] = useState<string | null>(null);
  const serial = typed ?? probe?.serial ?? '';
  const [occasion, setOccasion] = useState<Occasion>('before-sterilisation');
  const [reference, setReference] = useState({ id: '', lot: '', expires: '' });
  const { ask, busy, problem } = useCalibrationDeed();
  const lastId = probe?.passes.at(-1)?.recordId;
  /** Most calibrations are made with the bottle of the last one. */
  const sameAgain = async (): Promise<void> => {
    if (lastId === undefined) return;
    const { body } = (await client.records.get({ id: lastId })).record;
    const text = (name: string): string => (typeof body[name] === 'string' ? body[name] : '');
    setReference({ id: text('referenceId'), lot: text('referenceLot'), expires: text('referenceExpires') });
  };
  const go = async (): Promise<void> => {
    if (!probe?.channelId || !method) return;
    const channelId: ChannelId = probe.channelId;
    const run = await ask((calibrations) =>
      calibrations.begin({
        channelId,
        method: method.id,
        serial,
        occasion,
        referenceId: reference.id,
        referenceLot: reference.lot,
        referenceExpires: reference.expires,
      }),
    );
    if (run) navigate(calibrationPath(run.id));
  };
  const isWhole =
    probe && method && serial.trim() !== '' && Object.values(reference).every((one) => one.trim() !== '');
  return (
    <Panel title={tr('Begin a calibration')}>
      <form
        className="bt-panel-body bt-cal-form"
        aria-label={tr('Begin a calibration')}
        onSubmit={(event) => {
          event.preventDefault();
          void go();
        }}
      >
        <Select
          size="md"
          label={tr('Probe')}
          searchable
          data={probes.map((one) => ({ value: one.key, label: `${one.unitName}: ${tr(one.channelName)}${one.serial === null ? '' : `, ${one.serial}`}` }))} // prettier-ignore
          value={key}
          onChange={setKey}
        />
        <Select
          size="md"
          label={tr('Method')}
          data={methods.map(({ id, words }) => ({ value: id, label: tr(words) }))}
          value={method?.id ?? null}
          allowDeselect={false}
          disabled={!probe}
          onChange={setMethod}
        />
        <TextInput
          size="md"
          label={tr('Serial number on the probe')}
          value={serial}
          onChange={(event) => setSerial(event.currentTarget.value)}
        />
        <Select
          size="md"
          label={tr('Occasion')}
          data={occasions.map(([value, words]) => ({ value, label: tr(words) }))}
          value={occasion}
          allowDeselect={false}
          onChange={(value) => setOccasion(occasions.find(([one]) => one === value)?.[0] ?? 'in-run')}
        />
        <TextInput
          size="md"
          label={tr('Reference')}
          description={tr('Buffers, gas bottles, thermometer or weights')}
          value={reference.id}
          onChange={(event) => setReference({ ...reference, id: event.currentTarget.value })}
        />
        <TextInput
          size="md"
          label={tr('Its lot')}
          description={tr('As on the bottle or its certificate')}
          value={reference.lot}
          onChange={(event) => setReference({ ...reference, lot: event.currentTarget.value })}
        />
        <TextInput
          size="md"
          type="date"
          label={tr('It expires')}
          description={tr('An expired reference makes the calibration fail')}
          value={reference.expires}
          min={dateText(0)}
          onChange={(event) => setReference({ ...reference, expires: event.currentTarget.value })}
        />
        {lastId !== undefined && (
          <Button size="md" variant="default" className="bt-cal-same" onClick={() => void sameAgain()}>
            {tr('The same reference as last time')}
          </Button>
        )}
        <div className="bt-cal-wide">
          {method?.away === true && (
            <Notice kind="quiet">
              {tr(
                'Once you begin, values of this channel are marked as check of function, until the calibration is kept or given up. Alarms hold what they last knew.',
              )}
            </Notice>
          )}
          {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
        </div>
        <div className="bt-cal-deeds">
          <Button size="lg" variant="default" onClick={() => navigate(calibrationPath())}>
            {tr('Back')}
          </Button>
          <Button size="lg" type="submit" loading={busy} disabled={!isWhole}>
            {tr('Begin')}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
