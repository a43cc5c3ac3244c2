/** The newest durations, as many as `size`, and their percentiles. */
export class Latencies {
  readonly #size;
  readonly #ms: number[] = [];
  #next = 0;

  constructor(size: number) {
    this.#size = size;
  }

  add(ms: number): void {
    this.#ms[this.#next] = ms;
    this.#next = (this.#next + 1) % this.#size;
  }

  /** Nearest-rank percentile in ms; null without any. */
  percentile(percent: number): number | null {
    const sorted = this.#ms.toSorted((a, b) => a - b);
    return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? null;
  }
}
