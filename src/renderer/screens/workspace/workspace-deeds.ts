import { notifications } from '@mantine/notifications';
import type { UnitSummary } from '../../../shared/contract/units';
import type { ChannelId } from '../../../shared/model/identity';
import {
  addChannels,
  addPanel,
  duplicatePanel,
  movePanel,
  removePanel,
  renamePanel,
  resizePanel,
  setPanel,
  tooManyIn,
  type Side,
  type Spot,
} from '../../../shared/model/workspace-edits';
import { panelsOf, type LayoutPanel, type PanelSettings } from '../../../shared/model/workspace-layout';
import { firstSettings, titleOf } from './panel-catalogue';
import { openAddPanel, openRename, openSettings } from './panel-dialogs';
import type { WorkspaceDesk } from './workspace-desk';
import { tr } from '../../strings/translate';

/** Everything a hand or a key can do to the panels of a window. */
export interface WorkspaceDeeds {
  readonly add: () => void;
  readonly put: (settings: PanelSettings, spot?: Spot | null) => void;
  /** Channels from the tree: into the active panel where it takes them, else into a new trend. */
  readonly addChannels: (channels: readonly ChannelId[]) => void;
  /** Channels dropped on the middle of a panel go into it; beside it they make a trend. */
  readonly drop: (channels: readonly ChannelId[], spot: Spot | null) => void;
  readonly close: (id: string) => void;
  readonly duplicate: (id: string) => void;
  readonly rename: (id: string) => void;
  readonly configure: (id: string) => void;
  readonly change: (id: string, settings: PanelSettings) => void;
  readonly maximise: (id: string) => void;
  /** Goes to the next panel, or back. */
  readonly step: (by: 1 | -1) => void;
  /** Moves a panel to the side of the next one. */
  readonly move: (id: string, side: Side) => void;
  readonly resize: (id: string, along: 'row' | 'column', factor: number) => void;
}

/** A refusal is told where a person looks, and stays long enough to be read. */
export function tellRefused(words: string): void {
  notifications.show({
    title: tr('Nothing was changed'),
    message: words,
    color: 'yellow',
    autoClose: 15_000,
  });
}

export function createDeeds(desk: WorkspaceDesk, units: () => readonly UnitSummary[]): WorkspaceDeeds {
  const layout = () => desk.get().history.present;
  const panel = (id: string): LayoutPanel | undefined => layout().panels.find((one) => one.id === id);
  const done = (next: ReturnType<typeof layout>, active?: string): void =>
    void desk.edit({ ok: true, layout: next }, active);
  const put = (settings: PanelSettings, spot: Spot | null = null): void => {
    const id = newId(layout().panels);
    desk.edit(addPanel(layout(), { id, title: null, settings }, spot), id);
  };
  const newTrend = (channels: readonly ChannelId[], spot: Spot | null): void => {
    const words = tooManyIn('trend', channels.length);
    if (words !== null) return tellRefused(words);
    put(firstSettings('trend', undefined, channels), spot);
  };
  const unitInView = (): UnitSummary | undefined => {
    const { active } = desk.get();
    const settings = active === null ? undefined : panel(active)?.settings;
    const id = settings && 'unitId' in settings ? settings.unitId : null;
    return units().find((unit) => unit.id === id) ?? units()[0];
  };
  return {
    add: () => openAddPanel(units(), unitInView(), (settings) => put(settings)),
    put,
    addChannels: (channels) => {
      const { active } = desk.get();
      const settings = active === null ? undefined : panel(active)?.settings;
      if (active !== null && settings && takesChannels(settings, channels))
        desk.edit(addChannels(layout(), active, channels));
      else newTrend(channels, null);
    },
    drop: (channels, spot) => {
      if (channels.length === 0) return;
      const settings = spot === null ? undefined : panel(spot.panel)?.settings;
      if (spot?.side === 'with' && settings && takesChannels(settings, channels))
        desk.edit(addChannels(layout(), spot.panel, channels), spot.panel);
      else newTrend(channels, spot);
    },
    close: (id) => done(removePanel(layout(), id)),
    duplicate: (id) => {
      const next = newId(layout().panels);
      desk.edit(duplicatePanel(layout(), id, next), next);
    },
    rename: (id) => {
      const one = panel(id);
      if (!one) return;
      openRename(
        tr('Rename the panel'),
        tr('Name; empty: what it shows'),
        one.title ?? titleOf(one, units()),
        (name) => done(renamePanel(layout(), id, name)),
      );
    },
    configure: (id) => {
      const one = panel(id);
      if (one) openSettings(one, units(), (settings) => desk.edit(setPanel(layout(), id, settings)));
    },
    change: (id, settings) => void desk.edit(setPanel(layout(), id, settings)),
    maximise: (id) => {
      const { maximised } = desk.get();
      desk.activate(id);
      desk.maximise(maximised === null ? id : null);
    },
    step: (by) => {
      const ids = panelsOf(layout().root);
      const here = ids.indexOf(desk.get().active ?? '');
      desk.activate(ids[(here + by + ids.length) % ids.length] ?? null);
    },
    move: (id, side) => {
      const ids = panelsOf(layout().root);
      const here = ids.indexOf(id);
      const neighbour =
        ids[here + (side === 'left' || side === 'above' ? -1 : 1)] ?? ids[here === 0 ? 1 : here - 1];
      if (neighbour !== undefined) done(movePanel(layout(), id, { panel: neighbour, side }), id);
    },
    resize: (id, along, factor) => done(resizePanel(layout(), id, along, factor), id),
  };
}

function takesChannels({ kind }: PanelSettings, channels: readonly ChannelId[]): boolean {
  return kind === 'trend' || kind === 'table' || (kind === 'value' && channels.length === 1);
}

/** The first number that no panel has; ids of closed panels may come again: undo brings back the whole layout. */
function newId(panels: readonly LayoutPanel[]): string {
  const taken = new Set(panels.map(({ id }) => id));
  for (let n = 1; ; n += 1) if (!taken.has(`p${n}`)) return `p${n}`;
}
