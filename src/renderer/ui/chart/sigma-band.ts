import type { PixelTrace } from './reduce-to-pixels';

/** The ends of a band, pixel by pixel; buffers are kept from drawing to drawing. */
export interface BandEnds {
  readonly low: PixelTrace;
  readonly high: PixelTrace;
}

/**
 * A value with `times` its standard deviation to either side. Only where both are there: a value without its deviation
 * has no band.
 */
export function sigmaBand(value: PixelTrace, sigma: PixelTrace, times: number, out: BandEnds): BandEnds {
  for (const end of [out.low, out.high]) makeRoom(end, value.length);
  let s = 0;
  let broken = true;
  for (let v = 0; v < value.length; v += 1) {
    const x = value.x[v] ?? 0;
    if (value.hole[v] === 1) broken = true;
    while (s < sigma.length && Math.floor(sigma.x[s] ?? 0) < Math.floor(x)) s += 1;
    if (s >= sigma.length || Math.floor(sigma.x[s] ?? 0) !== Math.floor(x)) {
      broken = true;
      continue;
    }
    const reach = times * (sigma.mean[s] ?? 0);
    const mean = value.mean[v] ?? 0;
    append(out.low, x, mean - reach, broken);
    append(out.high, x, mean + reach, broken);
    broken = false;
  }
  return out;
}

function makeRoom(end: PixelTrace, size: number): void {
  if (end.x.length < size) {
    end.x = new Float32Array(size);
    end.mean = new Float64Array(size);
    end.hole = new Uint8Array(size);
  }
  end.length = 0;
  end.lowest = Number.POSITIVE_INFINITY;
  end.highest = Number.NEGATIVE_INFINITY;
}

function append(end: PixelTrace, x: number, value: number, hole: boolean): void {
  const at = end.length;
  end.x[at] = x;
  end.mean[at] = value;
  end.hole[at] = hole ? 1 : 0;
  end.lowest = Math.min(end.lowest, value);
  end.highest = Math.max(end.highest, value);
  end.length += 1;
}
