import { Button, Group, NumberInput, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlugConnected } from '@tabler/icons-react';
import { useState } from 'react';
import type { DeviceConnection } from '../../../../shared/model/connection';
import type { ConnectionId } from '../../../../shared/model/identity';
import { useStation } from '../../../station/station-context';
import { wordsOf } from '../../../station/station-error';
import { tr } from '../../../strings/translate';
import { Notice } from '../../../ui/notice';
import { Panel } from '../../../ui/panel';
import { proposeConnectionId } from '../connection-draft';
import { useRefreshConnections } from '../use-connections';
import { BusFields } from './bus-fields';
import { checkDeviceDraft, type DeviceDraft, type DeviceErrors } from './device-draft';
import { LineFields, TimeFields, type DeviceFieldsProps } from './line-fields';
import { RuleFields, SeenRuleFields } from './rule-fields';
import { SerialFields } from './serial-fields';

interface Props {
  /** Null for a connection that does not exist yet. */
  readonly id: ConnectionId | null;
  readonly taken?: readonly string[];
  readonly stored: DeviceDraft;
  readonly onSaved?: (id: string) => void;
  readonly startsOpen?: boolean;
}

type Busy = 'no' | 'testing' | 'saving';
type Outcome = { readonly kind: 'good' | 'alarm'; readonly words: string } | null;

/** Settings of a connection to devices: typed, tried, saved. */
export function DeviceForm({ id, taken = [], stored, onSaved, startsOpen }: Props) {
  const { client } = useStation();
  const refresh = useRefreshConnections();
  const [draft, setDraft] = useState(stored);
  const [errors, setErrors] = useState<DeviceErrors>({});
  const [busy, setBusy] = useState<Busy>('no');
  const [outcome, setOutcome] = useState<Outcome>(null);
  const changed =
    JSON.stringify({ ...draft, enabled: true }) !== JSON.stringify({ ...stored, enabled: true });
  const change = (part: Partial<DeviceDraft>): void => {
    setDraft((before) => ({ ...before, ...part }));
    setErrors({});
    setOutcome(null);
  };

  const withConnection = async (
    as: Busy,
    deed: (given: DeviceConnection) => Promise<Outcome>,
  ): Promise<void> => {
    const checked = checkDeviceDraft(id ?? proposeConnectionId(draft.name, taken), {
      ...draft,
      enabled: stored.enabled,
    });
    if ('errors' in checked) return setErrors(checked.errors);
    setBusy(as);
    setOutcome(null);
    try {
      setOutcome(await deed(checked.connection));
    } catch (error) {
      setOutcome({ kind: 'alarm', words: wordsOf(error) });
    } finally {
      setBusy('no');
    }
  };
  const test = (): Promise<void> =>
    withConnection('testing', async (connection) => {
      const { ok, words } = await client.connections.test({ ...connection, secrets: {} });
      return { kind: ok ? 'good' : 'alarm', words };
    });
  const save = (): Promise<void> =>
    withConnection('saving', async (connection) => {
      const saved = await client.connections.save({ ...connection, secrets: {} });
      await refresh();
      notifications.show({
        title: tr('{name} was saved', { name: saved.name }),
        message: tr('The station uses the new settings now.'),
      });
      onSaved?.(saved.id);
      return null;
    });

  return (
    <Panel
      title={id === null ? tr('New connection') : tr('Settings')}
      {...(startsOpen === undefined ? {} : { startsOpen })}
    >
      <form
        className="bt-panel-body"
        aria-label={tr('Connection settings')}
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <Fields id={id} draft={draft} errors={errors} change={change} />
        {outcome && <Notice kind={outcome.kind}>{tr(outcome.words)}</Notice>}
        {Object.keys(errors).length > 0 && (
          <Notice kind="alarm">
            {tr('Not saved yet: {values}.', {
              values: Object.values(errors)
                .map((words) => tr(words))
                .join('. '),
            })}
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

function Fields({ id, draft, errors, change }: DeviceFieldsProps & { readonly id: ConnectionId | null }) {
  const given = { draft, errors, change };
  return (
    <div className="bt-device-columns">
      <Stack gap="sm">
        <TextInput
          label={tr('Name')}
          required
          value={draft.name}
          error={tr(errors['name'])}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        {draft.kind === 'modbus-tcp' ? <HostFields {...given} /> : <LineFields {...given} />}
      </Stack>
      {draft.kind === 'serial' && <SerialFields {...given} />}
      {draft.kind === 'line' &&
        (id === null ? <RuleFields {...given} /> : <SeenRuleFields id={id} {...given} />)}
      {(draft.kind === 'modbus-rtu' || draft.kind === 'modbus-tcp') && <BusFields {...given} />}
    </div>
  );
}

function HostFields({ draft, errors, change }: DeviceFieldsProps) {
  return (
    <>
      <Group gap="sm" align="flex-start" wrap="nowrap">
        <TextInput
          label={tr('Host')}
          required
          flex={1}
          placeholder="10.0.0.5"
          value={draft.host}
          error={tr(errors['host'])}
          onChange={(event) => change({ host: event.currentTarget.value })}
        />
        <NumberInput
          label={tr('Port')}
          required
          w={104}
          hideControls
          allowDecimal={false}
          value={draft.port}
          error={tr(errors['port'])}
          onChange={(port) => change({ port: port === '' ? '' : Number(port) })}
        />
      </Group>
      <TimeFields draft={draft} errors={errors} change={change} />
    </>
  );
}
