import { Group, MultiSelect, NumberInput, Select, Stack, Switch, TagsInput, TextInput } from '@mantine/core';
import { edgeLayouts, type EdgeLayoutName } from '../../../../shared/model/edge-store';
import { useUnits } from '../../../station/queries';
import { PemField } from '../pem-field';
import { SecretField } from '../secret-field';
import { layoutName, type EdgeDraft, type EdgeDraftErrors } from './edge-draft';
import { tr } from '../../../strings/translate';

export interface EdgeFieldsProps {
  readonly draft: EdgeDraft;
  readonly errors: EdgeDraftErrors;
  readonly change: (part: Partial<EdgeDraft>) => void;
}

const kinds = [
  { value: 'influx1', label: tr('InfluxDB 1.x') },
  { value: 'influx2 flux', label: tr('InfluxDB 2.x') },
  { value: 'influx2 influxql', label: tr('InfluxDB 2.x, asked as 1.x') },
];

/** Where the store is and how it knows us. */
export function PlaceFields({ draft, errors, change, hasSecret }: EdgeFieldsProps & { hasSecret: boolean }) {
  const two = draft.kind === 'influx2';
  return (
    <Stack gap="sm">
      <Group gap="sm" align="flex-start" grow>
        <Text label={tr('Name')} field="name" required {...{ draft, errors, change }} />
        <Select
          label={tr('Kind')}
          data={kinds}
          allowDeselect={false}
          value={two ? `influx2 ${draft.language}` : 'influx1'}
          onChange={(value) => change(kindOf(value))}
        />
      </Group>
      <Text
        label={tr('Address')}
        field="url"
        required
        placeholder={tr('http://edge:8086')}
        {...{ draft, errors, change }}
      />
      {two && (
        <Group gap="sm" align="flex-start" grow>
          <Text label={tr('Organisation')} field="org" required {...{ draft, errors, change }} />
          <Text label={tr('Bucket')} field="bucket" required {...{ draft, errors, change }} />
        </Group>
      )}
      {draft.language === 'influxql' && (
        <Group gap="sm" align="flex-start" grow>
          <Text label={tr('Database')} field="database" required {...{ draft, errors, change }} />
          <Text
            label={tr('Retention policy')}
            field="retentionPolicy"
            placeholder={tr('default')}
            {...{ draft, errors, change }}
          />
        </Group>
      )}
      <Group gap="sm" align="flex-start" grow>
        {!two && <Text label={tr('User')} field="username" {...{ draft, errors, change }} />}
        <SecretField
          kind="password"
          label={two ? tr('Token') : tr('Password')}
          stored={hasSecret}
          value={draft.secret}
          error={errors['secret']}
          onChange={(secret) => change({ secret })}
        />
      </Group>
      {draft.url.startsWith('https:') && (
        <PemField
          label={tr('Authority (PEM), where it is not one this computer knows')}
          value={draft.caPem}
          error={errors['caPem']}
          onChange={(caPem) => change({ caPem })}
        />
      )}
    </Stack>
  );
}

const layouts = [
  ...Object.entries(edgeLayouts).map(([value, { words }]) => ({ value, label: words })),
  { value: 'own', label: tr('Set by a program'), disabled: true },
];

/** How it names what it holds, and what it is used for. */
export function UseFields({ draft, errors, change }: EdgeFieldsProps) {
  const { data: units = [] } = useUnits();
  const { layout } = draft;
  return (
    <Stack gap="sm">
      <Select
        label={tr('How it names units and channels')}
        data={layouts}
        allowDeselect={false}
        value={layoutName(layout) ?? 'own'}
        onChange={(name) => change({ layout: edgeLayouts[name as EdgeLayoutName].layout })}
      />
      <TagsInput
        label={tr('Measurements')}
        description={tr('All, unless some are named')}
        value={draft.measurements}
        onChange={(measurements) => change({ measurements })}
      />
      <Switch
        label={tr('Points carry the time of the source')}
        description={tr('Off where the store took the time of arrival, as Telegraf does for bare numbers')}
        checked={layout.times === 'exact'}
        onChange={(event) =>
          change({ layout: { ...layout, times: event.currentTarget.checked ? 'exact' : 'arrival' } })
        }
      />
      <Switch
        label={tr('Fill holes from it')}
        checked={draft.backfill}
        onChange={(event) => change({ backfill: event.currentTarget.checked })}
      />
      <Switch
        label={tr('Forward samples to it')}
        description={tr('Everything recorded from the moment this is switched on')}
        checked={draft.forwardEnabled}
        onChange={(event) => change({ forwardEnabled: event.currentTarget.checked })}
      />
      {draft.forwardEnabled && (
        <Group gap="sm" align="flex-start" wrap="nowrap">
          <MultiSelect
            label={tr('Of')}
            flex={1}
            placeholder={draft.forwardUnits.length === 0 ? tr('Choose bioreactors') : ''}
            data={units.map(({ id, name }) => ({ value: id, label: name }))}
            value={[...draft.forwardUnits]}
            onChange={(forwardUnits) => change({ forwardUnits })}
          />
          <NumberInput
            label={tr('Room on the disk, MB')}
            w={150}
            hideControls
            allowDecimal={false}
            allowNegative={false}
            value={draft.queueMb}
            error={errors['queueMb']}
            onChange={(value) => change({ queueMb: value === '' ? '' : Number(value) })}
          />
        </Group>
      )}
    </Stack>
  );
}

type TextFieldName = 'name' | 'url' | 'database' | 'retentionPolicy' | 'username' | 'org' | 'bucket';

interface TextProps extends EdgeFieldsProps {
  readonly label: string;
  readonly field: TextFieldName;
  readonly required?: boolean;
  readonly placeholder?: string;
}

function Text({ label, field, required = false, placeholder = '', draft, errors, change }: TextProps) {
  return (
    <TextInput
      label={label}
      required={required}
      placeholder={placeholder}
      autoComplete="off"
      value={draft[field]}
      error={errors[field]}
      onChange={(event) => change({ [field]: event.currentTarget.value })}
    />
  );
}

function kindOf(value: string | null): Partial<EdgeDraft> {
  if (value === 'influx2 flux') return { kind: 'influx2', language: 'flux' };
  return value === 'influx2 influxql'
    ? { kind: 'influx2', language: 'influxql' }
    : { kind: 'influx1', language: 'influxql' };
}
