import { pearson } from './cross-correlation';
import { countFeature } from './series-counts';
import { seriesFeature, standardDeviation0, type SeriesFeature } from './series-moments';

// Names and edge cases as tsfresh has them.

/** For each stretch of `m` points: how many stretches, itself included, lie within `r` of it in every point. */
function matches(x: readonly number[], m: number, r: number): number[] {
  const count = x.length - m + 1;
  const found = Array.from({ length: Math.max(0, count) }, () => 1);
  for (let i = 0; i < count; i += 1) {
    for (let j = i + 1; j < count; j += 1) {
      if (!isNear(x, i, j, m, r)) continue;
      found[i] = (found[i] ?? 0) + 1;
      found[j] = (found[j] ?? 0) + 1;
    }
  }
  return found;
}

function isNear(x: readonly number[], i: number, j: number, m: number, r: number): boolean {
  for (let k = 0; k < m; k += 1) if (Math.abs((x[i + k] ?? 0) - (x[j + k] ?? 0)) > r) return false;
  return true;
}

/** How unlike the next point is after `m` like ones (within `r` standard deviations); 0 for series too short. */
export function approximateEntropy(m: number, r: number): SeriesFeature {
  return seriesFeature((x) => {
    const s = standardDeviation0(x);
    if (!(m >= 1) || !(r > 0)) return null;
    if (s === null || x.length <= m + 1) return 0;
    const phi = (length: number): number => {
      const found = matches(x, length, r * s);
      return found.reduce((sum, count) => sum + Math.log(count / found.length), 0) / found.length;
    };
    return Math.abs(phi(m) - phi(m + 1));
  });
}

/** −ln(pairs alike in three points / pairs alike in two), within 0.2 standard deviations. */
export const sampleEntropy = seriesFeature((x) => {
  const s = standardDeviation0(x);
  if (s === null) return null;
  const pairs = (m: number): number => matches(x, m, 0.2 * s).reduce((sum, count) => sum + count - 1, 0);
  return -Math.log(pairs(3) / pairs(2));
});

/** Entropy of the orders in which stretches of `dimension` points, one every `tau`, rise; nat. */
export function permutationEntropy(tau: number, dimension: number): SeriesFeature {
  return countFeature((x) => {
    if (!(tau >= 1) || !(dimension >= 1) || x.length < dimension) return null;
    const counts = new Map<string, number>();
    let total = 0;
    for (let from = 0; from + dimension <= x.length; from += tau) {
      const order = Array.from({ length: dimension }, (_, i) => i).toSorted((a, b) =>
        inOrder(x[from + a] ?? 0, x[from + b] ?? 0),
      );
      const key = order.join();
      counts.set(key, (counts.get(key) ?? 0) + 1);
      total += 1;
    }
    return entropyOf([...counts.values()], total);
  });
}

/** What is no number comes last. */
function inOrder(a: number, b: number): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number(Number.isNaN(a)) - Number(Number.isNaN(b));
  return a - b;
}

function entropyOf(counts: readonly number[], total: number): number {
  return -counts.reduce((sum, count) => sum + (count / total) * Math.log(count / total), 0);
}

/** Different words met when the series, sorted into `bins` steps, is read once (Lempel-Ziv), over its length. */
export function lempelZivComplexity(bins: number): SeriesFeature {
  return countFeature((x) => {
    if (!(bins >= 1) || x.length === 0) return null;
    const low = Math.min(...x);
    const step = (Math.max(...x) - low) / bins;
    const last = Math.max(...x);
    const edges = Array.from({ length: bins }, (_, i) => (i === bins - 1 ? last : low + (i + 1) * step));
    const symbols = x.map((v) =>
      Math.max(
        0,
        edges.findIndex((edge) => edge >= v),
      ),
    );
    const words = new Set<string>();
    let from = 0;
    let to = 1;
    while (to <= symbols.length) {
      const word = symbols.slice(from, to).join();
      if (!words.has(word)) {
        words.add(word);
        from = to;
      }
      to += 1;
    }
    return words.size / x.length;
  });
}

const benford = Array.from({ length: 9 }, (_, i) => Math.log10(1 + 1 / (i + 1)));

/** Correlation of how often each first digit occurs with Benford's law; null where all occur equally often. */
export const benfordCorrelation = countFeature((x) => {
  if (x.length === 0) return null;
  const digits = x.map((v) => (Number.isFinite(v) ? Number(Math.abs(v).toExponential()[0]) : 0));
  const shares = benford.map((_, i) => digits.filter((digit) => digit === i + 1).length / x.length);
  const spread = Math.max(...shares) - Math.min(...shares);
  return spread === 0 ? null : pearson(shares, benford);
});
