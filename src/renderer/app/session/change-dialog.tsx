import { Button, Checkbox, Group, Modal, Radio, Select, Stack, Text, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, useSyncExternalStore } from 'react';
import type { ChangeControlStatus } from '../../../shared/contract/change-control';
import type { BasisAsked } from '../../station/basis-ask';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { tr } from '../../strings/translate';
import { Notice } from '../../ui/notice';
import { useDeed } from './use-deed';

/** Opens where an edit needs an approved change or a reason; the edit goes on after it. */
export function ChangeDialog() {
  const { basis } = useStation();
  const asked = useSyncExternalStore(basis.subscribe, basis.get);
  return (
    <Modal
      opened={asked !== null}
      onClose={() => basis.settle('giveUp')}
      title={tr('Change control')}
      zIndex={390}
      closeButtonProps={{ 'aria-label': tr('Close without changing anything') }}
    >
      {asked && <Question key={asked.verb} asked={asked} />}
    </Modal>
  );
}

function Question({ asked }: { readonly asked: BasisAsked }) {
  const { client } = useStation();
  const { data, error } = useQuery({
    queryKey: ['change-control'],
    queryFn: ({ signal }) => client.changeControl.status(undefined, { signal }),
    staleTime: 0,
  });
  if (data) return <BasisForm asked={asked} status={data} />;
  return <p className="bt-panel-note">{error ? wordsOf(error) : tr('Reading the approved changes…')}</p>;
}

interface FormProps {
  readonly asked: BasisAsked;
  readonly status: ChangeControlStatus;
}

function BasisForm({ asked, status: { mode, changes } }: FormProps) {
  const { client, basis } = useStation();
  const [way, setWay] = useState<'change' | 'reason'>(mode === 'required' ? 'change' : 'reason');
  const [changeId, setChangeId] = useState<string | null>(changes[0]?.id ?? null);
  const [reason, setReason] = useState('');
  const [goOn, setGoOn] = useState(true);
  const { busy, problem, run } = useDeed();
  const declare = async (): Promise<void> => {
    const named = way === 'change' ? { changeId, reason: null } : { changeId: null, reason };
    await client.changeControl.declare({ verb: asked.verb, goOn, ...named });
    basis.settle('go');
  };
  return (
    <form
      aria-label={tr('Change control')}
      onSubmit={(event) => {
        event.preventDefault();
        void run(declare);
      }}
    >
      <Stack gap="sm">
        <Text size="sm">{tr(asked.words)}</Text>
        <Radio.Group
          value={way}
          onChange={(value) => setWay(value === 'change' ? 'change' : 'reason')}
          aria-label={tr('What it is changed under')}
        >
          <Group gap="lg">
            <Radio value="reason" label={tr('Outside change control')} disabled={mode === 'required'} />
            <Radio value="change" label={tr('An approved change')} />
          </Group>
        </Radio.Group>
        {way === 'change' ? (
          <Select
            label={tr('Change')}
            required
            data-autofocus
            placeholder={changes.length === 0 ? tr('None is approved: see Quality') : ''}
            data={changes.map(({ id, title }) => ({ value: id, label: `${id} ${title}` }))}
            value={changeId}
            onChange={setChangeId}
            comboboxProps={{ zIndex: 400 }}
          />
        ) : (
          <Textarea
            label={tr('Reason')}
            description={tr('It stands in the audit trail with every field that changes')}
            required
            autosize
            minRows={2}
            data-autofocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        <Checkbox
          label={tr('Also for what I change in the next 15 minutes')}
          checked={goOn}
          onChange={(event) => setGoOn(event.currentTarget.checked)}
        />
        {problem && <Notice kind="alarm">{tr(problem.words)}</Notice>}
        <Group justify="flex-end">
          <Button type="submit" loading={busy}>
            {tr('Go on')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
