import {
  IconBell,
  IconBrain,
  IconCalendarEvent,
  IconChartLine,
  IconGauge,
  IconListNumbers,
  IconNotes,
  IconPhoto,
  IconTimeline,
  IconWind,
} from '@tabler/icons-react';
import type { ComponentType } from 'react';
import type { UnitSummary } from '../../../shared/contract/units';
import type { ChannelId } from '../../../shared/model/identity';
import { rowName } from '../unit/row-name';
import type { LayoutPanel, PanelKind, PanelSettings } from '../../../shared/model/workspace-layout';
import { tr } from '../../strings/translate';

/** What a panel has to be told: channels, a unit, or nothing. `unit?`: without one it shows all. */
export type PanelNeeds = 'channels' | 'channel' | 'unit' | 'unit?' | 'picture';

export interface PanelEntry {
  readonly kind: PanelKind;
  readonly title: string;
  /** What it is for, in the list of panels. */
  readonly words: string;
  readonly needs: PanelNeeds;
  readonly icon: ComponentType<{ size?: number; stroke?: number; 'aria-hidden'?: boolean }>;
}

/** Every panel there is. */
export const workspacePanels: readonly PanelEntry[] = [
  {
    kind: 'trend',
    title: tr('Trend'),
    words: tr('Lines over time, of any units'),
    needs: 'channels',
    icon: IconChartLine,
  },
  {
    kind: 'value',
    title: tr('Value'),
    words: tr('One number, readable from afar'),
    needs: 'channel',
    icon: IconGauge,
  },
  {
    kind: 'table',
    title: tr('Table'),
    words: tr('Values with quality and age'),
    needs: 'channels',
    icon: IconListNumbers,
  },
  {
    kind: 'alarms',
    title: tr('Alarms'),
    words: tr('What stands, the most urgent first'),
    needs: 'unit?',
    icon: IconBell,
  },
  {
    kind: 'twin',
    title: tr('Twin'),
    words: tr('What the twin knows of a unit'),
    needs: 'unit',
    icon: IconBrain,
  },
  {
    kind: 'off-gas',
    title: tr('Off-gas'),
    words: tr('CO₂, O₂, uptake rates and RQ'),
    needs: 'unit',
    icon: IconWind,
  },
  {
    kind: 'events',
    title: tr('Events'),
    words: tr('What the station saw happen'),
    needs: 'unit?',
    icon: IconCalendarEvent,
  },
  {
    kind: 'notes',
    title: tr('Notes'),
    words: tr('Samples and remarks of the batch'),
    needs: 'unit',
    icon: IconNotes,
  },
  {
    kind: 'phases',
    title: tr('Phases'),
    words: tr('Where the batch is, and since when'),
    needs: 'unit?',
    icon: IconTimeline,
  },
  { kind: 'image', title: tr('Image'), words: tr('A drawing or a plan'), needs: 'picture', icon: IconPhoto },
];

export function panelEntry(kind: PanelKind): PanelEntry {
  const found = workspacePanels.find((entry) => entry.kind === kind);
  if (!found) throw new Error(`No panel is called ${kind}`);
  return found;
}

/** What a new panel shows at first. */
export function firstSettings(
  kind: PanelKind,
  unit: UnitSummary | undefined,
  channels: readonly ChannelId[] = [],
): PanelSettings {
  switch (kind) {
    case 'trend':
      return {
        kind,
        channels: [...channels],
        scale: 'own',
        limits: true,
        phases: true,
        notes: true,
        compare: null,
      };
    case 'value':
      return { kind, channel: channels[0] ?? null };
    case 'table':
      return { kind, channels: [...channels] };
    case 'image':
      return { kind, words: '', data: null };
    case 'alarms':
    case 'events':
    case 'notes':
    case 'off-gas':
    case 'phases':
    case 'twin':
      return { kind, unitId: panelEntry(kind).needs === 'unit' ? (unit?.id ?? null) : null };
    default:
      return kind satisfies never;
  }
}

/** A panel's name: the one somebody gave it, or what it shows. */
export function titleOf({ title, settings }: LayoutPanel, units: readonly UnitSummary[]): string {
  if (title !== null) return title;
  const entry = panelEntry(settings.kind);
  if ('unitId' in settings) {
    const unit = units.find(({ id }) => id === settings.unitId);
    return unit ? `${entry.title} · ${unit.name}` : settings.unitId ? `${entry.title} · ${settings.unitId}` : entry.title; // prettier-ignore
  }
  if (settings.kind === 'image') return settings.words === '' ? entry.title : settings.words;
  const ids = settings.kind === 'value' ? [settings.channel].filter((id) => id !== null) : settings.channels;
  return ids.length === 0 ? entry.title : namesOf(ids, units);
}

function namesOf(ids: readonly ChannelId[], units: readonly UnitSummary[]): string {
  const lookup = new Map(units.flatMap(({ channels }) => channels.map((one) => [one.id, one])));
  const nameOf = (id: ChannelId): string => {
    const channel = lookup.get(id);
    return channel ? rowName(channel) : (id.split('/')[1] ?? '');
  };
  const tags = [...new Set(ids.map(nameOf))];
  const of = [...new Set(ids.map((id) => id.split('/')[0] ?? ''))];
  const named = of.map((id) => units.find((unit) => unit.id === id)?.name ?? id);
  const what = tags.length > 3 ? `${tags.slice(0, 3).join(', ')} +${tags.length - 3}` : tags.join(', ');
  return `${what} · ${named.length > 2 ? `${named.length} units` : named.join(', ')}`;
}
