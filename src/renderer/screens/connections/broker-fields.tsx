import { Group, Input, NumberInput, SegmentedControl, Stack, Switch, TextInput } from '@mantine/core';
import type { Draft, DraftErrors } from './connection-draft';
import { SecretField } from './secret-field';
import { tr } from '../../strings/translate';

export interface FieldsProps {
  readonly draft: Draft;
  readonly errors: DraftErrors;
  readonly change: (part: Partial<Draft>) => void;
}

interface Props extends FieldsProps {
  readonly hasPassword: boolean;
}

const usualPort = (tls: boolean): number => (tls ? 8883 : 1883);

/** Where the broker is and how it knows us. */
export function BrokerFields({ draft, errors, change, hasPassword }: Props) {
  const setTls = (tls: boolean): void =>
    change({ tls, ...(draft.port === usualPort(!tls) ? { port: usualPort(tls) } : {}) });
  return (
    <Stack gap="sm">
      <TextInput
        label={tr('Name')}
        required
        value={draft.name}
        error={errors.name}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <Group gap="sm" align="flex-start" wrap="nowrap">
        <TextInput
          label={tr('Host')}
          required
          flex={1}
          placeholder={tr('broker.plant.example or 10.0.0.5')}
          value={draft.host}
          error={errors.host}
          onChange={(event) => change({ host: event.currentTarget.value })}
        />
        <NumberInput
          label={tr('Port')}
          required
          w={104}
          hideControls
          allowDecimal={false}
          allowNegative={false}
          value={draft.port}
          error={errors.port}
          onChange={(port) => change({ port: port === '' ? '' : Number(port) })}
        />
      </Group>
      <Switch
        label={tr('Encrypted (TLS)')}
        description={tr('The certificate of the broker is always checked, and that it is for this host')}
        checked={draft.tls}
        onChange={(event) => setTls(event.currentTarget.checked)}
      />
      <Group gap="sm" align="flex-start" grow>
        <TextInput
          label={tr('User')}
          autoComplete="off"
          value={draft.username}
          error={errors.username}
          onChange={(event) => change({ username: event.currentTarget.value })}
        />
        <SecretField
          kind="password"
          label={tr('Password')}
          stored={hasPassword}
          value={draft.password}
          error={errors.password}
          onChange={(password) => change({ password })}
        />
      </Group>
      <Group gap="sm" align="flex-start" wrap="nowrap">
        <TextInput
          label={tr('Client id')}
          description={tr('One for each station')}
          required
          flex={1}
          value={draft.clientId}
          error={errors.clientId}
          onChange={(event) => change({ clientId: event.currentTarget.value })}
        />
        <Input.Wrapper label="MQTT" description={tr('Version')} labelElement="div" size="xs">
          <SegmentedControl
            aria-label={tr('MQTT version')}
            data={['3.1.1', '5']}
            value={draft.protocol}
            onChange={(protocol) => change({ protocol: protocol === '5' ? '5' : '3.1.1' })}
          />
        </Input.Wrapper>
      </Group>
    </Stack>
  );
}
