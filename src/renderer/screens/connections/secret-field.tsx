import { Button, Group, Input, PasswordInput, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { PemField } from './pem-field';
import { tr } from '../../strings/translate';

interface Props {
  readonly kind: 'password' | 'key';
  readonly label: string;
  /** The station holds one; it never comes back out. */
  readonly stored: boolean;
  /** Undefined keeps what is stored, empty removes it. */
  readonly value: string | undefined;
  readonly error: string | undefined;
  readonly onChange: (value: string | undefined) => void;
}

/** Something that goes into the station and never comes out: kept, replaced or removed. */
export function SecretField(props: Props) {
  const { kind, label, stored, value, error, onChange } = props;
  if (stored && value === undefined) return <Stored {...props} />;
  const removing = stored && value === '';
  const input =
    kind === 'password' ? (
      <PasswordInput
        label={label}
        autoComplete="new-password"
        placeholder={removing ? tr('Will be removed when saved') : ''}
        value={value ?? ''}
        error={error}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
    ) : (
      <PemField label={label} value={value ?? ''} error={error} onChange={onChange} />
    );
  return (
    <div>
      {input}
      {stored && (
        <Button variant="subtle" color="gray" size="compact-xs" mt={4} onClick={() => onChange(undefined)}>
          {tr('Keep the stored one')}
        </Button>
      )}
    </div>
  );
}

function Stored({ label, onChange }: Props) {
  return (
    <Input.Wrapper label={label} labelElement="div" size="xs">
      <Group gap="xs" className="bt-stored" role="group" aria-label={tr('{label}, stored', { label })}>
        <IconLock size={15} stroke={1.8} aria-hidden />
        <Text size="sm">{tr('Stored')}</Text>
        <Button variant="default" size="compact-xs" onClick={() => onChange('')}>
          {tr('Change…')}
        </Button>
      </Group>
    </Input.Wrapper>
  );
}
