import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlugConnected } from '@tabler/icons-react';
import { useState } from 'react';
import { useStation } from '../../station/station-context';
import { wordsOf } from '../../station/station-error';
import { Notice } from '../../ui/notice';
import { Panel } from '../../ui/panel';
import { BrokerFields } from './broker-fields';
import { checkDraft, proposeConnectionId } from './connection-draft';
import type { Draft, DraftErrors, SaveInput } from './connection-draft';
import { TlsFields } from './tls-fields';
import { TopicFields } from './topic-fields';
import { useRefreshConnections } from './use-connections';
import { tr, trNode } from '../../strings/translate';

interface Props {
  /** Null for a connection that does not exist yet. */
  readonly id: string | null;
  readonly taken?: readonly string[];
  readonly stored: Draft;
  readonly hasPassword: boolean;
  readonly hasKey: boolean;
  readonly onSaved?: (id: string) => void;
  /** Whether the settings are unfolded at first. */
  readonly startsOpen?: boolean;
}

type Busy = 'no' | 'testing' | 'saving';
type Outcome = { readonly kind: 'good' | 'alarm'; readonly words: string } | null;

/** Settings of a connection: typed, tried, saved. What is wrong is said at its field in the station's own words. */
export function ConnectionForm({ id, taken = [], stored, hasPassword, hasKey, onSaved, startsOpen }: Props) {
  const { client } = useStation();
  const refresh = useRefreshConnections();
  const [draft, setDraft] = useState(stored);
  const [errors, setErrors] = useState<DraftErrors>({});
  const [busy, setBusy] = useState<Busy>('no');
  const [outcome, setOutcome] = useState<Outcome>(null);
  // The switch above the form saves by itself: it is not one of the things typed here.
  const changed =
    JSON.stringify({ ...draft, enabled: true }) !== JSON.stringify({ ...stored, enabled: true });

  const change = (part: Partial<Draft>): void => {
    setDraft((before) => ({ ...before, ...part }));
    setErrors((before) => without(before, Object.keys(part)));
    setOutcome(null);
  };

  /** Runs a deed with the draft if there is nothing wrong with it. */
  const withInput = async (as: Busy, deed: (input: SaveInput) => Promise<Outcome>): Promise<void> => {
    const checked = checkDraft(id ?? proposeConnectionId(draft.name, taken), {
      ...draft,
      enabled: stored.enabled,
    });
    if ('errors' in checked) return setErrors(checked.errors);
    setBusy(as);
    setOutcome(null);
    try {
      setOutcome(await deed(checked.input));
    } catch (error) {
      setOutcome({ kind: 'alarm', words: wordsOf(error) });
    } finally {
      setBusy('no');
    }
  };

  const test = (): Promise<void> =>
    withInput('testing', async (input) => {
      const { ok, words } = await client.connections.test(input);
      return { kind: ok ? 'good' : 'alarm', words };
    });
  const save = (): Promise<void> =>
    withInput('saving', async (input) => {
      const saved = await client.connections.save(input);
      await refresh();
      change({ password: undefined, keyPem: undefined });
      notifications.show({
        title: tr('{name} was saved', { name: saved.name }),
        message: tr('The station uses the new settings now.'),
      });
      onSaved?.(saved.id);
      return null;
    });

  return (
    <Panel title={id === null ? tr('New connection') : tr('Settings')} startsOpen={startsOpen}>
      <form
        className="bt-panel-body"
        aria-label={tr('Connection settings')}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div className="bt-form-columns">
          <BrokerFields draft={draft} errors={errors} change={change} hasPassword={hasPassword} />
          <TopicFields draft={draft} errors={errors} change={change} />
        </div>
        {draft.tls && <TlsFields draft={draft} errors={errors} change={change} hasKey={hasKey} />}
        {outcome && <Notice kind={outcome.kind}>{tr(outcome.words)}</Notice>}
        {Object.keys(errors).length > 0 && (
          <Notice kind="alarm">
            {trNode('Not saved yet: {values}.', { values: Object.values(errors).join('. ') })}
          </Notice>
        )}
        <Group gap="xs" mt="sm">
          <Button
            type="submit"
            loading={busy === 'saving'}
            disabled={busy !== 'no' || (id !== null && !changed)}
          >
            {id === null ? tr('Save and connect') : tr('Save')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconPlugConnected size={15} />}
            loading={busy === 'testing'}
            disabled={busy !== 'no'}
            onClick={() => void test()}
          >
            {tr('Test')}
          </Button>
          {changed && id !== null && (
            <Button variant="subtle" color="gray" onClick={() => change(stored)} disabled={busy !== 'no'}>
              {tr('Undo changes')}
            </Button>
          )}
        </Group>
      </form>
    </Panel>
  );
}

function without(errors: DraftErrors, fields: readonly string[]): DraftErrors {
  return Object.fromEntries(Object.entries(errors).filter(([field]) => !fields.includes(field)));
}
