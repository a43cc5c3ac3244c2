import { Button, Checkbox, Group, Stack, Text, TextInput, Textarea } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState } from 'react';
import { useDeed } from '../../app/session/use-deed';
import { Notice } from '../../ui/notice';
import { tr } from '../../strings/translate';

export interface ReasonGiven {
  readonly reason: string;
  /** How the person was identified, where asked for. */
  readonly how: string;
  readonly ticked: boolean;
}

interface Wish {
  readonly title: string;
  readonly words: string;
  /** What the button says. */
  readonly deed: string;
  readonly asksHow?: boolean;
  readonly asksReason?: boolean;
  readonly tick?: string;
  readonly run: (given: ReasonGiven) => Promise<void>;
}

function ReasonForm({ wish, onDone }: { readonly wish: Wish; readonly onDone: () => void }) {
  const [reason, setReason] = useState('');
  const [how, setHow] = useState('');
  const [ticked, setTicked] = useState(false);
  const { busy, problem, run } = useDeed();
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void run(() => wish.run({ reason, how, ticked })).then((ok) => ok && onDone());
      }}
    >
      <Stack gap="sm">
        <Text size="sm">{tr(wish.words)}</Text>
        {wish.asksHow === true && (
          <TextInput
            label={tr('How do you know who it is?')}
            description={tr('For example: passport seen. No numbers of documents.')}
            required
            data-autofocus
            value={how}
            onChange={(event) => setHow(event.currentTarget.value)}
          />
        )}
        {wish.asksReason !== false && (
          <Textarea
            label={tr('Reason')}
            description={tr('It is kept in the audit ledger')}
            required
            autosize
            minRows={2}
            {...(wish.asksHow === true ? {} : { 'data-autofocus': true })}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        {wish.tick !== undefined && (
          <Checkbox
            label={wish.tick}
            checked={ticked}
            onChange={(event) => setTicked(event.currentTarget.checked)}
          />
        )}
        {problem && <Notice kind="alarm">{tr(problem.words)}</Notice>}
        <Group justify="flex-end">
          <Button type="submit" loading={busy}>
            {wish.deed}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Asks for what a change of an account needs, then does it. */
export function openReason(wish: Wish): void {
  const id = modals.open({
    title: wish.title,
    children: <ReasonForm wish={wish} onDone={() => modals.close(id)} />,
  });
}
