import { Button, Group } from '@mantine/core';
import { IconPlugConnected } from '@tabler/icons-react';
import { useState, type ReactNode } from 'react';
import { wordsOf } from '../../station/station-error';
import { tr, trNode } from '../../strings/translate';
import { Notice } from '../../ui/notice';

interface Props {
  /** What the form is about, for those who do not see it. */
  readonly label: string;
  readonly isNew: boolean;
  readonly changed: boolean;
  readonly errors: Readonly<Partial<Record<string, string>>>;
  /** False where something typed is wrong: then nothing is asked. */
  readonly check: () => boolean;
  readonly test: () => Promise<{ readonly ok: boolean; readonly words: string }>;
  readonly save: () => Promise<void>;
  /** Leaves a form that was opened for a while; absent for one that stays. */
  readonly cancel?: () => void;
  /** Takes back what was typed. */
  readonly undo?: () => void;
  readonly children: ReactNode;
}

type Busy = 'no' | 'testing' | 'saving';

/** What every form of settings has around its fields: try, save, undo, and what came of it. */
export function SettingsFrame({
  label,
  isNew,
  changed,
  errors,
  check,
  test,
  save,
  cancel,
  undo,
  children,
}: Props) {
  const [busy, setBusy] = useState<Busy>('no');
  const [outcome, setOutcome] = useState<{ kind: 'good' | 'alarm'; words: string } | null>(null);
  const run = async (as: Busy, deed: () => Promise<typeof outcome>): Promise<void> => {
    setOutcome(null);
    if (!check()) return;
    setBusy(as);
    try {
      setOutcome(await deed());
    } catch (error) {
      setOutcome({ kind: 'alarm', words: wordsOf(error) });
    } finally {
      setBusy('no');
    }
  };
  const trySave = (): Promise<void> =>
    run('saving', async () => {
      await save();
      return null;
    });
  const tryOut = (): Promise<void> =>
    run('testing', async () => {
      const { ok, words } = await test();
      return { kind: ok ? 'good' : 'alarm', words };
    });
  return (
    <form
      className="bt-panel-body"
      aria-label={label}
      noValidate
      onInput={() => setOutcome(null)}
      onSubmit={(event) => {
        event.preventDefault();
        void trySave();
      }}
    >
      {children}
      {outcome && <Notice kind={outcome.kind}>{tr(outcome.words)}</Notice>}
      {Object.keys(errors).length > 0 && (
        <Notice kind="alarm">
          {trNode('Not saved yet: {values}.', { values: Object.values(errors).join('. ') })}
        </Notice>
      )}
      <Group gap="xs" mt="sm">
        <Button type="submit" loading={busy === 'saving'} disabled={busy !== 'no' || (!isNew && !changed)}>
          {isNew ? tr('Save and connect') : tr('Save')}
        </Button>
        <Button
          variant="default"
          leftSection={<IconPlugConnected size={15} />}
          loading={busy === 'testing'}
          disabled={busy !== 'no'}
          onClick={() => void tryOut()}
        >
          {tr('Test')}
        </Button>
        {undo && changed && !isNew && (
          <Button variant="subtle" color="gray" onClick={undo} disabled={busy !== 'no'}>
            {tr('Undo changes')}
          </Button>
        )}
        {cancel && (
          <Button variant="subtle" color="gray" onClick={cancel} disabled={busy !== 'no'}>
            {tr('Cancel')}
          </Button>
        )}
      </Group>
    </form>
  );
}
