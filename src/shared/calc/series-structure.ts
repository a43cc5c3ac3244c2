import { solveLinear } from './linear-solve';
import { linearTrend, type LinearTrend } from './linear-trend';
import { autocorrelation } from './series-changes';
import { countFeature } from './series-counts';
import {
  mean,
  median,
  seriesFeature,
  standardDeviation0,
  variance,
  type SeriesFeature,
} from './series-moments';
import { quantile } from './statistics';

export type Aggregate = 'mean' | 'median' | 'min' | 'max' | 'std' | 'var';

const aggregates: Readonly<Record<Aggregate, SeriesFeature>> = {
  mean,
  median,
  min: (x) => (x.length === 0 ? null : Math.min(...x)),
  max: (x) => (x.length === 0 ? null : Math.max(...x)),
  std: standardDeviation0,
  var: variance,
};

const trendParts = {
  slope: 'slope',
  intercept: 'intercept',
  rvalue: 'r',
  stderr: 'standardError',
  pvalue: 'p',
} as const satisfies Readonly<Record<string, keyof LinearTrend>>;
export type TrendPart = keyof typeof trendParts;

// Names and edge cases as tsfresh has them.

/** Trend through the aggregates of chunks of so many points; what is no number is left out of its chunk. */
export function aggregatedTrend(part: TrendPart, chunk: number, by: Aggregate): SeriesFeature {
  return countFeature((x) => {
    if (!(chunk >= 1)) return null;
    const points: number[] = [];
    for (let from = 0; from < x.length; from += chunk) {
      const known = x.slice(from, from + chunk).filter((v) => Number.isFinite(v));
      points.push(aggregates[by](known) ?? Number.NaN);
    }
    return linearTrend(points)[trendParts[part]];
  });
}

/** Aggregate of the autocorrelations from lag 1 on; 0 where nothing varies. */
export function aggregatedAutocorrelation(by: Aggregate, longestLag: number): SeriesFeature {
  return seriesFeature((x) => {
    const v = variance(x);
    if (v === null || !(longestLag >= 1)) return null;
    if (v < 1e-10 || x.length === 1) return 0;
    const lags = Array.from({ length: Math.min(longestLag, x.length - 1) }, (_, i) => i + 1);
    return aggregates[by](lags.map((lag) => autocorrelation(lag)(x) ?? 0));
  });
}

/** Autocorrelation at a lag that those below it do not explain (Levinson-Durbin); null where they explain all. */
export function partialAutocorrelation(lag: number): SeriesFeature {
  return seriesFeature((x) => {
    if (x.length < 2 || !(lag >= 0) || lag > Math.max(0, Math.floor(x.length / 2) - 1)) return null;
    if (lag === 0) return 1;
    const r = Array.from({ length: lag + 1 }, (_, k) =>
      k === 0 ? 1 : (autocorrelation(k)(x) ?? Number.NaN),
    );
    let phi: number[] = [];
    let left = 1;
    for (let k = 1; k <= lag; k += 1) {
      const explained = phi.reduce((sum, p, j) => sum + p * (r[k - 1 - j] ?? 0), 0);
      // What is left of nothing but rounding explains nothing.
      const next = left > 1e-14 ? ((r[k] ?? 0) - explained) / left : Number.NaN;
      phi = [...phi.map((p, j) => p - next * (phi[k - 2 - j] ?? 0)), next];
      left *= 1 - next * next;
    }
    return phi.at(-1) ?? null;
  });
}

/** A coefficient of the autoregression of order `order` with a constant (coefficient 0), by least squares. */
export function autoregression(coefficient: number, order: number): SeriesFeature {
  return seriesFeature((x) => {
    if (!(order >= 1) || !(coefficient >= 0) || coefficient > order || x.length < 2 * order + 1) return null;
    const rows = x.slice(order).map((_, i) => [1, ...x.slice(i, i + order).toReversed()]);
    const size = order + 1;
    const normal = Array.from({ length: size }, (_, a) =>
      Array.from({ length: size }, (_b, b) =>
        rows.reduce((sum, row) => sum + (row[a] ?? 0) * (row[b] ?? 0), 0),
      ),
    );
    const right = Array.from({ length: size }, (_, a) =>
      rows.reduce((sum, row, i) => sum + (row[a] ?? 0) * (x[i + order] ?? 0), 0),
    );
    return solveLinear(normal, right)?.[coefficient] ?? null;
  });
}

/** Share of Σx² in one of so many stretches, the first ones being longer where it does not divide evenly. */
export function energyRatio(segments: number, focus: number): SeriesFeature {
  return seriesFeature((x) => {
    const energy = (part: readonly number[]): number => part.reduce((sum, v) => sum + v * v, 0);
    if (!(segments >= 1) || !(focus >= 0) || focus >= segments || energy(x) === 0) return null;
    const [short, longer] = [Math.floor(x.length / segments), x.length % segments];
    const from = focus * short + Math.min(focus, longer);
    return energy(x.slice(from, from + short + (focus < longer ? 1 : 0))) / energy(x);
  });
}

/** Aggregate of the changes between neighbours that both lie in the corridor of two quantiles; 0 without any. */
export function changeQuantiles(low: number, high: number, absolute: boolean, by: Aggregate): SeriesFeature {
  return seriesFeature((x) => {
    if (!(low >= 0) || !(high <= 1) || x.length < 2) return null;
    const [from, to] = [quantile(x, low), quantile(x, high)];
    if (from === null || to === null || !(from < to)) return 0;
    const isInside = (v: number): boolean => v >= from && v <= to;
    const changes = x.slice(1).flatMap((v, i) => {
      const before = x[i] ?? v;
      return isInside(v) && isInside(before) ? [absolute ? Math.abs(v - before) : v - before] : [];
    });
    return changes.length === 0 ? 0 : aggregates[by](changes);
  });
}
