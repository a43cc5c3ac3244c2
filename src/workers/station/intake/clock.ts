/** Time as intake needs it; tests pass one they can turn by hand. */
export interface Clock {
  /** Epoch ms. */
  now(): number;
  /** Runs something once after a delay; the result calls it off. */
  after(delayMs: number, run: () => void): () => void;
}

/** The computer's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
};
