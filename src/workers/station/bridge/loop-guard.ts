import type { ForwardQueue } from '../record/forward/forward-queue';

/** Keeps what came from a broker from going back to it. */
export interface LoopGuard {
  /** A sample came in over this broker, or over none. Returns false where it may not go out to this one. */
  admits(series: number, t: number, from: string | null): boolean;
  /** True where a recorded sample came over this broker. */
  cameFromHere(series: number, t: number): boolean;
  /** True where any of a series came over this broker. */
  isFed(series: number): boolean;
  readonly fed: number;
}

interface Span {
  from: number;
  to: number;
  /** End as it stands in the file. */
  kept: number;
}

/** Ends are written this much ahead, so that not every sample is a write. */
const aheadMs = 10_000;

/**
 * Remembers, over restarts, which span of each series came over the broker a bridge leads to. A sample that we had
 * already when it came over that broker is our own, sent back to us: it tells nothing about where the series comes from.
 * @param here the broker of the bridge
 */
export function createLoopGuard(
  here: string,
  bridgeId: string,
  queue: Pick<ForwardQueue, 'cursors' | 'setCursor'>,
): LoopGuard {
  const [begins, ends] = [`${bridgeId}#fed-from:${here}`, `${bridgeId}#fed-to:${here}`];
  const spans = new Map<number, Span>();
  const to = queue.cursors(ends);
  for (const [series, from] of queue.cursors(begins)) {
    const end = to.get(series) ?? from;
    spans.set(series, { from, to: end, kept: end });
  }
  const newestElsewhere = new Map<number, number>();

  const widen = (series: number, t: number): void => {
    const span = spans.get(series);
    if (!span) {
      spans.set(series, { from: t, to: t, kept: t + aheadMs });
      queue.setCursor(begins, series, t);
      queue.setCursor(ends, series, t + aheadMs);
      return;
    }
    if (t < span.from) {
      span.from = t;
      queue.setCursor(begins, series, t);
    }
    if (t > span.to) span.to = t;
    if (t > span.kept) {
      span.kept = t + aheadMs;
      queue.setCursor(ends, series, span.kept);
    }
  };

  return {
    admits: (series, t, from) => {
      if (from !== here) {
        if (t > (newestElsewhere.get(series) ?? 0)) newestElsewhere.set(series, t);
        return true;
      }
      if (t > (newestElsewhere.get(series) ?? 0)) widen(series, t);
      return false;
    },
    cameFromHere: (series, t) => {
      const span = spans.get(series);
      return span !== undefined && t >= span.from && t <= span.to;
    },
    isFed: (series) => spans.has(series),
    get fed() {
      return spans.size;
    },
  };
}

/** A broker by its address: the names of this computer are one. */
export function brokerKey({ host, port }: { readonly host: string; readonly port: number }): string {
  const plain = host.toLowerCase().replace(/^\[|\]$/g, '');
  const here = plain === 'localhost' || plain === '::1' || /^127(?:\.\d{1,3}){3}$/.test(plain);
  return `${here ? 'this-computer' : plain}:${port}`;
}
