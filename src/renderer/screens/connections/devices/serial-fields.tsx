import { ActionIcon, Button, Group, NumberInput, Select, Stack, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { analogSignals } from '../../../../shared/model/device-connection';
import { tr } from '../../../strings/translate';
import type { InputDraft } from './device-draft';
import { FeedFields, proposedFeeds } from './feed-fields';
import type { DeviceFieldsProps } from './line-fields';
import { useDrivers } from './use-devices';

/** Drivers whose devices have an address on their line. */
const addressed: Readonly<Record<string, string>> = {
  alicat: tr('Unit letter, such as A'),
  'adam-4017': tr('Module address, such as 01'),
  'atlas-ezo': tr('What it measures: pH, DO or RTD'),
};

/** What is connected to a serial port. */
export function SerialFields({ draft, errors, change }: DeviceFieldsProps) {
  const { data } = useDrivers();
  const cards = (data?.drivers ?? []).filter(({ kind }) => kind === 'serial');
  const card = cards.find(({ id }) => id === draft.driver);
  const hint = addressed[draft.driver];
  const readings =
    draft.inputs.length > 0
      ? draft.inputs.map(({ channel, words, unit }) => ({
          reading: `channel${channel}`,
          words: words || tr('Input {channel}', { channel }),
          unit,
          tag: '',
        }))
      : (card?.readings ?? []);
  return (
    <Stack gap="sm">
      <Group gap="sm" align="flex-start" grow>
        <Select
          label={tr('Device')}
          required
          placeholder={tr('Choose what is connected')}
          data={cards.map(({ id, words }) => ({ value: id, label: tr(words) }))}
          value={draft.driver === '' ? null : draft.driver}
          error={tr(errors['driver'])}
          onChange={(driver) => {
            const next = cards.find(({ id }) => id === driver);
            if (!next) return;
            const baud = next.bauds[0] ?? draft.baud;
            const address =
              next.id === 'alicat'
                ? 'A'
                : next.id === 'adam-4017'
                  ? '01'
                  : next.id === 'atlas-ezo'
                    ? 'pH'
                    : '';
            change({ driver: next.id, baud, address, inputs: [], feeds: proposedFeeds(next.readings) });
          }}
        />
        {hint !== undefined && (
          <TextInput
            label={tr('Address')}
            description={tr(hint)}
            value={draft.address}
            error={tr(errors['address'])}
            onChange={(event) => change({ address: event.currentTarget.value })}
          />
        )}
      </Group>
      {draft.driver === 'adam-4017' && (
        <InputFields inputs={draft.inputs} errors={errors} change={(inputs) => change({ inputs })} />
      )}
      <FeedFields feed={draft} readings={readings} change={change} of={tr(card?.words ?? 'the device')} />
    </Stack>
  );
}

interface InputsProps {
  readonly inputs: readonly InputDraft[];
  readonly errors: DeviceFieldsProps['errors'];
  readonly change: (inputs: readonly InputDraft[]) => void;
}

/** The wired inputs of an analogue module, with what their ends mean. */
function InputFields({ inputs, errors, change }: InputsProps) {
  const changeAt = (index: number, part: Partial<InputDraft>): void =>
    change(inputs.map((input, i) => (i === index ? { ...input, ...part } : input)));
  const add = (): void =>
    change([
      ...inputs,
      { channel: inputs.length, signal: '4-20 mA', low: 0, high: 100, unit: '%', words: '' },
    ]);
  return (
    <fieldset className="bt-device-inputs">
      <legend>{tr('Wired inputs')}</legend>
      {inputs.map((input, index) => (
        <div key={index} className="bt-device-input">
          <NumberInput
            label={tr('Input')}
            min={0}
            max={7}
            value={input.channel}
            error={tr(errors[`inputs.${index}.channel`])}
            onChange={(value) => changeAt(index, { channel: value === '' ? '' : Number(value) })}
          />
          <Select
            label={tr('Signal')}
            allowDeselect={false}
            data={[...analogSignals]}
            value={input.signal}
            onChange={(signal) =>
              changeAt(index, { signal: analogSignals.find((one) => one === signal) ?? '4-20 mA' })
            }
          />
          <NumberInput
            label={tr('Low end')}
            hideControls
            value={input.low}
            error={tr(errors[`inputs.${index}.low`])}
            onChange={(value) => changeAt(index, { low: value === '' ? '' : Number(value) })}
          />
          <NumberInput
            label={tr('High end')}
            hideControls
            value={input.high}
            error={tr(errors[`inputs.${index}.high`])}
            onChange={(value) => changeAt(index, { high: value === '' ? '' : Number(value) })}
          />
          <TextInput
            label={tr('Unit of measure')}
            value={input.unit}
            onChange={(event) => changeAt(index, { unit: event.currentTarget.value })}
          />
          <ActionIcon
            variant="default"
            size={30}
            aria-label={tr('Remove input {channel}', { channel: input.channel })}
            title={tr('Remove')}
            onClick={() => change(inputs.filter((_, i) => i !== index))}
          >
            <IconTrash size={15} />
          </ActionIcon>
        </div>
      ))}
      <Button
        variant="default"
        leftSection={<IconPlus size={15} />}
        disabled={inputs.length >= 8}
        onClick={add}
      >
        {tr('Add an input')}
      </Button>
    </fieldset>
  );
}
