import { longestSpan } from './rolling-window';

/** The follower may be this many windows behind: 10 min; with none behind, a multiple of three lags. */
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
  const a = anchor(leader, last, ofLeader);
  const b = anchor(follower, last, ofFollower);
  if (2 * a.known < longestSpan || 2 * b.known < longestSpan) return null;
  const isWhole = a.known === longestSpan && b.known === longestSpan;
  if (isWhole) fitWhole(a, b);
  else fitWithGaps(a, b);
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
  known: number;
}

const empty = (): Anchored => ({
  values: new Float64Array(longestSpan),
  mask: new Float64Array(longestSpan),
  known: 0,
});
// Written anew by every call before they are read.
const [ofLeader, ofFollower] = [empty(), empty()];
const fits = new Float64Array(longestLag + 1);

function anchor(cells: Float64Array, last: number, into: Anchored): Anchored {
  const { values, mask } = into;
  let [known, newest] = [0, 0];
  for (let i = longestSpan - 1; i >= 0; i -= 1) {
    const value = cells[last - longestSpan + 1 + i] ?? Number.NaN;
    const isKnown = !Number.isNaN(value);
    if (isKnown && known === 0) newest = value;
    if (isKnown) known += 1;
    values[i] = isKnown ? value - newest : 0;
    mask[i] = Number(isKnown);
  }
  into.known = known;
  return into;
}

function correlation(n: number, sa: number, sb: number, saa: number, sbb: number, sab: number): number {
  const va = saa - (sa * sa) / n;
  const vb = sbb - (sb * sb) / n;
  if (n < leastPairs || !(va > stillShare * saa) || !(vb > stillShare * sbb)) return Number.NaN;
  return Math.min(1, Math.max(-1, (sab - (sa * sb) / n) / (Math.sqrt(va) * Math.sqrt(vb))));
}

/** Without gaps the sums of one series are those of the lag before and one value. */
function fitWhole(a: Anchored, b: Anchored): void {
  const [x, y] = [a.values, b.values];
  let [sa, sb, saa, sbb] = [0, 0, 0, 0];
  for (let i = 0; i < longestSpan - longestLag; i += 1) {
    const [p, q] = [x[i] ?? 0, y[i + longestLag] ?? 0];
    sa += p;
    saa += p * p;
    sb += q;
    sbb += q * q;
  }
  productsOfWhole(x, y);
  for (let lag = longestLag; lag >= 0; lag -= 1) {
    const n = longestSpan - lag;
    fits[lag] = correlation(n, sa, sb, saa, sbb, fits[lag] ?? 0);
    const [p, q] = [x[n] ?? 0, y[lag - 1] ?? 0];
    sa += p;
    saa += p * p;
    sb += q;
    sbb += q * q;
  }
}

/** Σ a·b of every lag, three lags at a time: sums that do not wait for each other. */
function productsOfWhole(x: Float64Array, y: Float64Array): void {
  for (let lag = 0; lag <= longestLag; lag += 3) {
    let [first, second, third] = [0, 0, 0];
    for (let i = 0; i + lag + 2 < longestSpan; i += 1) {
      const p = x[i] ?? 0;
      first += p * (y[i + lag] ?? 0);
      second += p * (y[i + lag + 1] ?? 0);
      third += p * (y[i + lag + 2] ?? 0);
    }
    const [n, newest, before] = [longestSpan - lag, y[longestSpan - 1] ?? 0, y[longestSpan - 2] ?? 0];
    fits[lag] = first + (x[n - 2] ?? 0) * before + (x[n - 1] ?? 0) * newest;
    fits[lag + 1] = second + (x[n - 2] ?? 0) * newest;
    fits[lag + 2] = third;
  }
}

function fitWithGaps(a: Anchored, b: Anchored): void {
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
}
