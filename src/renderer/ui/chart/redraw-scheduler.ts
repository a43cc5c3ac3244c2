/** Something that is drawn now and then. */
export interface Drawable {
  draw(): void;
  /** Shortest time between two drawings that nobody asked for by hand, ms. */
  intervalMs(): number;
  visible(): boolean;
}

export interface DrawTicket {
  /** What is shown has changed; `urgent` when a person waits for it. */
  mark(urgency: 'urgent' | 'later'): void;
  release(): void;
}

export interface RedrawScheduler {
  register(drawable: Drawable): DrawTicket;
  /** Draws what is due, in a frame that is being made anyway. */
  joinFrame(): void;
}

export interface SchedulerHost {
  readonly now: () => number;
  readonly inNextFrame: (run: () => void) => void;
  readonly after: (ms: number, run: () => void) => void;
}

interface Entry {
  readonly drawable: Drawable;
  drawnAt: number;
  dirty: boolean;
  urgent: boolean;
}

/** Drawings share a frame until this much of it is used, ms; the next frame goes on. */
const frameBudgetMs = 7;

/** Time between two drawings of a panel: about one pixel of new trace, at most 4 a second, at least every 5 s. */
export function redrawIntervalMs(msPerPx: number): number {
  return Math.min(5000, Math.max(250, msPerPx));
}

/**
 * Draws what is due. Panels share a frame, because every frame of a page costs more than a panel, but never longer than
 * the budget, so that a page of charts makes no long task. What a person waits for goes first. Nothing due costs
 * nothing: there is no frame loop, only a timer to the next due panel.
 */
export function createRedrawScheduler(host: SchedulerHost): RedrawScheduler {
  const entries = new Set<Entry>();
  let frameDue = false;
  let wakeAt = Number.POSITIVE_INFINITY;

  const dueAt = (entry: Entry): number =>
    entry.urgent ? Number.NEGATIVE_INFINITY : entry.drawnAt + entry.drawable.intervalMs();

  const waiting = (): Entry[] =>
    [...entries]
      .filter((entry) => entry.dirty && entry.drawable.visible())
      .toSorted((a, b) => dueAt(a) - dueAt(b) || a.drawnAt - b.drawnAt);

  const drawOne = (entry: Entry): void => {
    entry.dirty = false;
    entry.urgent = false;
    entry.drawnAt = host.now();
    entry.drawable.draw();
  };

  const drawDue = (): void => {
    const startedAt = host.now();
    for (const entry of waiting()) {
      if (dueAt(entry) > startedAt) break;
      drawOne(entry);
      if (host.now() - startedAt > frameBudgetMs) break;
    }
    plan();
  };

  const plan = (): void => {
    if (frameDue) return;
    const [next] = waiting();
    if (!next) return;
    const at = dueAt(next);
    const now = host.now();
    if (at <= now) {
      frameDue = true;
      host.inNextFrame(() => {
        frameDue = false;
        drawDue();
      });
    } else if (at < wakeAt) {
      wakeAt = at;
      host.after(at - now, () => {
        wakeAt = Number.POSITIVE_INFINITY;
        plan();
      });
    }
  };

  return {
    register: (drawable) => {
      const entry: Entry = { drawable, drawnAt: Number.NEGATIVE_INFINITY, dirty: false, urgent: false };
      entries.add(entry);
      return {
        mark: (urgency) => {
          entry.dirty = true;
          entry.urgent ||= urgency === 'urgent';
          plan();
        },
        release: () => entries.delete(entry),
      };
    },
    joinFrame: drawDue,
  };
}
