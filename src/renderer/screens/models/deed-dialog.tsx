import { Button, Group, Stack, Textarea } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import type { ModelVersionEntry } from '../../../shared/model/model-registry';
import { modelReasonSchema } from '../../../shared/model/model-registry';
import { Notice } from '../../ui/notice';
import { Evidence } from './evidence';
import { deedWords, keyOf, type ModelDeed } from './model-words';
import { useModelDeed } from './use-models';
import { tr } from '../../strings/translate';

interface Props {
  readonly deed: ModelDeed;
  readonly model: ModelVersionEntry;
  /** The champion of the same target and vessel, where there is another. */
  readonly champion: ModelVersionEntry | null;
  readonly onDone: () => void;
}

function DeedForm({ deed, model, champion, onDone }: Props) {
  const [reason, setReason] = useState('');
  const { ask, busy, problem, setProblem } = useModelDeed();
  const { title, effect } = deedWords[deed];
  const go = async (): Promise<void> => {
    const given = modelReasonSchema.safeParse(reason);
    if (!given.success) return setProblem(given.error.issues[0]?.message ?? tr('Say why'));
    const { name, version } = model;
    const done = await ask((models) => models[deed]({ name, version, reason: given.data }));
    if (!done) return;
    onDone();
    notifications.show({ title: tr('{title}: done', { title }), message: tr('{keyOf} is {state} now', { keyOf: keyOf(done), state: done.state }) });
  };
  return (
    <form
      aria-label={`${title} ${keyOf(model)}`}
      onSubmit={(event) => {
        event.preventDefault();
        void go();
      }}
    >
      <Stack>
        <p className="bt-models-words">{effect}</p>
        <Evidence model={model} champion={deed === 'promote' || deed === 'shadow' ? champion : null} />
        <Textarea
          label={tr('Reason')}
          description={tr('Kept for ever with the change')}
          data-autofocus
          autosize
          minRows={2}
          maxLength={300}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {problem !== '' && <Notice kind="alarm">{problem}</Notice>}
        <Group justify="flex-end">
          <Button type="submit" loading={busy}>
            {title}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Shows what speaks for and against, and asks why, before a version changes its state. */
export function openDeed(deed: ModelDeed, model: ModelVersionEntry, champion: ModelVersionEntry | null): void {
  const id = modals.open({
    title: `${deedWords[deed].title} ${keyOf(model)}`,
    size: 640,
    children: <DeedForm deed={deed} model={model} champion={champion} onDone={() => modals.close(id)} />,
  });
}
