import { type Trace, visitTrace } from './trace';

/** What a trace says about a moment. `aggregated`: mean of a cell, with its extremes. */
export interface ValueAt {
  readonly t: number;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly aggregated: boolean;
}

/** The point that holds the moment, else the nearest one not more than three cadences away; null in a hole. */
export function valueAt(trace: Trace, t: number): ValueAt | null {
  const reachMs = 3 * trace.cadenceMs + (trace.history?.coverMs ?? 0);
  let nearest: ValueAt | null = null;
  let distance = Number.POSITIVE_INFINITY;
  visitTrace(trace, t - reachMs, t + reachMs, (point) => {
    const apart = t < point.t ? point.t - t : Math.max(0, t - point.t - point.coverMs);
    if (apart >= distance || apart > 3 * trace.cadenceMs) return;
    distance = apart;
    nearest = Number.isNaN(point.mean)
      ? null
      : { t: point.t, value: point.mean, min: point.min, max: point.max, aggregated: point.coverMs > 0 };
  });
  return nearest;
}
