import { Button, Group, Stack, Textarea } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState } from 'react';
import type { AuditStatus } from '../../../shared/contract/audit';
import { useDeed } from '../../app/session/use-deed';
import { useStation } from '../../station/station-context';
import { Notice } from '../../ui/notice';
import { tr } from '../../strings/translate';

/** Asks for the folders outside that anchors are written to. */
export function openAnchorPlaces(status: AuditStatus, onDone: () => unknown): void {
  const folders = status.places.filter(({ inside }) => !inside).map(({ folder }) => folder);
  const id = modals.open({
    title: tr('Where anchors are written'),
    size: 'lg',
    children: <PlacesForm folders={folders} onDone={onDone} close={() => modals.close(id)} />,
  });
}

interface Props {
  readonly folders: readonly string[];
  readonly onDone: () => unknown;
  readonly close: () => void;
}

function PlacesForm({ folders, onDone, close }: Props) {
  const { client } = useStation();
  const [text, setText] = useState(folders.join('\n'));
  const [reason, setReason] = useState('');
  const { busy, problem, run } = useDeed();
  const submit = async (): Promise<void> => {
    const lines = text.split('\n').map((line) => line.trim()).filter(Boolean); // prettier-ignore
    if (!(await run(() => client.audit.saveAnchorPlaces({ folders: lines, reason })))) return;
    close();
    onDone();
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <Stack gap="sm">
        <p className="bt-card-words">
          {tr(
            'An anchor is the signed head of the ledger. Whoever alters the data folder cannot alter an anchor on a server share, another station or a stick: what comes before it is safe.',
          )}
        </p>
        <Textarea
          label={tr('Folders outside the data folder, one a line')}
          autosize
          minRows={3}
          data-autofocus
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Textarea
          label={tr('Reason')}
          required
          autosize
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {problem && <Notice kind="alarm">{tr(problem.words)}</Notice>}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {tr('Cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={reason.trim().length < 3}>
            {tr('Save and anchor')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
