import { Button, Checkbox, NumberInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { KeepingSettings, KeepingStatus } from '../../../shared/model/keeping';
import type { KeepingDeeds } from './use-keeping';
import { tr } from '../../strings/translate';

interface Props {
  readonly status: KeepingStatus;
  readonly deeds: KeepingDeeds;
  readonly settled: () => void;
}

/** When and where backups are made, and how long raw samples are kept. */
export function StorageSettings({ status, deeds, settled }: Props) {
  const [draft, setDraft] = useState<KeepingSettings>(status.settings);
  const set = (change: Partial<KeepingSettings>): void => setDraft({ ...draft, ...change });
  const save = async (): Promise<void> => {
    if (await deeds.ask((keeping) => keeping.saveSettings(draft))) settled();
  };
  return (
    <form
      className="bt-storage-settings"
      aria-label={tr('Settings of the storage')}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <TextInput
        size="xs"
        label={tr('Folder for backups, on the station')}
        description={tr('Best on another disk. Empty: a folder beside the data')}
        placeholder={status.backupFolder}
        value={draft.backupFolder}
        onChange={(event) => set({ backupFolder: event.currentTarget.value })}
      />
      <div className="bt-storage-fields">
        <Checkbox
          size="xs"
          label={tr('Back up daily')}
          checked={draft.backupDaily}
          onChange={(event) => set({ backupDaily: event.currentTarget.checked })}
        />
        <Whole
          label={tr('At hour')}
          value={draft.backupHour}
          min={0}
          max={23}
          disabled={!draft.backupDaily}
          change={(backupHour) => set({ backupHour })}
        />
        <Whole
          label={tr('Backups kept')}
          value={draft.backupsKept}
          min={1}
          max={1000}
          change={(backupsKept) => set({ backupsKept })}
        />
      </div>
      <div className="bt-storage-fields">
        <Checkbox
          size="xs"
          label={tr('Keep raw samples for ever')}
          checked={draft.rawYears === null}
          onChange={(event) => set({ rawYears: event.currentTarget.checked ? null : 10 })}
        />
        <Whole
          label={tr('Or for years')}
          value={draft.rawYears ?? 10}
          min={1}
          max={100}
          disabled={draft.rawYears === null}
          change={(rawYears) => set({ rawYears })}
        />
      </div>
      <p className="bt-storage-of">
        {tr(
          'A limit removes nothing by itself: it shows what could go, and waits for a person and a reason.',
        )}
      </p>
      <div className="bt-storage-buttons">
        <Button type="submit" size="compact-sm" disabled={deeds.busy}>
          {tr('Save')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={settled}>
          {tr('Discard')}
        </Button>
      </div>
    </form>
  );
}

interface WholeProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly disabled?: boolean;
  readonly change: (value: number) => void;
}

function Whole({ label, value, min, max, disabled = false, change }: WholeProps) {
  return (
    <NumberInput
      size="xs"
      w={110}
      label={label}
      value={value}
      min={min}
      max={max}
      allowDecimal={false}
      disabled={disabled}
      onChange={(next) => typeof next === 'number' && change(next)}
    />
  );
}
