export interface Bounds {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Display {
  readonly id: number;
  /** Without task bars. */
  readonly workArea: Bounds;
}

/** A window as it was left: where, and on which display. */
export interface LeftWindow {
  readonly bounds: Bounds;
  readonly display: Display;
}

export const smallestWindow = { width: 1024, height: 640 } as const;
const usualWindow = { width: 1440, height: 900 } as const;
/** So much of a window must be on a display for it to count as being there. */
const visiblePx = 120;

/**
 * Where a window goes: as it was left if that display is still there (wherever it has moved to), else on the display
 * that shows most of it, else in the middle of the first one. Never larger than the display, never out of sight.
 * @param displays the first is the primary one
 */
export function fitBounds(left: LeftWindow | undefined, displays: readonly [Display, ...Display[]]): Bounds {
  if (!left) return centred(usualWindow, displays[0].workArea);
  const same = displays.find((display) => display.id === left.display.id);
  if (same) return within(shifted(left.bounds, left.display.workArea, same.workArea), same.workArea);
  const best = displays.toSorted((a, b) => overlap(left.bounds, b) - overlap(left.bounds, a))[0];
  if (best && overlap(left.bounds, best) >= visiblePx ** 2) return within(left.bounds, best.workArea);
  return centred(left.bounds, displays[0].workArea);
}

/**
 * The display that a further window opens on: one that none of ours is on, in the order of the displays. Undefined where
 * there is none.
 */
export function freeDisplay(
  windows: readonly Bounds[],
  displays: readonly [Display, ...Display[]],
): Display | undefined {
  const most = (window: Bounds): Display | undefined =>
    displays.toSorted((a, b) => overlap(window, b) - overlap(window, a))[0];
  const taken = new Set(windows.map((window) => most(window)?.id));
  return displays.find(({ id }) => !taken.has(id));
}

function shifted(bounds: Bounds, from: Bounds, to: Bounds): Bounds {
  return { ...bounds, x: bounds.x - from.x + to.x, y: bounds.y - from.y + to.y };
}

/** Area of a window that a display shows, px². */
function overlap(bounds: Bounds, { workArea }: Display): number {
  const width =
    Math.min(bounds.x + bounds.width, workArea.x + workArea.width) - Math.max(bounds.x, workArea.x);
  const height =
    Math.min(bounds.y + bounds.height, workArea.y + workArea.height) - Math.max(bounds.y, workArea.y);
  return Math.max(0, width) * Math.max(0, height);
}

function within(bounds: Bounds, area: Bounds): Bounds {
  const width = Math.min(Math.max(bounds.width, smallestWindow.width), area.width);
  const height = Math.min(Math.max(bounds.height, smallestWindow.height), area.height);
  const x = Math.min(Math.max(bounds.x, area.x), area.x + area.width - width);
  const y = Math.min(Math.max(bounds.y, area.y), area.y + area.height - height);
  return { x, y, width, height };
}

function centred(size: { width: number; height: number }, area: Bounds): Bounds {
  const { width, height } = within({ ...area, ...size }, area);
  return {
    x: area.x + Math.round((area.width - width) / 2),
    y: area.y + Math.round((area.height - height) / 2),
    width,
    height,
  };
}
