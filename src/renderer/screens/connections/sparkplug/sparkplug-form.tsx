import { Select, Stack, Switch, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { sparkplugConnectionSchema, type SparkplugConnection } from '../../../../shared/model/connection';
import { tr } from '../../../strings/translate';
import { BrokerFields } from '../broker-fields';
import { brokerOf, secretsOf, withBroker } from '../broker-part';
import { emptyDraft, proposeConnectionId, type Draft } from '../connection-draft';
import { ConnectionSettings } from '../connection-settings';
import { firstErrors } from '../first-errors';
import { NewUnitFields } from '../new-unit-fields';
import { TlsFields } from '../tls-fields';

type Own = Pick<SparkplugConnection, 'groups' | 'hostId' | 'announce' | 'rebirth' | 'unitNames'>;
type SparkplugDraft = Draft & Own;

const emptyOwn: Own = {
  groups: [],
  hostId: 'bioprocess-twin',
  announce: true,
  rebirth: true,
  unitNames: 'device',
};

interface Props {
  /** Null for one that does not exist yet. */
  readonly connection: SparkplugConnection | null;
  readonly taken?: readonly string[];
  /** Of a new one. */
  readonly clientId?: string;
  readonly hasPassword?: boolean;
  readonly hasKey?: boolean;
  readonly startsOpen?: boolean;
  readonly onSaved?: (id: string) => void;
}

/** Settings of a Sparkplug B host: the broker, which edge nodes, and how this station behaves towards them. */
export function SparkplugForm(props: Props) {
  const { connection, taken = [], hasPassword = false, hasKey = false, startsOpen, onSaved } = props;
  const stored = draftOf(connection, props.clientId ?? '');
  const [draft, setDraft] = useState(stored);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const change = (part: Partial<SparkplugDraft>): void => {
    setDraft((before) => ({ ...before, ...part }));
    setErrors({});
  };
  const given = () => {
    const { data, error } = sparkplugConnectionSchema.safeParse(inputOf(connection, draft, taken));
    if (error) setErrors(firstErrors(error));
    return data ? { ...data, secrets: secretsOf(draft) } : null;
  };
  return (
    <ConnectionSettings
      isNew={connection === null}
      changed={JSON.stringify(draft) !== JSON.stringify(stored)}
      errors={errors}
      given={given}
      undo={() => change(stored)}
      startsOpen={startsOpen}
      onSaved={(id) => {
        change({ password: undefined, keyPem: undefined });
        onSaved?.(id);
      }}
    >
      <div className="bt-form-columns">
        <BrokerFields draft={draft} errors={errors} change={change} hasPassword={hasPassword} />
        <OwnFields draft={draft} errors={errors} change={change} />
      </div>
      {draft.tls && <TlsFields draft={draft} errors={errors} change={change} hasKey={hasKey} />}
    </ConnectionSettings>
  );
}

interface OwnProps {
  readonly draft: SparkplugDraft;
  readonly errors: Record<string, string>;
  readonly change: (part: Partial<SparkplugDraft>) => void;
}

function OwnFields({ draft, errors, change }: OwnProps) {
  return (
    <Stack gap="sm">
      <TagsInput
        label={tr('Groups')}
        description={tr('Sparkplug groups to listen to. Empty: all of them')}
        placeholder={draft.groups.length === 0 ? tr('Type a group and press Enter') : ''}
        value={[...draft.groups]}
        error={errors['groups']}
        acceptValueOnBlur
        onChange={(groups) => change({ groups })}
      />
      <TextInput
        label={tr('Host name')}
        description={tr('What this station is called as a Sparkplug host application')}
        required
        value={draft.hostId}
        error={errors['hostId']}
        onChange={(event) => change({ hostId: event.currentTarget.value })}
      />
      <Switch
        label={tr('Say that this station is there')}
        description={tr('Edge nodes that have it as their primary host keep their data while it is away')}
        checked={draft.announce}
        onChange={(event) => change({ announce: event.currentTarget.checked })}
      />
      <Switch
        label={tr('Ask edge nodes for their births')}
        description={tr(
          'When a message was missed. It is the only thing that is ever written, and no device gets it. Off: what follows a gap is marked uncertain',
        )}
        checked={draft.rebirth}
        onChange={(event) => change({ rebirth: event.currentTarget.checked })}
      />
      <Select
        label={tr('Bioreactors are called by')}
        data={[
          { value: 'device', label: tr('Their device') },
          { value: 'node-device', label: tr('Edge node and device') },
        ]}
        allowDeselect={false}
        value={draft.unitNames}
        onChange={(value) => change({ unitNames: value === 'node-device' ? 'node-device' : 'device' })}
      />
      <NewUnitFields draft={draft} change={change} label={tr('Create units by themselves')} />
    </Stack>
  );
}

function draftOf(connection: SparkplugConnection | null, clientId: string): SparkplugDraft {
  if (!connection) return { ...emptyDraft(clientId), ...emptyOwn };
  const { broker, name, enabled, autoUnits, scale, groups, hostId, announce, rebirth, unitNames } =
    connection;
  const base = withBroker({ ...emptyDraft(''), enabled, autoUnits, scale }, name, broker);
  return { ...base, groups, hostId, announce, rebirth, unitNames };
}

function inputOf(
  connection: SparkplugConnection | null,
  draft: SparkplugDraft,
  taken: readonly string[],
): unknown {
  const { autoUnits, scale, groups, hostId, announce, rebirth, unitNames } = draft;
  return {
    id: connection?.id ?? proposeConnectionId(draft.name, taken),
    kind: 'sparkplug',
    name: draft.name.trim(),
    enabled: connection?.enabled ?? true,
    broker: brokerOf(draft),
    autoUnits,
    scale,
    groups,
    hostId: hostId.trim(),
    announce,
    rebirth,
    unitNames,
  };
}
