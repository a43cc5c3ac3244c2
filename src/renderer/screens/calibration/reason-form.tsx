import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { tr } from '../../strings/translate';

interface Props {
  readonly words: string;
  readonly button: string;
  readonly onReason: (reason: string) => Promise<void>;
  readonly onCancel: () => void;
}

/** Asks why, in a few words. */
export function ReasonForm({ words, button, onReason, onCancel }: Props) {
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        setBusy(true);
        void onReason(reason.trim()).finally(() => setBusy(false));
      }}
    >
      <Stack gap="sm">
        <p className="bt-cal-plain">{words}</p>
        <Textarea
          label={tr('Reason')}
          size="md"
          autosize
          minRows={2}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <Group justify="flex-end">
          <Button size="md" variant="default" onClick={onCancel}>
            {tr('Cancel')}
          </Button>
          <Button size="md" type="submit" loading={busy} disabled={reason.trim().length < 3}>
            {button}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
