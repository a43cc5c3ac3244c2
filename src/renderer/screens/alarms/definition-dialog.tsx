import { Button, Checkbox, Modal, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { alarmPriorities, type AlarmDefinition } from '../../../shared/model/alarm';
import { useDeed } from '../../app/session/use-deed';
import { useStation } from '../../station/station-context';
import { Notice } from '../../ui/notice';
import { useAlarmsAgain } from '../../station/alarms';

interface Props {
  readonly alarm: AlarmDefinition;
  readonly close: () => void;
}

const texts = [
  { field: 'cause', label: 'Cause' },
  { field: 'consequence', label: 'Consequence if nobody acts' },
  { field: 'action', label: 'What to do' },
] as const;
const numbers = [
  { field: 'deadband', label: 'Deadband' },
  { field: 'onDelayS', label: 'Delay until it is raised, s' },
  { field: 'offDelayS', label: 'Delay until it returns, s' },
  { field: 'maxShelveH', label: 'Longest shelf time, h' },
] as const;

/** Changes one alarm of the master list, with the reason that the audit ledger keeps. */
export function DefinitionDialog({ alarm, close }: Props) {
  const { client } = useStation();
  const again = useAlarmsAgain();
  const { busy, problem, run } = useDeed();
  const [draft, setDraft] = useState(alarm);
  const [reason, setReason] = useState('');
  const change = (part: Partial<AlarmDefinition>): void => setDraft((before) => ({ ...before, ...part }));
  const save = async (): Promise<void> => {
    if (!(await run(() => client.alarms.define({ ...draft, reason })))) return;
    await again();
    close();
  };
  return (
    <Modal opened onClose={close} size="lg" title={`Alarm ${alarm.id}`}>
      <form
        className="bt-alarm-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextInput
          label="Name"
          value={draft.words}
          onChange={(event) => change({ words: event.target.value })}
        />
        <div className="bt-alarm-pair">
          <Select
            label="Priority"
            allowDeselect={false}
            data={alarmPriorities.map(({ id, words }) => ({ value: id, label: words }))}
            value={draft.priority}
            onChange={(value) => {
              const found = alarmPriorities.find(({ id }) => id === value);
              if (found) change({ priority: found.id });
            }}
          />
          {draft.condition.kind !== 'bad-value' && (
            <NumberInput
              label={`Limit (${draft.condition.kind === 'high' ? 'above' : 'below'} it is raised)`}
              clampBehavior="none"
              value={draft.limit ?? ''}
              onChange={(value) => change({ limit: value === '' ? null : Number(value) })}
            />
          )}
          {numbers.map(({ field, label }) => (
            <NumberInput
              key={field}
              label={label}
              clampBehavior="none"
              value={draft[field]}
              onChange={(value) => change({ [field]: Number(value) })}
            />
          ))}
        </div>
        {texts.map(({ field, label }) => (
          <Textarea
            key={field}
            label={label}
            autosize
            value={draft[field]}
            onChange={(event) => change({ [field]: event.target.value })}
          />
        ))}
        <TextInput
          label="Decided by"
          value={draft.rationalisedBy}
          onChange={(event) => change({ rationalisedBy: event.target.value })}
        />
        <Checkbox
          label="Enabled"
          checked={draft.enabled}
          onChange={(event) => change({ enabled: event.target.checked })}
        />
        <Checkbox
          label="Latching: stays until it is reset"
          checked={draft.latching}
          onChange={(event) => change({ latching: event.target.checked })}
        />
        <TextInput
          label="Why it is changed"
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {problem && <Notice kind="alarm">{problem.words}</Notice>}
        <Button type="submit" loading={busy}>
          Save
        </Button>
      </form>
    </Modal>
  );
}
