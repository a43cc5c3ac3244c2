import type { AskedHole, AskedHoles } from '../record/forward/asked-holes';

const firstMs = 10_000;
const longestMs = 6 * 3_600_000;

/** Whether a store may be asked about a hole now, and when again after it had nothing. */
export interface AskAgain {
  isDue(hole: AskedHole, now: number): boolean;
  /** It had nothing, or nothing new: 10 s, doubling to 6 h. */
  hadNothing(hole: AskedHole, now: number): void;
  /** It had something; what is left of the hole is asked for as if for the first time. */
  hadSome(hole: AskedHole, now: number): void;
}

export function createAskAgain(asked: AskedHoles): AskAgain {
  return {
    isDue: (hole, now) => (asked.remembered(hole)?.nextAt ?? 0) <= now,
    hadNothing: (hole, now) => {
      const attempts = (asked.remembered(hole)?.attempts ?? 0) + 1;
      asked.remember(hole, attempts, now + Math.min(longestMs, firstMs * 2 ** (attempts - 1)));
    },
    hadSome: (hole, now) => asked.remember(hole, 1, now + firstMs),
  };
}
