import { Group, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import { csvConnectionSchema, type CsvConnection } from '../../../../shared/model/connection';
import {
  csvDelimiters,
  csvEncodings,
  csvTimeFormats,
  type CsvFile,
} from '../../../../shared/model/csv-connection';
import { tr } from '../../../strings/translate';
import { proposeConnectionId } from '../connection-draft';
import { ConnectionSettings } from '../connection-settings';
import { firstErrors } from '../first-errors';
import { NewUnitFields } from '../new-unit-fields';

type CsvDraft = CsvFile & Pick<CsvConnection, 'name' | 'autoUnits' | 'scale'>;

const emptyCsv: CsvDraft = {
  name: '',
  autoUnits: true,
  scale: '15L',
  path: '',
  encoding: 'auto',
  delimiter: 'auto',
  decimalComma: false,
  timeColumn: '',
  timeFormat: 'iso',
  timePattern: tr('DD.MM.YYYY HH:mm:ss'),
  zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  unitKey: '',
  columns: {},
  fromStart: true,
};

interface Props {
  /** Null for one that does not exist yet. */
  readonly connection: CsvConnection | null;
  readonly taken?: readonly string[];
  readonly startsOpen?: boolean;
  readonly onSaved?: (id: string) => void;
}

/** Settings of a table that is followed: where it is and how it is written. */
export function CsvForm({ connection, taken = [], startsOpen, onSaved }: Props) {
  const stored = draftOf(connection);
  const [draft, setDraft] = useState(stored);
  const [errors, setErrors] = useState<Record<string, string>>({});
  const change = (part: Partial<CsvDraft>): void => {
    setDraft((before) => ({ ...before, ...part }));
    setErrors({});
  };
  const given = () => {
    const { data, error } = csvConnectionSchema.safeParse(inputOf(connection, draft, taken));
    if (error) setErrors(firstErrors(error));
    return data ? { ...data, secrets: {} } : null;
  };
  return (
    <ConnectionSettings
      isNew={connection === null}
      changed={JSON.stringify(draft) !== JSON.stringify(stored)}
      errors={errors}
      given={given}
      undo={() => change(stored)}
      startsOpen={startsOpen}
      onSaved={onSaved}
    >
      <div className="bt-form-columns">
        <PlaceFields draft={draft} errors={errors} change={change} />
        <TableFields draft={draft} errors={errors} change={change} />
      </div>
    </ConnectionSettings>
  );
}

interface FieldsProps {
  readonly draft: CsvDraft;
  readonly errors: Record<string, string>;
  readonly change: (part: Partial<CsvDraft>) => void;
}

function PlaceFields({ draft, errors, change }: FieldsProps) {
  return (
    <Stack gap="sm">
      <TextInput
        label={tr('Name')}
        required
        value={draft.name}
        error={errors['name']}
        onChange={(event) => change({ name: event.currentTarget.value })}
      />
      <TextInput
        label={tr('Path of the file')}
        description={tr("On the station's own computer, or a share it has. The file may not be there yet")}
        required
        value={draft.path}
        error={errors['path']}
        onChange={(event) => change({ path: event.currentTarget.value })}
      />
      <TextInput
        label={tr('Bioreactor')}
        description={tr('All rows are about this unit')}
        required
        value={draft.unitKey}
        error={errors['unitKey']}
        onChange={(event) => change({ unitKey: event.currentTarget.value })}
      />
      <Switch
        label={tr('Read what is in the file already')}
        description={tr('Off: only rows that are added from now on')}
        checked={draft.fromStart}
        onChange={(event) => change({ fromStart: event.currentTarget.checked })}
      />
      <NewUnitFields
        draft={draft}
        change={change}
        label={tr('Create the unit if the station has not met it')}
      />
    </Stack>
  );
}

const encodingWords: Readonly<Record<CsvFile['encoding'], string>> = {
  auto: tr('Recognise it'),
  'utf-8': tr('UTF-8'),
  'utf-16le': tr('UTF-16 LE'),
  'utf-16be': tr('UTF-16 BE'),
  latin1: tr('Latin-1 (Windows-1252)'),
};
const delimiterWords: Readonly<Record<CsvFile['delimiter'], string>> = {
  auto: tr('Recognise it'),
  ',': tr('Comma'),
  ';': tr('Semicolon'),
  tab: tr('Tab'),
  '|': '|',
};
const timeWords: Readonly<Record<CsvFile['timeFormat'], string>> = {
  iso: '2026-03-01 12:00:00',
  pattern: tr('Spelled out'),
  'epoch-s': tr('Seconds since 1970'),
  'epoch-ms': tr('Milliseconds since 1970'),
  excel: tr('Days, as spreadsheets count'),
  arrival: tr('Rows carry no time'),
};

function TableFields({ draft, errors, change }: FieldsProps) {
  const timed = draft.timeFormat !== 'arrival';
  return (
    <Stack gap="sm">
      <Group gap="sm" align="flex-start" grow>
        <Choice
          label={tr('Encoding')}
          of={csvEncodings}
          words={encodingWords}
          value={draft.encoding}
          onChange={(encoding) => change({ encoding })}
        />
        <Choice
          label={tr('Delimiter')}
          of={csvDelimiters}
          words={delimiterWords}
          value={draft.delimiter}
          onChange={(delimiter) => change({ delimiter })}
        />
      </Group>
      <Switch
        label={tr('Numbers have a decimal comma')}
        checked={draft.decimalComma}
        onChange={(event) => change({ decimalComma: event.currentTarget.checked })}
      />
      <Choice
        label={tr('Time is written as')}
        of={csvTimeFormats}
        words={timeWords}
        value={draft.timeFormat}
        onChange={(timeFormat) => change({ timeFormat })}
      />
      {draft.timeFormat === 'pattern' && (
        <TextInput
          label={tr('Spelled out as')}
          description={tr('YYYY or YY, MM or M, DD or D, HH or H (hh or h with A for AM/PM), mm, ss, SSS')}
          value={draft.timePattern}
          error={errors['timePattern']}
          onChange={(event) => change({ timePattern: event.currentTarget.value })}
        />
      )}
      {timed && (
        <Group gap="sm" align="flex-start" grow>
          <TextInput
            label={tr('Time column')}
            description={tr('Empty: the first one')}
            value={draft.timeColumn}
            error={errors['timeColumn']}
            onChange={(event) => change({ timeColumn: event.currentTarget.value })}
          />
          <TextInput
            label={tr('Time zone')}
            description={tr('Of times that name none')}
            value={draft.zone}
            error={errors['zone']}
            onChange={(event) => change({ zone: event.currentTarget.value })}
          />
        </Group>
      )}
    </Stack>
  );
}

interface ChoiceProps<T extends string> {
  readonly label: string;
  readonly of: readonly T[];
  readonly words: Readonly<Record<T, string>>;
  readonly value: T;
  readonly onChange: (value: T) => void;
}

function Choice<T extends string>({ label, of, words, value, onChange }: ChoiceProps<T>) {
  return (
    <Select
      label={label}
      data={of.map((one) => ({ value: one, label: tr(words[one]) }))}
      allowDeselect={false}
      value={value}
      onChange={(chosen) => {
        const found = of.find((one) => one === chosen);
        if (found !== undefined) onChange(found);
      }}
    />
  );
}

function draftOf(connection: CsvConnection | null): CsvDraft {
  if (!connection) return emptyCsv;
  const { name, autoUnits, scale, file } = connection;
  return { name, autoUnits, scale, ...file };
}

function inputOf(connection: CsvConnection | null, draft: CsvDraft, taken: readonly string[]): unknown {
  const { name, autoUnits, scale, ...file } = draft;
  return {
    id: connection?.id ?? proposeConnectionId(name, taken),
    kind: 'csv',
    name: name.trim(),
    enabled: connection?.enabled ?? true,
    autoUnits,
    scale,
    file: { ...file, path: file.path.trim(), unitKey: file.unitKey.trim() },
  };
}
