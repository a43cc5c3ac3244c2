import type { LiveStore } from '../../station/live-store';
import { everyAligned } from '../aligned-ticker';
import { type CalmTurn, createCalmTurn } from './calm-turn';
import { createHoleFeed, type HoleFeed, type HoleSource } from './hole-feed';
import { onSchemeChange, type Palette, readPalette } from './palette';
import { createRawAtCursor, type RawAtCursor } from './raw-at-cursor';
import { createRedrawScheduler, type Drawable, type DrawTicket } from './redraw-scheduler';
import { createTimeView, type TimeView, type TimeWindow, type ViewChoice } from './time-view';
import { createTimeAxes, type TimeAxes } from './time-axes';
import { createTrendFeed, type TrendFeed, type TrendSource } from './trend-feed';

/** What the panels of one page share: window, cursor, data and the turn to draw. */
export interface TrendGroup {
  readonly view: TimeView;
  readonly feed: TrendFeed;
  readonly holes: HoleFeed;
  readonly raw: RawAtCursor;
  readonly timeAxes: TimeAxes;
  /** When numbers beside the lines change. */
  readonly numbers: CalmTurn;
  /** History of the same window a time earlier, for what is laid behind; one feed for all panels that ask for the same. */
  ghost(shiftMs: number): TrendFeed;
  /** Station's time, epoch ms. */
  readonly now: () => number;
  palette(): Palette;
  /** Gets a turn to draw; drawn again when the window, the scheme, history or one of the series changes. */
  register(drawable: Drawable, series: ReadonlySet<number>): DrawTicket;
  close(): void;
}

export interface TrendGroupOptions {
  readonly page: Window;
  readonly source: TrendSource & HoleSource;
  readonly live: LiveStore;
  readonly first: ViewChoice;
}

/** Ties view, feed and scheduler of a page together. */
export function createTrendGroup({ page, source, live, first }: TrendGroupOptions): TrendGroup {
  const root = page.document.documentElement;
  const view = createTimeView(first);
  const feed = createTrendFeed(source);
  const holes = createHoleFeed(source);
  const ghosts = new Map<number, TrendFeed>();
  const raw = createRawAtCursor({
    read: (request) => source.read(request),
    cursor: () => view.cursor(),
    after,
  });
  const numbers = createCalmTurn({ ...hostOf(page), after });
  const show = (): void => {
    const shown = view.window(source.now());
    feed.show(shown);
    holes.show(shown);
    for (const [shiftMs, ghost] of ghosts) ghost.show(shifted(shown, shiftMs));
  };
  const scheduler = createRedrawScheduler({ ...hostOf(page), after });
  const tickets = new Map<DrawTicket, ReadonlySet<number>>();
  const timeAxes = createTimeAxes(page.document);
  let palette: Palette | null = null;

  const markAll = (urgency: 'urgent' | 'later'): void => {
    for (const ticket of tickets.keys()) ticket.mark(urgency);
  };
  const tick = (): void => {
    if (page.document.hidden) return;
    show();
    markAll('later');
  };
  const stopTicking = everyAligned(1000, tick);
  page.document.addEventListener('visibilitychange', tick);
  const stops = [
    view.subscribeCursor(() => raw.moved()),
    view.subscribe(() => {
      show();
      markAll('urgent');
    }),
    live.onFrame((frame) => {
      for (const [ticket, series] of tickets)
        if (frame.changed.some((one) => series.has(one))) ticket.mark('later');
      numbers.joinFrame();
      scheduler.joinFrame();
    }),
    onSchemeChange(root, () => {
      palette = null;
      markAll('urgent');
    }),
  ];

  return {
    view,
    feed,
    holes,
    raw,
    timeAxes,
    numbers,
    ghost: (shiftMs) => {
      const known = ghosts.get(shiftMs) ?? createTrendFeed(source);
      ghosts.set(shiftMs, known);
      return known;
    },
    now: () => source.now(),
    palette: () => (palette ??= readPalette(root)),
    register: (drawable, series) => {
      const ticket = scheduler.register(drawable);
      tickets.set(ticket, series);
      return {
        mark: (urgency) => ticket.mark(urgency),
        release: () => {
          tickets.delete(ticket);
          ticket.release();
        },
      };
    },
    close: () => {
      stopTicking();
      page.document.removeEventListener('visibilitychange', tick);
      for (const stop of stops) stop();
      timeAxes.dispose();
      numbers.close();
    },
  };
}

/** A window as it was a time earlier. */
export function shifted({ from, to }: TimeWindow, byMs: number): TimeWindow {
  return { from: from - byMs, to: to - byMs };
}

function hostOf(page: Window) {
  return {
    now: () => page.performance.now(),
    inNextFrame: (run: () => void) => page.requestAnimationFrame(run),
  };
}

function after(ms: number, run: () => void): () => void {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
}
