/** A jump of the wall clock against the clock that no setting moves. */
export interface ClockStep {
  /** What the wall clock should have shown, and what it showed; epoch ms. */
  readonly expected: number;
  readonly shown: number;
  /** Positive: set forward. */
  readonly stepMs: number;
}

/** Both clocks of the ledger. */
export interface LedgerClocks {
  /** Wall clock, epoch ms. */
  readonly wall: () => number;
  /** Milliseconds that no clock setting moves. */
  readonly monotonic: () => number;
}

/** Beyond this a difference between two looks is a step, ms. */
const mostDriftMs = 2000;

/** Watches the wall clock between two looks; what a time server adjusts slowly is no step. */
export class LedgerClock {
  readonly #clocks;
  readonly #begun;
  #wall;
  #monotonic;

  /** @param lastAt newest time in the ledger: a start before it is a step as well; null for an empty one */
  constructor(clocks: LedgerClocks, lastAt: number | null) {
    this.#clocks = clocks;
    this.#begun = clocks.monotonic();
    this.#monotonic = this.#begun;
    const shown = clocks.wall();
    this.#wall = lastAt === null || shown >= lastAt - mostDriftMs ? shown : lastAt;
  }

  /** Both readings now. */
  read(): { readonly at: number; readonly monotonicMs: number } {
    const monotonicMs = Math.round((this.#clocks.monotonic() - this.#begun) * 1000) / 1000;
    return { at: Math.round(this.#clocks.wall()), monotonicMs };
  }

  /** The step since the last look, if there was one. */
  look(): ClockStep | undefined {
    const shown = Math.round(this.#clocks.wall());
    const monotonic = this.#clocks.monotonic();
    const expected = Math.round(this.#wall + monotonic - this.#monotonic);
    this.#wall = shown;
    this.#monotonic = monotonic;
    const stepMs = shown - expected;
    return Math.abs(stepMs) > mostDriftMs ? { expected, shown, stepMs } : undefined;
  }
}
