import { Button, Checkbox, Modal, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { alarmPriorities, type AlarmDefinition } from '../../../shared/model/alarm';
import { useDeed } from '../../app/session/use-deed';
import { useStation } from '../../station/station-context';
import { Notice } from '../../ui/notice';
import { useAlarmsAgain } from '../../station/alarms';
import { tr } from '../../strings/translate';

interface Props {
  readonly alarm: AlarmDefinition;
  readonly close: () => void;
}

const texts = [
  { field: 'cause', label: tr('Cause') },
  { field: 'consequence', label: tr('Consequence if nobody acts') },
  { field: 'action', label: tr('What to do') },
] as const;
const numbers = [
  { field: 'deadband', label: tr('Deadband') },
  { field: 'onDelayS', label: tr('Delay until it is raised, s') },
  { field: 'offDelayS', label: tr('Delay until it returns, s') },
  { field: 'maxShelveH', label: tr('Longest shelf time, h') },
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
    <Modal opened onClose={close} size="lg" title={tr('Alarm {id}', { id: alarm.id })}>
      <form
        className="bt-alarm-form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextInput
          label={tr('Name')}
          value={draft.words}
          onChange={(event) => change({ words: event.target.value })}
        />
        <div className="bt-alarm-pair">
          <Select
            label={tr('Priority')}
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
              label={tr('Limit ({which} it is raised)', {
                which: draft.condition.kind === 'high' ? tr('above') : tr('below'),
              })}
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
          label={tr('Decided by')}
          value={draft.rationalisedBy}
          onChange={(event) => change({ rationalisedBy: event.target.value })}
        />
        <Checkbox
          label={tr('Enabled')}
          checked={draft.enabled}
          onChange={(event) => change({ enabled: event.target.checked })}
        />
        <Checkbox
          label={tr('Latching: stays until it is reset')}
          checked={draft.latching}
          onChange={(event) => change({ latching: event.target.checked })}
        />
        <TextInput
          label={tr('Why it is changed')}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {problem && <Notice kind="alarm">{tr(problem.words)}</Notice>}
        <Button type="submit" loading={busy}>
          {tr('Save')}
        </Button>
      </form>
    </Modal>
  );
}
