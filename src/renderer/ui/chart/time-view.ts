/** The stretch of time that is drawn, epoch ms. */
export interface TimeWindow {
  readonly from: number;
  readonly to: number;
}

/** What the person chose to look at. `live` and `batch` follow the clock, `fixed` stands still. */
export type ViewChoice =
  | { readonly kind: 'live'; readonly spanMs: number }
  | { readonly kind: 'batch'; readonly from: number }
  | { readonly kind: 'fixed'; readonly from: number; readonly to: number };

export interface TimeView {
  readonly choice: () => ViewChoice;
  /** Time under the cursor of every panel; null when no panel is pointed at. */
  readonly cursor: () => number | null;
  window(now: number): TimeWindow;
  choose(choice: ViewChoice): void;
  /** Stops following the clock, keeping what is seen. */
  pause(now: number): void;
  /** Follows the clock again, the way it did before somebody paused, panned or zoomed. */
  goLive(): void;
  /** `factor` above 1 shows more; the time `at` keeps its place. */
  zoom(factor: number, at: number, now: number): void;
  pan(byMs: number, now: number): void;
  pointAt(t: number | null): void;
  readonly subscribe: (changed: () => void) => () => void;
  readonly subscribeCursor: (moved: () => void) => () => void;
}

const shortestMs = 20_000;
const longestMs = 400 * 24 * 3_600_000;
/** A following window moves on in steps of this share of itself: the axes are drawn rarely, only the trace grows. */
const stepShare = 1 / 40;

/** The window all panels of a page share, with the cursor they share. Pure: it is told the time. */
export function createTimeView(first: ViewChoice): TimeView {
  let choice = first;
  let following: ViewChoice =
    first.kind === 'fixed' ? { kind: 'live', spanMs: first.to - first.from } : first;
  let cursor: number | null = null;
  const listeners = new Set<() => void>();
  const cursorListeners = new Set<() => void>();

  const choose = (next: ViewChoice): void => {
    choice = next.kind === 'fixed' ? within(next) : next;
    if (choice.kind !== 'fixed') following = choice;
    for (const listener of listeners) listener();
  };

  const zoom = (factor: number, at: number, now: number): void => {
    const { from, to } = windowOf(choice, now);
    const span = clampSpan((to - from) * factor);
    const followsEdge = choice.kind === 'live' && at > to - (to - from) * 0.1;
    if (followsEdge) return choose({ kind: 'live', spanMs: span });
    const left = at - ((at - from) * span) / (to - from);
    choose({ kind: 'fixed', from: left, to: left + span });
  };

  return {
    choice: () => choice,
    cursor: () => cursor,
    window: (now) => windowOf(choice, now),
    choose,
    pause: (now) => choose({ kind: 'fixed', ...windowOf(choice, now) }),
    goLive: () => choose(following),
    zoom,
    pan: (byMs, now) => {
      const { from, to } = windowOf(choice, now);
      choose({ kind: 'fixed', from: from + byMs, to: to + byMs });
    },
    pointAt: (t) => {
      if (t === cursor) return;
      cursor = t;
      for (const listener of cursorListeners) listener();
    },
    subscribe: added(listeners),
    subscribeCursor: added(cursorListeners),
  };
}

function added(listeners: Set<() => void>): (listener: () => void) => () => void {
  return (listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  };
}

function windowOf(choice: ViewChoice, now: number): TimeWindow {
  if (choice.kind === 'fixed') return { from: choice.from, to: choice.to };
  if (choice.kind === 'live') {
    const to = nextStep(now, choice.spanMs * stepShare);
    return { from: to - choice.spanMs, to };
  }
  const age = Math.max(shortestMs, now - choice.from);
  // A power of two, so that the step itself stays put while the batch grows.
  const step = 2 ** Math.ceil(Math.log2(age * stepShare));
  return { from: choice.from, to: nextStep(choice.from + age, step) };
}

function nextStep(now: number, step: number): number {
  return (Math.floor(now / step) + 1) * step;
}

function clampSpan(spanMs: number): number {
  return Math.min(longestMs, Math.max(shortestMs, spanMs));
}

function within(choice: { from: number; to: number }): ViewChoice {
  const span = clampSpan(choice.to - choice.from);
  const from = Math.max(0, choice.from);
  return { kind: 'fixed', from, to: from + span };
}
