import type { EvenTime } from './take-values';

/** Steps smaller than this are the gentle ones of time synchronisation. */
const jumpMs = 2000;

export interface EvenClock extends EvenTime {
  /** The recording's own time, epoch ms. */
  now(): number;
  /** Looks whether the computer's clock was set since the last look; answers by how much, ms, or null. */
  look(): number | null;
}

/**
 * The time of a recording: the computer's clock at its start, and evenly on from there. A clock that is set in the
 * middle neither tears a hole into the recording nor puts two hours on top of each other.
 */
export function createEvenClock(wall: () => number, monotonic: () => number): EvenClock {
  const start = wall() - monotonic();
  let shift = 0;
  return {
    evened: (t) => t - shift,
    now: () => Math.round(wall() - shift),
    look: () => {
      const jump = wall() - monotonic() - start - shift;
      if (Math.abs(jump) < jumpMs) return null;
      shift += Math.round(jump);
      return Math.round(jump);
    },
  };
}
