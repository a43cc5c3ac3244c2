import { Orientation, type SerializedDockview } from 'dockview';
import type { LayoutPlace, WorkspaceLayout } from '../../../shared/model/workspace-layout';

interface Size {
  readonly width: number;
  readonly height: number;
}

/** What the dock writes of one group of tabs, as far as we read it. */
interface DockGroup {
  readonly views: readonly string[];
  readonly activeView?: string;
  readonly id: string;
}
interface DockNode {
  readonly type: 'leaf' | 'branch';
  readonly data: DockGroup | readonly DockNode[];
  readonly size?: number;
}

/** Rows in rows and columns in columns are one; a place alone in its row is that place. */
export function flattened(place: LayoutPlace): LayoutPlace {
  if (place.kind === 'tabs') return place;
  const places = place.places.map(flattened).flatMap((one): LayoutPlace[] => {
    if (one.kind !== place.kind) return [one];
    const total = sum(one.places);
    return one.places.map((inner) => ({ ...inner, share: (inner.share / total) * one.share }));
  });
  const [only] = places;
  return places.length === 1 && only ? { ...only, share: place.share } : { ...place, places };
}

/** A layout in the dock's own form, for a box of a size in px. */
export function toDock(
  layout: WorkspaceLayout,
  size: Size,
  titleOf: (id: string) => string,
): SerializedDockview {
  const { width, height } = size;
  const flat = layout.root && flattened(layout.root);
  const root: LayoutPlace =
    flat === null || flat.kind === 'tabs' ? { kind: 'row', share: 1, places: flat ? [flat] : [] } : flat;
  const row = root.kind === 'row';
  let groups = 0;
  const nodeOf = (place: LayoutPlace, px: number, box: Size): DockNode => {
    if (place.kind === 'tabs') {
      const data = { views: place.panels, activeView: place.front, id: `g${(groups += 1)}` };
      return { type: 'leaf', data, size: px };
    }
    return { type: 'branch', data: childrenOf(place, box), size: px };
  };
  const childrenOf = (place: Exclude<LayoutPlace, { kind: 'tabs' }>, box: Size): DockNode[] => {
    const total = sum(place.places);
    return place.places.map((one) => {
      const part = one.share / total;
      const inner =
        place.kind === 'row' ? { ...box, width: box.width * part } : { ...box, height: box.height * part };
      return nodeOf(one, place.kind === 'row' ? inner.width : inner.height, inner);
    });
  };
  const panels = Object.fromEntries(
    layout.panels.map(({ id }) => [id, { id, contentComponent: 'panel', title: titleOf(id) }]),
  );
  const grid = {
    root: { type: 'branch', data: childrenOf(root, size), size: row ? height : width },
    width,
    height,
    orientation: row ? Orientation.HORIZONTAL : Orientation.VERTICAL,
  };
  // The dock's own types name more of a group than it asks for.
  return { grid, panels } as unknown as SerializedDockview;
}

/** The places of the panels as the dock has them now. */
export function fromDock({ grid }: SerializedDockview): LayoutPlace | null {
  const read = (node: DockNode, kind: 'row' | 'column', share: number): LayoutPlace | null => {
    if (!isBranch(node.data)) {
      const { views, activeView } = node.data;
      const [first] = views;
      if (first === undefined) return null;
      return { kind: 'tabs', share, panels: [...views], front: activeView ?? first };
    }
    const total = node.data.reduce((all, one) => all + (one.size ?? 1), 0) || 1;
    const across = kind === 'row' ? 'column' : 'row';
    const places = node.data.flatMap((one) => read(one, across, rounded((one.size ?? 1) / total)) ?? []);
    return places.length === 0 ? null : { kind, share, places };
  };
  const root = read(grid.root, grid.orientation === Orientation.VERTICAL ? 'column' : 'row', 1);
  return root && flattened(root);
}

const isBranch = (data: DockNode['data']): data is readonly DockNode[] => Array.isArray(data);

/** Whole pixels and borders move shares by so much without anybody having moved anything. */
const negligible = 0.012;

export type Difference = 'none' | 'front' | 'places';

/** Whether two arrangements differ: only in which tab is in front, or in where panels are and how large. */
export function differenceOf(a: LayoutPlace | null, b: LayoutPlace | null): Difference {
  const [left, right] = [a && flattened(a), b && flattened(b)];
  if (left === null || right === null) return left === right ? 'none' : 'places';
  if (!samePlaces(left, right)) return 'places';
  return sameFronts(left, right) ? 'none' : 'front';
}

function samePlaces(a: LayoutPlace, b: LayoutPlace): boolean {
  if (a.kind === 'tabs' || b.kind === 'tabs')
    return a.kind === b.kind && 'panels' in a && 'panels' in b && a.panels.join(' ') === b.panels.join(' ');
  if (a.kind !== b.kind || a.places.length !== b.places.length) return false;
  const [totalA, totalB] = [sum(a.places), sum(b.places)];
  return a.places.every((one, index) => {
    const other = b.places[index];
    if (!other) return false;
    const apart = Math.abs(one.share / totalA - other.share / totalB);
    return apart <= negligible && samePlaces(one, other);
  });
}

function sameFronts(a: LayoutPlace, b: LayoutPlace): boolean {
  if (a.kind === 'tabs' || b.kind === 'tabs') return 'front' in a && 'front' in b && a.front === b.front;
  return a.places.every((one, index) => {
    const other = b.places[index];
    return other !== undefined && sameFronts(one, other);
  });
}

const sum = (places: readonly LayoutPlace[]): number => places.reduce((all, { share }) => all + share, 0);
const rounded = (share: number): number => Math.max(0.001, Math.round(share * 10_000) / 10_000);
