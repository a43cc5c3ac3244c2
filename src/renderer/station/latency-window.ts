/** Latency over the last minute, ms. Null while nothing was measured. */
export interface LatencyFigures {
  readonly count: number;
  readonly p50Ms: number | null;
  readonly p99Ms: number | null;
}

export interface LatencyWindow {
  add(at: number, latencyMs: number): void;
  figures(now: number): LatencyFigures;
  /** The measured values of the window, oldest first. */
  values(now: number): Float64Array;
}

const windowMs = 60_000;

/** A ring of measurements; at rates above `capacity` per minute it covers less than the minute. */
export function createLatencyWindow(capacity = 16_384): LatencyWindow {
  const times = new Float64Array(capacity);
  const latencies = new Float64Array(capacity);
  let written = 0;

  const values = (now: number): Float64Array => {
    const found: number[] = [];
    for (let index = Math.max(0, written - capacity); index < written; index += 1) {
      const slot = index % capacity;
      if ((times[slot] ?? 0) > now - windowMs) found.push(latencies[slot] ?? 0);
    }
    return Float64Array.from(found);
  };

  return {
    add: (at, latencyMs) => {
      times[written % capacity] = at;
      latencies[written % capacity] = latencyMs;
      written += 1;
    },
    values,
    figures: (now) => {
      const sorted = values(now).toSorted();
      return { count: sorted.length, p50Ms: percentile(sorted, 0.5), p99Ms: percentile(sorted, 0.99) };
    },
  };
}

/** Nearest rank: a value that was really measured. */
function percentile(sorted: Float64Array, share: number): number | null {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null;
}
