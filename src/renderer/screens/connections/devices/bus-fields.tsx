import { Button, Checkbox, Group, NumberInput, Select, Stack } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import type { DriverCard } from '../../../../shared/model/device';
import { tr } from '../../../strings/translate';
import { Notice } from '../../../ui/notice';
import { emptyBusDevice, type BusDeviceDraft, type DeviceErrors } from './device-draft';
import { FeedFields, proposedFeeds } from './feed-fields';
import type { DeviceFieldsProps } from './line-fields';
import { useDrivers } from './use-devices';

/** The devices of a bus. */
export function BusFields({ draft, errors, change }: DeviceFieldsProps) {
  const { data } = useDrivers();
  const cards = (data?.drivers ?? []).filter(({ kind }) => kind === 'modbus');
  const { devices } = draft;
  const free = (): number => {
    const taken = new Set(devices.map(({ busId }) => busId));
    for (let id = 1; ; id += 1) if (!taken.has(id)) return id;
  };
  return (
    <Stack gap="sm">
      {data?.refused.map(({ file, words }) => (
        <Notice key={file} kind="warn">
          {tr('The register map {file} was left out. {words}', { file, words })}
        </Notice>
      ))}
      {devices.map((device, index) => (
        <BusDevice
          key={index}
          device={device}
          cards={cards}
          at={`devices.${index}`}
          errors={errors}
          change={(part) =>
            change({ devices: devices.map((one, i) => (i === index ? { ...one, ...part } : one)) })
          }
          onRemove={
            devices.length > 1 ? () => change({ devices: devices.filter((_, i) => i !== index) }) : null
          }
        />
      ))}
      {errors['devices'] !== undefined && <Notice kind="alarm">{tr(errors['devices'])}</Notice>}
      <Group>
        <Button
          variant="default"
          leftSection={<IconPlus size={15} />}
          onClick={() => change({ devices: [...devices, { ...emptyBusDevice, busId: free() }] })}
        >
          {tr('Add a device on this bus')}
        </Button>
      </Group>
    </Stack>
  );
}

interface BusDeviceProps {
  readonly device: BusDeviceDraft;
  readonly cards: readonly DriverCard[];
  /** Path of its errors. */
  readonly at: string;
  readonly errors: DeviceErrors;
  readonly change: (part: Partial<BusDeviceDraft>) => void;
  readonly onRemove: (() => void) | null;
}

function BusDevice({ device, cards, at, errors, change, onRemove }: BusDeviceProps) {
  const card = cards.find(({ id }) => id === device.map);
  const name = tr('bus id {busId}', { busId: device.busId });
  return (
    <fieldset className="bt-device-inputs">
      <legend>{name}</legend>
      <Group gap="sm" align="flex-end">
        <NumberInput
          label={tr('Bus id')}
          w={88}
          min={1}
          max={254}
          allowDecimal={false}
          value={device.busId}
          error={tr(errors[`${at}.busId`])}
          onChange={(value) => change({ busId: value === '' ? '' : Number(value) })}
        />
        <Select
          label={tr('Register map')}
          required
          flex={1}
          miw={220}
          searchable
          placeholder={tr('Choose the device')}
          data={cards.map(({ id, words }) => ({ value: id, label: tr(words) }))}
          value={device.map === '' ? null : device.map}
          error={tr(errors[`${at}.map`])}
          onChange={(map) => {
            const next = cards.find(({ id }) => id === map);
            if (next)
              change({
                map: next.id,
                feeds: proposedFeeds(next.readings),
                ...(next.busId === null ? {} : { busId: next.busId }),
              });
          }}
        />
        {onRemove && (
          <Button variant="default" aria-label={tr('Remove {device}', { device: name })} onClick={onRemove}>
            {tr('Remove')}
          </Button>
        )}
      </Group>
      <Checkbox
        mt="xs"
        label={tr('Words of each number are swapped')}
        checked={device.swapWords}
        onChange={(event) => change({ swapWords: event.currentTarget.checked })}
      />
      <FeedFields feed={device} readings={card?.readings ?? []} change={change} of={name} />
    </fieldset>
  );
}
