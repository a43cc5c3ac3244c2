import { Button, FileButton, Group, Textarea } from '@mantine/core';
import { IconFileUpload } from '@tabler/icons-react';
import { tr } from '../../strings/translate';

interface Props {
  readonly label: string;
  readonly description?: string;
  readonly value: string;
  readonly error: string | undefined;
  readonly onChange: (pem: string) => void;
}

/** A PEM text, pasted or read from a file. */
export function PemField({ label, description, value, error, onChange }: Props) {
  const take = (file: File | null): void => {
    if (file) void file.text().then(onChange);
  };
  return (
    <div>
      <Textarea
        label={label}
        description={description}
        placeholder="-----BEGIN CERTIFICATE-----"
        minRows={2}
        maxRows={5}
        autosize
        spellCheck={false}
        value={value}
        error={error}
        classNames={{ input: 'bt-mono' }}
        onChange={(event) => onChange(event.currentTarget.value)}
      />
      <Group gap="xs" mt={4}>
        <FileButton onChange={take} accept=".pem,.crt,.cer,.key,text/plain">
          {(props) => (
            <Button {...props} variant="default" size="compact-xs" leftSection={<IconFileUpload size={14} />}>
              {tr('From a file…')}
            </Button>
          )}
        </FileButton>
        {value !== '' && (
          <Button variant="subtle" color="gray" size="compact-xs" onClick={() => onChange('')}>
            {tr('Clear')}
          </Button>
        )}
      </Group>
    </div>
  );
}
