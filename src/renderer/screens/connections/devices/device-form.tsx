import { Group, NumberInput, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ConnectionId } from '../../../../shared/model/identity';
import { tr } from '../../../strings/translate';
import { proposeConnectionId } from '../connection-draft';
import { ConnectionSettings } from '../connection-settings';
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

/** Settings of a connection to devices: typed, tried, saved. */
export function DeviceForm({ id, taken = [], stored, onSaved, startsOpen }: Props) {
  const [draft, setDraft] = useState(stored);
  const [errors, setErrors] = useState<DeviceErrors>({});
  const changed =
    JSON.stringify({ ...draft, enabled: true }) !== JSON.stringify({ ...stored, enabled: true });
  const change = (part: Partial<DeviceDraft>): void => {
    setDraft((before) => ({ ...before, ...part }));
    setErrors({});
  };

  const given = () => {
    const checked = checkDeviceDraft(id ?? proposeConnectionId(draft.name, taken), {
      ...draft,
      enabled: stored.enabled,
    });
    if ('errors' in checked) setErrors(checked.errors);
    return 'errors' in checked ? null : { ...checked.connection, secrets: {} };
  };

  return (
    <ConnectionSettings
      isNew={id === null}
      changed={changed}
      errors={errors}
      given={given}
      undo={() => change(stored)}
      startsOpen={startsOpen}
      onSaved={onSaved}
    >
      <Fields id={id} draft={draft} errors={errors} change={change} />
    </ConnectionSettings>
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
