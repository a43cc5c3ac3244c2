import { Button, TextInput } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useState } from 'react';
import type { UnitSummary } from '../../../shared/contract/units';
import type { LayoutPanel, PanelSettings } from '../../../shared/model/workspace-layout';
import { firstSettings, panelEntry, workspacePanels } from './panel-catalogue';
import { PanelForm } from './panel-form';
import { tr } from '../../strings/translate';

/** Lets a person choose a panel from the catalogue, and what it shows. */
export function openAddPanel(
  units: readonly UnitSummary[],
  unit: UnitSummary | undefined,
  add: (settings: PanelSettings) => void,
): void {
  // prettier-ignore
  const id = modals.open({
    title: tr('Add a panel'),
    children: (
      <PanelChoice
        units={units}
        unit={unit}
        add={(settings) => {
          modals.close(id);
          add(settings);
        }}
      />
    ),
  });
}

interface ChoiceProps {
  readonly units: readonly UnitSummary[];
  readonly unit: UnitSummary | undefined;
  readonly add: (settings: PanelSettings) => void;
}

function PanelChoice({ units, unit, add }: ChoiceProps) {
  const [settings, setSettings] = useState<PanelSettings | null>(null);
  if (settings) return <PanelForm first={settings} units={units} done={add} />;
  return (
    <ul className="bt-ws-catalogue" aria-label={tr('Panels')}>
      {workspacePanels.map(({ kind, title, words, needs, icon: Icon }, index) => (
        <li key={kind}>
          <button
            type="button"
            data-autofocus={index === 0 || undefined}
            onClick={() => {
              const first = firstSettings(kind, unit);
              if (needs === 'picture') add(first);
              else setSettings(first);
            }}
          >
            <Icon size={20} stroke={1.6} aria-hidden />
            <b>{title}</b>
            <span>{words}</span>
          </button>
        </li>
      ))}
    </ul>
  );
}

/** Opens what a panel shows. */
export function openSettings(
  panel: LayoutPanel,
  units: readonly UnitSummary[],
  change: (settings: PanelSettings) => void,
): void {
  const id = modals.open({
    title: tr('{title}: what it shows', { title: panelEntry(panel.settings.kind).title }),
    children: (
      <PanelForm
        first={panel.settings}
        units={units}
        done={(settings) => {
          modals.close(id);
          change(settings);
        }}
      />
    ),
  });
}

/** Asks for a name; empty takes the given one away. */
export function openRename(title: string, label: string, first: string, named: (name: string) => void): void {
  const id = modals.open({
    title,
    children: (
      <NameForm
        label={label}
        first={first}
        done={(name) => {
          modals.close(id);
          named(name);
        }}
      />
    ),
  });
}

interface NameProps {
  readonly label: string;
  readonly first: string;
  readonly done: (name: string) => void;
}

function NameForm({ label, first, done }: NameProps) {
  const [name, setName] = useState(first);
  return (
    <form
      className="bt-ws-form"
      onSubmit={(event) => {
        event.preventDefault();
        done(name);
      }}
    >
      <TextInput
        label={label}
        data-autofocus
        maxLength={80}
        value={name}
        onChange={({ currentTarget }) => setName(currentTarget.value)}
      />
      <Button type="submit">{tr('Name it')}</Button>
    </form>
  );
}
