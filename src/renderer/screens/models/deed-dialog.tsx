import { Button, Group, Stack, Textarea } from '@mantine/core';
import { modals } from '@mantine/modals';
import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ModelVersionEntry } from '../../../shared/model/model-registry';
import { modelReasonSchema } from '../../../shared/model/model-registry';
import { openSignRecord } from '../../app/sign-record';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
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
  const { client } = useStation();
  const queries = useQueryClient();
  const { title, effect } = deedWords[deed];
  const go = async (): Promise<void> => {
    const given = modelReasonSchema.safeParse(reason);
    if (!given.success) return setProblem(given.error.issues[0]?.message ?? tr('Say why'));
    const { name, version } = model;
    const call = () => client.models[deed]({ name, version, reason: given.data });
    const done = await ask(call, (field) => {
      if (deed !== 'promote' || field !== 'signature') return;
      // It is signed first, for exactly these files; then it goes on by itself.
      onDone();
      openSignRecord([{ type: 'model', id: `${name}@${version}` }], 'MOD_A', () => void call().then(tell, told));
    });
    if (!done) return;
    onDone();
    tell(done);
  };
  const told = (error: unknown): void =>
    void notifications.show({ title: tr('Not done'), message: wordsOf(error), color: 'red' });
  const tell = (done: ModelVersionEntry): void => {
    void queries.invalidateQueries({ queryKey: ['models'] });
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
        {deed === 'promote' && (
          <Notice kind="quiet">
            {tr('Without the signature "Model approved for the stated use" it is asked for next.')}
          </Notice>
        )}
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
