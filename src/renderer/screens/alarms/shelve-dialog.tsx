import { Button, Modal, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { StandingAlarmEntry } from '../../../shared/contract/alarms';
import { useDeed } from '../../app/session/use-deed';
import { useStation } from '../../station/station-context';
import { Notice } from '../../ui/notice';
import { useAlarmsAgain } from '../../station/alarms';
import { tr } from '../../strings/translate';

interface Props {
  readonly alarm: StandingAlarmEntry;
  readonly close: () => void;
}

/** Puts one alarm on the shelf: for how long, and why. It comes back by itself. */
export function ShelveDialog({ alarm, close }: Props) {
  const { client } = useStation();
  const again = useAlarmsAgain();
  const { busy, problem, run } = useDeed();
  const [hours, setHours] = useState<number | string>(1);
  const [reason, setReason] = useState('');
  const { definition, unitId, alarmId } = alarm;
  const shelve = async (): Promise<void> => {
    const done = await run(() => client.alarms.shelve({ unitId, alarmId, hours: Number(hours), reason }));
    if (!done) return;
    await again();
    close();
  };
  return (
    <Modal
      opened
      onClose={close}
      title={tr('Shelve {words} of {unitId}', { words: tr(definition.words), unitId })}
    >
      <form
        className="bt-alarm-form"
        onSubmit={(event) => {
          event.preventDefault();
          void shelve();
        }}
      >
        <p className="bt-dim">
          {tr(
            'It goes on being judged and written down, but tells nobody. When the time is over it comes back unacknowledged if the condition still holds.',
          )}
        </p>
        <NumberInput
          label={tr('For how long, h (at most {maxShelveH})', { maxShelveH: definition.maxShelveH })}
          data-autofocus
          min={0}
          clampBehavior="none"
          value={hours}
          onChange={setHours}
          error={problem?.field === 'hours' ? tr(problem.words) : undefined}
        />
        <TextInput label={tr('Why')} value={reason} onChange={(event) => setReason(event.target.value)} />
        {problem && problem.field !== 'hours' && <Notice kind="alarm">{tr(problem.words)}</Notice>}
        <Button type="submit" loading={busy}>
          {tr('Shelve')}
        </Button>
      </form>
    </Modal>
  );
}
