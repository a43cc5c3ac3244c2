import { Button, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useDeed } from '../../app/session/use-deed';
import { tr } from '../../strings/translate';
import { Notice } from '../../ui/notice';

interface Props {
  readonly title: string;
  readonly words: string;
  readonly deed: string;
  readonly run: (reason: string) => Promise<unknown>;
  readonly close: () => void;
}

/** A deed that wants a reason. */
export function ReasonDialog({ title, words, deed, run, close }: Props) {
  const { busy, problem, run: doing } = useDeed();
  const [reason, setReason] = useState('');
  return (
    <Modal opened onClose={close} title={title}>
      <form
        className="bt-alarm-form"
        onSubmit={(event) => {
          event.preventDefault();
          void doing(() => run(reason)).then((done) => done && close());
        }}
      >
        <p className="bt-dim">{words}</p>
        <TextInput
          label={tr('Why')}
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {problem && <Notice kind="alarm">{tr(problem.words)}</Notice>}
        <Button type="submit" loading={busy}>
          {deed}
        </Button>
      </form>
    </Modal>
  );
}
