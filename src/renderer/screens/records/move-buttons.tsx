import { Button, Group, Stack, Textarea } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState } from 'react';
import { batchSteps, type BatchMove, type BatchRun } from '../../../shared/model/records/batch-state';
import { reasonSchema } from '../../../shared/model/records/finding';
import { wordsOf } from '../../station/station-error';
import { Notice } from '../../ui/notice';
import { useMoveBatch } from './use-records';
import { tr } from '../../strings/translate';

const moveWords: Partial<Record<BatchMove, { readonly title: string; readonly effect: string }>> = {
  'set-up': { title: tr('Begin set-up'), effect: tr('Vessel and medium are being prepared.') },
  ready: { title: tr('Say ready'), effect: tr('Set-up is done; gates are looked at before GO.') },
  'not-ready': { title: tr('Back to set-up'), effect: tr('The batch goes back to set-up.') },
  hold: { title: tr('Hold'), effect: tr('The batch stands still; recording goes on.') },
  resume: { title: tr('Go on'), effect: tr('The batch runs again.') },
  end: {
    title: tr('End batch'),
    effect: tr('The time of its end is now. Recording of the sensors goes on.'),
  },
  abort: {
    title: tr('Abort'),
    effect: tr('The batch ends now, marked as aborted. It is reviewed and closed all the same.'),
  },
  'propose-closure': { title: tr('Propose closure'), effect: tr('The batch goes to review.') },
};

/** The moves that can be made now without a signature. */
export function MoveButtons({ batch }: { readonly batch: BatchRun }) {
  const move = useMoveBatch(batch.id);
  return batch.moves.map((one) => {
    const words = moveWords[one];
    if (!words) return null;
    return (
      <Button
        key={one}
        {...(one === 'abort' ? { variant: 'subtle', color: 'gray' } : { variant: 'default' })}
        onClick={() => openMove(batch, one, move)}
      >
        {words.title}…
      </Button>
    );
  });
}

/** Asks once more, and for a reason where the move needs one. */
export function openMove(
  batch: BatchRun,
  move: BatchMove,
  make: (move: BatchMove, reason?: string) => Promise<void>,
): void {
  const words = moveWords[move];
  if (!words) return;
  const id = modals.open({
    title: `${words.title}: ${batch.name}`,
    children: (
      <MoveForm
        title={words.title}
        effect={words.effect}
        asksReason={batchSteps[move].reason === true}
        make={async (reason) => {
          await make(move, reason);
          modals.close(id);
        }}
      />
    ),
  });
}

interface FormProps {
  readonly title: string;
  readonly effect: string;
  readonly asksReason: boolean;
  readonly make: (reason: string | undefined) => Promise<void>;
}

function MoveForm({ title, effect, asksReason, make }: FormProps) {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);
  const go = async (): Promise<void> => {
    const given = reasonSchema.safeParse(reason);
    if (asksReason && !given.success) return setProblem(given.error.issues[0]?.message ?? tr('Say why'));
    setBusy(true);
    try {
      await make(asksReason ? reason.trim() : undefined);
    } catch (error) {
      setProblem(wordsOf(error));
      setBusy(false);
    }
  };
  return (
    <form
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      <Stack>
        <p className="bt-records-note">{effect}</p>
        {asksReason && (
          <Textarea
            label={tr('Why')}
            required
            data-autofocus
            autosize
            maxLength={1000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        )}
        {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
        <Group justify="flex-end">
          <Button type="submit" loading={busy} {...(asksReason ? {} : { 'data-autofocus': true })}>
            {title}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
