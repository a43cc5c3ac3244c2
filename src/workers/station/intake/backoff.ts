const firstMs = 1000;
const longestMs = 30_000;
/** A link that held this long was good: the next failure starts from the beginning. */
const provenAfterMs = 30_000;

export interface Backoff {
  /** How long to wait before the next attempt, ms: 1 s doubling to 30 s, each up to a fifth shorter or longer. */
  next(): number;
  /** Tells how long a link was online, ms. */
  held(onlineMs: number): void;
}

/**
 * @param random evenly in [0, 1), so that a hundred stations do not knock in the same second
 * @param mostMs longest wait: nobody else knocks at a port of our own
 */
export function createBackoff(random: () => number, mostMs: number = longestMs): Backoff {
  let delayMs = firstMs;
  return {
    next: () => {
      const wait = delayMs * (0.8 + 0.4 * random());
      delayMs = Math.min(mostMs, delayMs * 2);
      return Math.round(wait);
    },
    held: (onlineMs) => {
      if (onlineMs >= provenAfterMs) delayMs = firstMs;
    },
  };
}
