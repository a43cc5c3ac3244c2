import { Button, Modal, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { longestOutageDays } from '../../../shared/model/alarm-outage';
import type { UnitId } from '../../../shared/model/identity';
import { useDeed } from '../../app/session/use-deed';
import { openSignRecord } from '../../app/sign-record';
import { useAlarmDefinitions, useAlarmsAgain } from '../../station/alarms';
import { useUnits } from '../../station/queries';
import { useStation } from '../../station/station-context';
import { tr } from '../../strings/translate';
import { localInput } from '../../ui/local-input';
import { Notice } from '../../ui/notice';

interface Props {
  /** The alarm it is about; undefined where it is chosen here. */
  readonly alarm: { readonly unitId: UnitId; readonly alarmId: string } | undefined;
  readonly now: number;
  readonly close: () => void;
}

/** Asks for an alarm to go out of service: until when, and why. The first signature follows at once. */
export function OutageDialog({ alarm, now, close }: Props) {
  const { client } = useStation();
  const { data: units } = useUnits();
  const { data: definitions } = useAlarmDefinitions();
  const again = useAlarmsAgain();
  const { busy, problem, run } = useDeed();
  const [unitId, setUnit] = useState<string | null>(alarm?.unitId ?? null);
  const [alarmId, setAlarm] = useState<string | null>(alarm?.alarmId ?? null);
  const [until, setUntil] = useState(() => localInput(now + 86_400_000));
  const [reason, setReason] = useState('');
  const tags = units?.find(({ id }) => id === unitId)?.channels.map(({ tag }) => tag);
  const offered = definitions?.filter(({ enabled, tag }) => enabled && tags?.includes(tag)) ?? [];
  const ask = async (): Promise<void> => {
    let id = '';
    const done = await run(async () => {
      const given = { unitId: (unitId ?? '') as UnitId, alarmId: alarmId ?? '' };
      ({ id } = await client.alarms.requestOutage({ ...given, until: new Date(until).getTime(), reason }));
    });
    if (!done) return;
    await again();
    close();
    openSignRecord([{ type: 'alarm-outage', id }], 'AUTH', () => void again());
  };
  return (
    <Modal opened onClose={close} title={tr('Take an alarm out of service')}>
      <form
        className="bt-alarm-form"
        onSubmit={(event) => {
          event.preventDefault();
          void ask();
        }}
      >
        <p className="bt-dim">
          {tr(
            'You sign the request, a second person approves it; until then the alarm goes on telling. It goes on being judged and written down, and is told again by itself when the time is over.',
          )}
        </p>
        <Select
          label={tr('Unit')}
          data={units?.map(({ id, name }) => ({ value: id, label: name })) ?? []}
          value={unitId}
          onChange={(value) => {
            setUnit(value);
            setAlarm(null);
          }}
        />
        <Select
          label={tr('Alarm')}
          searchable
          data={offered.map(({ id, words }) => ({ value: id, label: tr(words) }))}
          value={alarmId}
          onChange={setAlarm}
        />
        <TextInput
          type="datetime-local"
          label={tr('Until (at most {days} days)', { days: longestOutageDays })}
          value={until}
          onChange={(event) => setUntil(event.target.value)}
          error={problem?.field === 'until' ? tr(problem.words) : undefined}
        />
        <TextInput label={tr('Why')} value={reason} onChange={(event) => setReason(event.target.value)} />
        {problem && problem.field !== 'until' && <Notice kind="alarm">{tr(problem.words)}</Notice>}
        <Button type="submit" loading={busy} disabled={!unitId || !alarmId || until === ''}>
          {tr('Ask, and sign…')}
        </Button>
      </form>
    </Modal>
  );
}
