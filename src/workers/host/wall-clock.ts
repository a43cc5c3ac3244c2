import type { SuperviseClock } from '../keep-alive';

/** The machine's own clock. */
export const wallClock: SuperviseClock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};
