import { longestSpan } from './rolling-window';

/** The follower may be this many windows behind: 10 min. */
const longestLag = 20;
const leastPairs = 3;
/** A part that varies by less than this share of its size does not vary. */
const stillShare = 1e-12;

/** Where two series of the last hour agree best: the follower so many windows behind, and Pearson's r there. */
export interface BestLag {
  readonly lag: number;
  readonly r: number;
}

/**
 * The lag of the highest r between a leader and what follows it (science.md D7: Pearson of a[0…n−L] with b[L…n]), over
 * the pairs that are known; null where less than half of a series is, or nothing varies.
 * @param last where the newest values stand
 */
export function laggedCorrelation(
  leader: Float64Array,
  follower: Float64Array,
  last: number,
): BestLag | null {
  const a = anchored(leader, last);
  const b = anchored(follower, last);
  if (2 * a.known < longestSpan || 2 * b.known < longestSpan) return null;
  const isWhole = a.known === longestSpan && b.known === longestSpan;
  const fits = isWhole ? fitsOfWhole(a, b) : fitsWithGaps(a, b);
  let best: BestLag | null = null;
  for (let lag = 0; lag <= longestLag; lag += 1) {
    const r = fits[lag] ?? Number.NaN;
    if (r > (best?.r ?? Number.NEGATIVE_INFINITY)) best = { lag, r };
  }
  return best;
}

interface Anchored {
  /** Differences from the newest known value, oldest first; 0 where unknown. */
  readonly values: Float64Array;
  /** 1 where known, else 0. */
  readonly mask: Float64Array;
  readonly known: number;
}

function anchored(cells: Float64Array, last: number): Anchored {
  const values = new Float64Array(longestSpan);
  const mask = new Float64Array(longestSpan);
  let [known, anchor] = [0, 0];
  for (let i = longestSpan - 1; i >= 0; i -= 1) {
    const value = cells[last - longestSpan + 1 + i] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    if (known === 0) anchor = value;
    known += 1;
    values[i] = value - anchor;
    mask[i] = 1;
  }
  return { values, mask, known };
}

function correlation(n: number, sa: number, sb: number, saa: number, sbb: number, sab: number): number {
  const va = saa - (sa * sa) / n;
  const vb = sbb - (sb * sb) / n;
  if (n < leastPairs || !(va > stillShare * saa) || !(vb > stillShare * sbb)) return Number.NaN;
  return Math.min(1, Math.max(-1, (sab - (sa * sb) / n) / (Math.sqrt(va) * Math.sqrt(vb))));
}

/** Without gaps the sums of one series are those of the lag before less one value. */
function fitsOfWhole(a: Anchored, b: Anchored): Float64Array {
  const fits = new Float64Array(longestLag + 1);
  const [x, y] = [a.values, b.values];
  let [sa, sb, saa, sbb] = [0, 0, 0, 0];
  for (let i = 0; i < longestSpan - longestLag; i += 1) {
    const [p, q] = [x[i] ?? 0, y[i + longestLag] ?? 0];
    sa += p;
    saa += p * p;
    sb += q;
    sbb += q * q;
  }
  for (let lag = longestLag; lag >= 0; lag -= 1) {
    const n = longestSpan - lag;
    let sab = 0;
    for (let i = 0; i < n; i += 1) sab += (x[i] ?? 0) * (y[i + lag] ?? 0);
    fits[lag] = correlation(n, sa, sb, saa, sbb, sab);
    const [p, q] = [x[n] ?? 0, y[lag - 1] ?? 0];
    sa += p;
    saa += p * p;
    sb += q;
    sbb += q * q;
  }
  return fits;
}

function fitsWithGaps(a: Anchored, b: Anchored): Float64Array {
  const fits = new Float64Array(longestLag + 1);
  for (let lag = 0; lag <= longestLag; lag += 1) {
    let [n, sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0, 0];
    for (let i = 0; i + lag < longestSpan; i += 1) {
      if ((a.mask[i] ?? 0) * (b.mask[i + lag] ?? 0) === 0) continue;
      const [p, q] = [a.values[i] ?? 0, b.values[i + lag] ?? 0];
      n += 1;
      sa += p;
      sb += q;
      saa += p * p;
      sbb += q * q;
      sab += p * q;
    }
    fits[lag] = correlation(n, sa, sb, saa, sbb, sab);
  }
  return fits;
}
