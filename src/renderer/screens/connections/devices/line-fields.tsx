import { Autocomplete, Group, NumberInput, Select, Stack } from '@mantine/core';
import { bauds } from '../../../../shared/model/device';
import { tr } from '../../../strings/translate';
import { formats, type DeviceDraft, type DeviceErrors } from './device-draft';
import { usePorts } from './use-devices';

export interface DeviceFieldsProps {
  readonly draft: DeviceDraft;
  readonly errors: DeviceErrors;
  readonly change: (part: Partial<DeviceDraft>) => void;
}

const formatChoices = formats.map((format) => ({ value: format, label: format }));

/** Which serial port, and how it speaks. */
export function LineFields({ draft, errors, change }: DeviceFieldsProps) {
  const { data } = usePorts();
  const ports = data?.ports ?? [];
  const chosen = ports.find(({ path }) => path === draft.path);
  const about = chosen
    ? [
        chosen.manufacturer,
        chosen.product,
        chosen.serialNumber && tr('No. {serial}', { serial: chosen.serialNumber }),
      ]
        .filter(Boolean)
        .join(', ')
    : (data?.words ?? '');
  return (
    <Stack gap="sm">
      <Autocomplete
        size="xs"
        label={tr('Port')}
        required
        placeholder={tr('/dev/ttyUSB0 or COM3')}
        description={about === '' ? tr('Ports of the station’s computer') : about}
        data={ports.map(({ path }) => path)}
        value={draft.path}
        error={tr(errors['line.path'])}
        onChange={(path) =>
          change({ path, usbSerial: ports.find((port) => port.path === path)?.serialNumber ?? '' })
        }
      />
      <Group gap="sm" align="flex-start" grow>
        <Select
          label={tr('Baud rate')}
          data={[...new Set([...bauds, Number(draft.baud)])].map(String)}
          allowDeselect={false}
          value={String(draft.baud)}
          error={tr(errors['line.baud'])}
          onChange={(baud) => change({ baud: Number(baud) })}
        />
        <Select
          label={tr('Format')}
          data={formatChoices}
          allowDeselect={false}
          value={draft.format}
          onChange={(format) => change({ format: format ?? '8N1' })}
        />
      </Group>
      <TimeFields draft={draft} errors={errors} change={change} />
    </Stack>
  );
}

/** How often is asked, and how long an answer may take. */
export function TimeFields({ draft, errors, change }: DeviceFieldsProps) {
  return (
    <Group gap="sm" align="flex-start" grow>
      <NumberInput
        label={tr('Read every, ms')}
        min={10}
        step={100}
        allowDecimal={false}
        value={draft.intervalMs}
        error={tr(errors['intervalMs'])}
        onChange={(value) => change({ intervalMs: value === '' ? '' : Number(value) })}
      />
      <NumberInput
        label={tr('Wait for an answer, ms')}
        min={20}
        step={50}
        allowDecimal={false}
        value={draft.timeoutMs}
        error={tr(errors['timeoutMs'])}
        onChange={(value) => change({ timeoutMs: value === '' ? '' : Number(value) })}
      />
    </Group>
  );
}
