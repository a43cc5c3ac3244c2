import { Button, Group, Select, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ChangeControlMode } from '../../../shared/model/change-control';
import { useDeed } from '../../app/session/use-deed';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { tr } from '../../strings/translate';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { dateTimeText } from '../../ui/time-words';
import './change-control.css';

const modeWords: Readonly<Record<ChangeControlMode, string>> = {
  off: tr('Off: settings change without a reason'),
  reasoned: tr('Reasoned: an approved change, or a reason outside of it'),
  required: tr('Required: under an approved change only'),
};
const modes: readonly ChangeControlMode[] = ['off', 'reasoned', 'required'];

/** How edits of limits, settings and models in use are tied to change control. */
export function ChangeControlPanel() {
  const { client } = useStation();
  const { data, error } = useQuery({
    queryKey: ['change-control'],
    queryFn: ({ signal }) => client.changeControl.status(undefined, { signal }),
    refetchInterval: 30_000,
  });
  const [open, setOpen] = useState(false);
  const aside = data && (
    <Button size="compact-sm" variant="default" aria-expanded={open} onClick={() => setOpen(!open)}>
      {tr('Set…')}
    </Button>
  );
  return (
    <Panel title={tr('Change control')} aside={aside}>
      {data ? (
        <div className="bt-panel-body bt-change-control">
          <p>{tr(modeWords[data.mode])}</p>
          <p className="bt-dim">{data.guards.join(' · ')}</p>
          {data.under && (
            <p>
              {tr('You work under {what} until {until}', {
                what: data.under.changeId ?? data.under.reason,
                until: dateTimeText(data.under.until),
              })}
            </p>
          )}
          {open && <ModeForm mode={data.mode} onDone={() => setOpen(false)} />}
        </div>
      ) : (
        <p className="bt-panel-note">{error ? wordsOf(error) : tr('Reading…')}</p>
      )}
    </Panel>
  );
}

function ModeForm({ mode, onDone }: { readonly mode: ChangeControlMode; readonly onDone: () => void }) {
  const { client } = useStation();
  const queries = useQueryClient();
  const [wanted, setWanted] = useState<ChangeControlMode>(mode);
  const [reason, setReason] = useState('');
  const { busy, problem, run } = useDeed();
  const save = async (): Promise<void> => {
    await client.changeControl.save({ mode: wanted, reason });
    await queries.invalidateQueries({ queryKey: ['change-control'] });
    onDone();
  };
  return (
    <form
      className="bt-change-form"
      aria-label={tr('Settings of change control')}
      onSubmit={(event) => {
        event.preventDefault();
        void run(save);
      }}
    >
      <Select
        size="xs"
        label={tr('Edits of settings')}
        allowDeselect={false}
        data={modes.map((value) => ({ value, label: tr(modeWords[value]) }))}
        value={wanted}
        onChange={(value) => setWanted(modes.find((one) => one === value) ?? mode)}
      />
      <TextInput
        size="xs"
        label={tr('Reason')}
        required
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      {problem && <Notice kind="alarm">{tr(problem.words)}</Notice>}
      <Group justify="flex-end">
        <Button size="compact-sm" type="submit" loading={busy}>
          {tr('Save')}
        </Button>
      </Group>
    </form>
  );
}
