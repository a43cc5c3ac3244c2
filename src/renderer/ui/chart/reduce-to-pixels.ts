import { createHoleJudge, holeMemoryMs, type Trace, visitTrace } from './trace';
import type { TimeWindow } from './time-view';

/**
 * A trace reduced to the pixels of a panel: one entry per pixel column that holds anything. Extremes are kept exactly, so
 * a spike of one sample is as tall at every zoom.
 */
export interface PixelTrace {
  length: number;
  /** Distance from the left edge, px. */
  x: Float32Array;
  low: Float64Array;
  high: Float64Array;
  mean: Float64Array;
  /** 1 where a hole lies before the entry. */
  hole: Uint8Array;
  /** 1 for every pixel column of the panel that holds a sample which is not good, with or without a number. */
  doubt: Uint8Array;
  /** Extremes of all entries; NaN-free, infinite when empty. */
  lowest: number;
  highest: number;
}

export function emptyPixelTrace(): PixelTrace {
  return { ...columns(0), length: 0, lowest: Number.POSITIVE_INFINITY, highest: Number.NEGATIVE_INFINITY };
}

function columns(size: number) {
  return {
    x: new Float32Array(size),
    low: new Float64Array(size),
    high: new Float64Array(size),
    mean: new Float64Array(size),
    hole: new Uint8Array(size),
    doubt: new Uint8Array(size),
  };
}

/** Fills `out` (its buffers are kept from drawing to drawing) and returns it. */
export function reduceToPixels(
  trace: Trace,
  window: TimeWindow,
  widthPx: number,
  out: PixelTrace,
): PixelTrace {
  if (out.x.length < widthPx + 4) Object.assign(out, columns(widthPx + 4));
  out.length = 0;
  out.doubt.fill(0);
  out.lowest = Number.POSITIVE_INFINITY;
  out.highest = Number.NEGATIVE_INFINITY;
  const pxPerMs = widthPx / (window.to - window.from);
  const judge = createHoleJudge(trace.cadenceMs);
  let pixel = Number.NEGATIVE_INFINITY;
  let weight = 0;
  let broken = true;

  visitTrace(trace, window.from - holeMemoryMs, window.to, (point) => {
    broken = judge.holeBefore(point.t, point.coverMs) || broken;
    if (point.t + point.coverMs < window.from) return;
    if (point.doubt)
      markDoubt(out.doubt, (point.t - window.from) * pxPerMs, point.coverMs * pxPerMs, widthPx);
    if (Number.isNaN(point.mean)) {
      broken = true;
      return;
    }
    const x = Math.min(widthPx, Math.max(0, (point.t + point.coverMs / 2 - window.from) * pxPerMs));
    const share = Math.max(1, point.n);
    if (Math.floor(x) !== pixel) {
      pixel = Math.floor(x);
      weight = 0;
      openEntry(out, x, broken);
      broken = false;
    }
    const at = out.length - 1;
    const mean = out.mean[at] ?? 0;
    weight += share;
    out.mean[at] = mean + ((point.mean - mean) * share) / weight;
    out.low[at] = Math.min(out.low[at] ?? 0, point.min);
    out.high[at] = Math.max(out.high[at] ?? 0, point.max);
    out.lowest = Math.min(out.lowest, point.min);
    out.highest = Math.max(out.highest, point.max);
  });
  return out;
}

function openEntry(out: PixelTrace, x: number, hole: boolean): void {
  const at = out.length;
  out.x[at] = x;
  out.low[at] = Number.POSITIVE_INFINITY;
  out.high[at] = Number.NEGATIVE_INFINITY;
  out.mean[at] = 0;
  out.hole[at] = hole ? 1 : 0;
  out.length += 1;
}

function markDoubt(doubt: Uint8Array, x: number, coverPx: number, widthPx: number): void {
  const first = Math.max(0, Math.floor(x));
  doubt.fill(1, first, Math.min(widthPx, Math.max(first + 1, Math.ceil(x + coverPx))));
}
