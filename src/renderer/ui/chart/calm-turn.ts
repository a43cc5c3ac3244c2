export interface CalmHost {
  readonly now: () => number;
  readonly inNextFrame: (run: () => void) => void;
  /** Runs its argument after so many ms; returns what takes it back. */
  readonly after: (ms: number, run: () => void) => () => void;
}

/** Numbers that change together, and not more often than eyes can follow. */
export interface CalmTurn {
  /** What is to be shown in the next turn; the same one asked for twice is shown once. */
  ask(show: () => void): void;
  forget(show: () => void): void;
  /** Shows what is asked for if it is time, in a frame that is being made anyway. */
  joinFrame(): void;
  close(): void;
}

/** Nobody reads a number that changes more than four times a second, and every change costs a layout. */
const restMs = 240;

/** Gathers what wants to be shown and shows it together, at most four times a second. */
export function createCalmTurn(host: CalmHost): CalmTurn {
  const asked = new Set<() => void>();
  let shownAt = Number.NEGATIVE_INFINITY;
  let takeBack: (() => void) | null = null;

  const showAll = (): void => {
    takeBack?.();
    takeBack = null;
    if (asked.size === 0) return;
    shownAt = host.now();
    const shows = [...asked];
    asked.clear();
    for (const show of shows) show();
  };

  return {
    ask: (show) => {
      asked.add(show);
      if (takeBack) return;
      // The frame under way joins by itself; whatever comes without one waits for its time.
      const waitMs = Math.max(50, shownAt + restMs - host.now());
      takeBack = host.after(waitMs, () => host.inNextFrame(showAll));
    },
    forget: (show) => asked.delete(show),
    joinFrame: () => {
      if (host.now() - shownAt >= restMs) showAll();
    },
    close: () => {
      takeBack?.();
      asked.clear();
    },
  };
}
