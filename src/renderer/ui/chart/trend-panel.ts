import { drawPlot } from './draw-traces';
import { causesAmong, drawnHoles } from './hole-spans';
import { type AxisPair, niceAxes } from './nice-axis';
import { createPanelOverlay } from './panel-overlay';
import { type Bands, extremes, nearestLine, tracesOf, updateBands } from './panel-traces';
import { plotInset } from './plot-inset';
import { redrawIntervalMs } from './redraw-scheduler';
import { emptyPixelTrace, type PixelTrace, reduceToPixels } from './reduce-to-pixels';
import type { TimeWindow } from './time-view';
import type { TrendGroup } from './trend-group';
import { channelsOf, type TrendSpec } from './trend-spec';
import { valueAt } from './value-at';
import { createValueAxes, type ValueAxes } from './value-axes';
import type { Channel } from '../../../shared/model/channel';
import type { HoleCause } from '../../../shared/model/hole';

export interface TrendPanelParts {
  readonly box: HTMLElement;
  readonly canvas: HTMLCanvasElement;
  readonly cursor: HTMLElement;
}

export interface TrendPanel {
  /** Time at a distance from the left edge of the box, px. */
  timeAt(x: number): number;
  /** The channel of the line nearest to a place in the box, px. */
  channelAt(x: number, y: number): Channel | undefined;
  close(): void;
}

/** `doubtful`: samples, but none with a number. */
export type Found = 'numbers' | 'doubtful' | 'nothing';

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Runs one panel outside of React: follows its box, takes its turns to draw and moves the shared cursor.
 * @param drawn called after each drawing with what of the window there was to draw, and why something was not
 */
export function createTrendPanel(
  group: TrendGroup,
  spec: TrendSpec,
  parts: TrendPanelParts,
  drawn: (found: Found, causes: readonly HoleCause[]) => void,
): TrendPanel {
  const page = parts.box.ownerDocument.defaultView ?? window;
  const context = parts.canvas.getContext('2d');
  const pixels = new Map<Channel, PixelTrace>();
  const bands: Bands = new Map();
  let kept: AxisPair | null = null;
  let axes: ValueAxes | null = null;
  let size: Size = { width: 0, height: 0 };
  let seen = false;
  let joined = false;
  let leaveFeed = (): void => undefined;
  let leaveHoles = (): void => undefined;
  const overlay = createPanelOverlay(group, spec);

  const innerWidth = (): number => Math.max(1, size.width - plotInset.left - plotInset.right);
  const currentWindow = (): TimeWindow => group.view.window(group.now());

  const reduce = (channel: Channel, shown: TimeWindow): PixelTrace => {
    const out = pixels.get(channel) ?? emptyPixelTrace();
    pixels.set(channel, out);
    return reduceToPixels(group.feed.trace(channel), shown, Math.round(innerWidth()), out);
  };

  const draw = (): void => {
    if (!context || !axes || size.width < 120 || size.height < 60) return;
    const shown = currentWindow();
    for (const channel of channelsOf(spec)) reduce(channel, shown);
    updateBands(spec, pixels, bands);
    const roomy = size.height - plotInset.top - plotInset.bottom >= 64;
    overlay.reduce(shown, Math.round(innerWidth()));
    const demand = (side: 'left' | 'right') => overlay.widened(side, extremes(spec, side, pixels, bands));
    const right = spec.right && { ...demand('right'), rule: spec.right };
    kept = niceAxes({ ...demand('left'), rule: spec.left }, right, roomy ? [4, 5] : [2, 3], kept);
    const palette = group.palette();
    const share = (group.now() - shown.from) / (shown.to - shown.from);
    const lines = spec.series.map(({ channel, colour }) => ({
      holes: group.holes.of(channel),
      colour: palette.series[colour] ?? palette.ink,
    }));
    const holes = drawnHoles(lines, shown, innerWidth());
    drawPlot(context, {
      ...size,
      pixelRatio: page.devicePixelRatio,
      palette,
      axes: axes.picture(kept, palette),
      timeAxis: group.timeAxes.picture(size.width, shown, palette),
      holes,
      nowX: share > 0 && share < 1 ? share * innerWidth() : null,
      ...tracesOf(spec, pixels, bands, kept, palette.series),
      overlay: overlay.drawn(shown, kept, pixels, palette),
    });
    const traces = spec.series.flatMap(({ channel }) => pixels.get(channel) ?? []);
    drawn(foundIn(traces), causesAmong(holes));
    placeCursor();
  };

  const placeCursor = (): void => {
    const t = group.view.cursor();
    const { from, to } = currentWindow();
    const x = t === null ? -1 : ((t - from) / (to - from)) * innerWidth();
    const inside = x >= 0 && x <= innerWidth();
    parts.cursor.hidden = !inside;
    if (inside) parts.cursor.style.transform = `translateX(${plotInset.left + Math.round(x)}px)`;
  };

  const ticket = group.register(
    {
      draw,
      intervalMs: () => {
        const { from, to } = currentWindow();
        return redrawIntervalMs((to - from) / innerWidth());
      },
      visible: () => seen && !page.document.hidden && size.width > 0,
    },
    new Set(channelsOf(spec).map((channel) => channel.series)),
  );

  /** Only a panel that has been seen asks for history. */
  const joinFeed = (): void => {
    if (joined || size.width === 0) return;
    joined = true;
    axes ??= createValueAxes(parts.box.ownerDocument, size.width, size.height);
    leaveFeed();
    leaveHoles();
    leaveHoles = group.holes.join(
      spec.series.map(({ channel }) => channel),
      () => ticket.mark('urgent'),
    );
    group.holes.show(currentWindow());
    leaveFeed = group.feed.join(channelsOf(spec), Math.round(innerWidth()), () => ticket.mark('urgent'));
    overlay.join(Math.round(innerWidth()), currentWindow(), () => ticket.mark('urgent'));
    group.feed.show(currentWindow());
  };

  const resize = ({ width, height }: Size): void => {
    if (width === 0 || height === 0 || (width === size.width && height === size.height)) return;
    size = { width, height };
    parts.canvas.width = Math.round(width * page.devicePixelRatio);
    parts.canvas.height = Math.round(height * page.devicePixelRatio);
    if (axes) axes.resize(width, height);
    joined = false;
    if (seen) joinFeed();
    ticket.mark('urgent');
  };

  const sizes = new ResizeObserver(([entry]) => {
    if (entry)
      resize({ width: Math.floor(entry.contentRect.width), height: Math.floor(entry.contentRect.height) });
  });
  sizes.observe(parts.box);
  const sights = new IntersectionObserver(([entry]) => {
    seen = entry?.isIntersecting ?? true;
    if (!seen) return;
    joinFeed();
    ticket.mark('later');
  });
  sights.observe(parts.box);
  const stopCursor = group.view.subscribeCursor(placeCursor);

  const timeAt = (x: number): number => {
    const { from, to } = currentWindow();
    return from + ((x - plotInset.left) / innerWidth()) * (to - from);
  };

  return {
    timeAt,
    channelAt: (x, y) => {
      if (!kept) return undefined;
      const plot = { y: y - plotInset.top, height: size.height - plotInset.top - plotInset.bottom };
      const t = timeAt(x);
      return nearestLine(spec, kept, plot, (channel) => valueAt(group.feed.trace(channel), t)?.value);
    },
    close: () => {
      sizes.disconnect();
      sights.disconnect();
      stopCursor();
      leaveFeed();
      leaveHoles();
      overlay.close();
      ticket.release();
    },
  };
}

function foundIn(traces: readonly PixelTrace[]): Found {
  if (traces.some((trace) => trace.length > 0)) return 'numbers';
  return traces.some((trace) => trace.doubt.includes(1)) ? 'doubtful' : 'nothing';
}
