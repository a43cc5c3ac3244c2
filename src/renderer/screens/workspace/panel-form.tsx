import { Button, MultiSelect, NativeSelect, Select, Switch, Textarea } from '@mantine/core';
import { useEffect, useRef, useState } from 'react';
import type { UnitSummary } from '../../../shared/contract/units';
import { channelIdSchema, unitIdSchema, type ChannelId } from '../../../shared/model/identity';
import { tooManyIn } from '../../../shared/model/workspace-edits';
import type { PanelSettings } from '../../../shared/model/workspace-layout';
import { CompareField } from './compare-field';
import { panelEntry } from './panel-catalogue';
import { tr } from '../../strings/translate';

interface Props {
  readonly first: PanelSettings;
  readonly units: readonly UnitSummary[];
  readonly done: (settings: PanelSettings) => void;
}

/** What a panel shows, all by keyboard. */
export function PanelForm({ first, units, done }: Props) {
  const [settings, setSettings] = useState(first);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus(), []);
  const refused =
    settings.kind === 'trend' || settings.kind === 'table'
      ? tooManyIn(settings.kind, settings.channels.length)
      : null;
  return (
    <form
      ref={form}
      className="bt-ws-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (refused === null) done(settings);
      }}
    >
      <Fields settings={settings} units={units} set={setSettings} refused={refused} />
      <Button type="submit" disabled={refused !== null}>
        {tr('Show it')}
      </Button>
    </form>
  );
}

interface FieldsProps {
  readonly settings: PanelSettings;
  readonly units: readonly UnitSummary[];
  readonly set: (settings: PanelSettings) => void;
  readonly refused: string | null;
}

function Fields({ settings, units, set, refused }: FieldsProps) {
  switch (settings.kind) {
    case 'trend':
    case 'table':
      return (
        <>
          <MultiSelect
            label={tr('Channels')}
            data-autofocus
            searchable
            clearable
            data={channelChoices(units)}
            value={settings.channels}
            error={refused}
            maxDropdownHeight={260}
            onChange={(ids) => set({ ...settings, channels: asChannels(ids) })}
          />
          {settings.kind === 'trend' && (
            <>
              <NativeSelect
                label={tr('Axes')}
                data={[
                  { value: 'own', label: tr('In their own units') },
                  { value: 'share', label: tr('Normalised: share of the range') },
                  { value: 'log', label: tr('Logarithmic') },
                ]}
                value={settings.scale}
                onChange={({ currentTarget: { value } }) =>
                  set({ ...settings, scale: value === 'share' || value === 'log' ? value : 'own' })
                }
              />
              <div className="bt-ws-switches">
                <Switch
                  label={tr('Alarm limits')}
                  checked={settings.limits}
                  onChange={({ currentTarget: { checked } }) => set({ ...settings, limits: checked })}
                />{' '}
                {/* prettier-ignore */}
                <Switch label={tr('Phases')} checked={settings.phases} onChange={({ currentTarget: { checked } }) => set({ ...settings, phases: checked })} />{' '}
                {/* prettier-ignore */}
                <Switch label={tr('Notes')} checked={settings.notes} onChange={({ currentTarget: { checked } }) => set({ ...settings, notes: checked })} />{' '}
                {/* prettier-ignore */}
              </div>
              <CompareField compare={settings.compare} set={(compare) => set({ ...settings, compare })} />
            </>
          )}
        </>
      );
    case 'value':
      return (
        <Select
          label={tr('Channel')}
          data-autofocus
          searchable
          data={channelChoices(units)}
          value={settings.channel}
          maxDropdownHeight={260}
          onChange={(id) => set({ ...settings, channel: id === null ? null : channelIdSchema.parse(id) })}
        />
      );
    case 'image':
      return (
        <Textarea
          label={tr('What it shows')}
          description={tr('Read aloud to whoever cannot see it')}
          data-autofocus
          maxLength={200}
          value={settings.words}
          onChange={({ currentTarget: { value } }) => set({ ...settings, words: value })}
        />
      );
    case 'alarms':
    case 'events':
    case 'notes':
    case 'off-gas':
    case 'phases':
    case 'twin':
      return (
        <NativeSelect
          label={tr('Unit')}
          data-autofocus
          data={[
            ...(panelEntry(settings.kind).needs === 'unit' ? [{ value: '', label: tr('Choose a unit') }] : [{ value: '', label: tr('All units') }]), // prettier-ignore
            ...units.map(({ id, name }) => ({ value: id, label: name })),
          ]}
          value={settings.unitId ?? ''}
          onChange={({ currentTarget: { value } }) =>
            set({ ...settings, unitId: value === '' ? null : unitIdSchema.parse(value) })
          }
        />
      );
    default:
      return settings satisfies never;
  }
}

const asChannels = (ids: readonly string[]): ChannelId[] => ids.map((id) => channelIdSchema.parse(id));

function channelChoices(units: readonly UnitSummary[]) {
  return units.map((unit) => ({
    group: unit.name,
    items: unit.channels.map(({ id, name, tag }) => ({ value: id, label: `${name} (${tag}) · ${unit.id}` })),
  }));
}
