import { Button, Group, Stack, Textarea } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState } from 'react';
import { useDeed } from '../../app/session/use-deed';
import { Notice } from '../../ui/notice';
import { tr } from '../../strings/translate';

interface Asked {
  readonly title: string;
  readonly words: string;
  readonly button: string;
  readonly run: (reason: string) => Promise<unknown>;
  readonly onDone: () => unknown;
}

/** Asks for a reason, then acts; a refusal keeps what was typed. */
export function openReasonDialog(asked: Asked): void {
  const id = modals.open({
    title: asked.title,
    children: <ReasonForm {...asked} close={() => modals.close(id)} />,
  });
}

function ReasonForm({ words, button, run: act, onDone, close }: Asked & { readonly close: () => void }) {
  const [reason, setReason] = useState('');
  const { busy, problem, run } = useDeed();
  const submit = async (): Promise<void> => {
    if (!(await run(() => act(reason)))) return;
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
        <p className="bt-card-words">{words}</p>
        <Textarea
          label={tr('Reason')}
          required
          autosize
          minRows={2}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {problem && <Notice kind="alarm">{tr(problem.words)}</Notice>}
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {tr('Cancel')}
          </Button>
          <Button type="submit" loading={busy} disabled={reason.trim().length < 3}>
            {button}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
