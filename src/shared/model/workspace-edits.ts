import type { ChannelId } from './identity';
import {
  mostLines,
  mostPanels,
  mostRows,
  mostTrendChannels,
  panelsOf,
  trendChannels,
  type LayoutPanel,
  type LayoutPlace,
  type PanelSettings,
  type WorkspaceLayout,
} from './workspace-layout';

/** A layout after an edit, or why it stays as it was. */
export type Edited =
  { readonly ok: true; readonly layout: WorkspaceLayout } | { readonly ok: false; readonly words: string };

export type Side = 'left' | 'right' | 'above' | 'below';
/** Where a panel goes: behind another as a tab, or to a side of it; null finds a place by itself. */
export interface Spot {
  readonly panel: string;
  readonly side: Side | 'with';
}

const done = (layout: WorkspaceLayout): Edited => ({ ok: true, layout });
const refuse = (words: string): Edited => ({ ok: false, words });

/** Adds a panel at a spot; without one it halves the largest place. */
export function addPanel(layout: WorkspaceLayout, panel: LayoutPanel, spot: Spot | null): Edited {
  if (layout.panels.length >= mostPanels)
    return refuse(`A layout holds at most ${mostPanels} panels: close one first, or open another window.`);
  const panels = [...layout.panels, panel];
  const tooMany = tooManyLines(panels);
  if (tooMany !== null) return refuse(tooMany);
  const chosen = spot ?? roomiest(layout.root);
  const root = chosen === null ? tabsOf(panel.id) : put(layout.root, panel.id, chosen);
  return done({ ...layout, panels, root });
}

/** Takes a panel away; its neighbours share its place. */
export function removePanel(layout: WorkspaceLayout, id: string): WorkspaceLayout {
  return {
    ...layout,
    panels: layout.panels.filter((panel) => panel.id !== id),
    root: layout.root && without(layout.root, id),
  };
}

/** The same panel once more, beside the first. */
export function duplicatePanel(layout: WorkspaceLayout, id: string, newId: string): Edited {
  const panel = layout.panels.find((one) => one.id === id);
  if (!panel) return refuse('There is no such panel.');
  return addPanel(layout, { ...panel, id: newId }, { panel: id, side: 'right' });
}

/** @param title null takes the name away, and the panel says what it shows */
export function renamePanel(layout: WorkspaceLayout, id: string, title: string | null): WorkspaceLayout {
  const named = title?.trim() === '' ? null : (title?.trim().slice(0, 80) ?? null);
  return withPanel(layout, id, (panel) => ({ ...panel, title: named }));
}

/** Changes what a panel shows. */
export function setPanel(layout: WorkspaceLayout, id: string, settings: PanelSettings): Edited {
  const next = withPanel(layout, id, (panel) => ({ ...panel, settings }));
  const tooMany = tooManyLines(next.panels);
  return tooMany === null ? done(next) : refuse(tooMany);
}

/** Puts channels into a panel that takes some. Those it has already count for nothing. */
export function addChannels(layout: WorkspaceLayout, id: string, channels: readonly ChannelId[]): Edited {
  const panel = layout.panels.find((one) => one.id === id);
  if (!panel) return refuse('There is no such panel.');
  const { settings } = panel;
  if (settings.kind === 'value')
    return channels.length === 1
      ? setPanel(layout, id, { ...settings, channel: channels[0] ?? null })
      : refuse(`A value panel shows one channel, not ${channels.length}: drop them on a trend or a table.`);
  if (settings.kind !== 'trend' && settings.kind !== 'table')
    return refuse('This panel takes no channels: drop them on a trend, a value or a table.');
  const together = [...new Set([...settings.channels, ...channels])];
  const words = tooManyIn(settings.kind, together.length);
  return words === null ? setPanel(layout, id, { ...settings, channels: together }) : refuse(words);
}

/** Why a panel does not take so many channels, or null. */
export function tooManyIn(kind: 'trend' | 'table', count: number): string | null {
  if (kind === 'trend' && count > mostLines)
    return `${count} lines in one trend cannot be told apart: it shows at most ${mostLines}. Choose those that belong together, spread them over several trends, or use a table (up to ${mostRows}).`;
  if (kind === 'table' && count > mostRows)
    return `${count} rows are more than a table shows (${mostRows}): make one for each unit.`;
  return null;
}

/** Moves a panel to a spot beside or behind another. */
export function movePanel(layout: WorkspaceLayout, id: string, spot: Spot): WorkspaceLayout {
  if (spot.panel === id || layout.root === null) return layout;
  const rest = without(layout.root, id);
  return rest === null ? layout : { ...layout, root: put(rest, id, spot) };
}

/** Gives the place of a panel more (`factor` above 1) or less of the row or the column it is in. */
export function resizePanel(
  layout: WorkspaceLayout,
  id: string,
  along: 'row' | 'column',
  factor: number,
): WorkspaceLayout {
  const grow = (place: LayoutPlace): LayoutPlace => {
    if (place.kind === 'tabs') return place;
    const places = place.places.map(grow);
    if (place.kind !== along || places.length < 2) return { ...place, places };
    const total = places.reduce((sum, { share }) => sum + share, 0);
    const grown = places.map((one) =>
      panelsOf(one).includes(id)
        ? { ...one, share: Math.min(total * 0.9, Math.max(total * 0.04, one.share * factor)) }
        : one,
    );
    return { ...place, places: grown };
  };
  return layout.root === null ? layout : { ...layout, root: grow(layout.root) };
}

function withPanel(
  layout: WorkspaceLayout,
  id: string,
  change: (panel: LayoutPanel) => LayoutPanel,
): WorkspaceLayout {
  return { ...layout, panels: layout.panels.map((panel) => (panel.id === id ? change(panel) : panel)) };
}

function tooManyLines(panels: readonly LayoutPanel[]): string | null {
  const lines = trendChannels(panels).size;
  if (lines <= mostTrendChannels) return null;
  return `The trends of this layout would draw ${lines} channels; one window draws at most ${mostTrendChannels}. Open another window for the rest.`;
}

const tabsOf = (id: string, share = 1): LayoutPlace => ({ kind: 'tabs', share, panels: [id], front: id });

/** The place with most of the window, and the side that makes both halves least narrow. */
function roomiest(root: LayoutPlace | null): Spot | null {
  let best: { readonly spot: Spot; readonly area: number } | null = null;
  const look = (place: LayoutPlace, width: number, height: number): void => {
    if (place.kind === 'tabs') {
      const area = width * height;
      if (best && best.area >= area - 1e-9) return;
      best = { spot: { panel: place.front, side: width >= height ? 'right' : 'below' }, area };
      return;
    }
    const total = place.places.reduce((sum, { share }) => sum + share, 0);
    for (const one of place.places) {
      const part = one.share / total;
      if (place.kind === 'row') look(one, width * part, height);
      else look(one, width, height * part);
    }
  };
  if (root) look(root, 16, 9);
  return (best as { spot: Spot } | null)?.spot ?? null;
}

function put(root: LayoutPlace | null, id: string, { panel, side }: Spot): LayoutPlace {
  if (root === null) return tabsOf(id);
  if (root.kind === 'tabs') return root.panels.includes(panel) ? beside(root, id, side) : root;
  const axis = side === 'left' || side === 'right' ? 'row' : 'column';
  const places = root.places.flatMap((place) => {
    if (!panelsOf(place).includes(panel)) return [place];
    if (place.kind !== 'tabs' || side === 'with' || root.kind !== axis)
      return [put(place, id, { panel, side })];
    // The place and the new one share what it had, in the row or column they are in.
    const halves = [
      { ...place, share: place.share / 2 },
      { ...tabsOf(id), share: place.share / 2 },
    ];
    return side === 'left' || side === 'above' ? halves.toReversed() : halves;
  });
  return { ...root, places };
}

function beside(place: Extract<LayoutPlace, { kind: 'tabs' }>, id: string, side: Spot['side']): LayoutPlace {
  if (side === 'with') return { ...place, panels: [...place.panels, id], front: id };
  const both = [{ ...place, share: 1 }, tabsOf(id)];
  const places = side === 'left' || side === 'above' ? both.toReversed() : both;
  return { kind: side === 'left' || side === 'right' ? 'row' : 'column', share: place.share, places };
}

/** The tree without a panel; places that are left with one place become that place. */
function without(place: LayoutPlace, id: string): LayoutPlace | null {
  if (place.kind === 'tabs') {
    const panels = place.panels.filter((one) => one !== id);
    const [first] = panels;
    if (first === undefined) return null;
    return { ...place, panels, front: place.front === id ? first : place.front };
  }
  const places = place.places.flatMap((one) => without(one, id) ?? []);
  const [only] = places;
  if (only === undefined) return null;
  return places.length === 1 ? { ...only, share: place.share } : { ...place, places };
}
