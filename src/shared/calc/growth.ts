import { medianInPlace } from './statistics';

/** Least-squares line with the standard error of its slope. */
export interface LineFit {
  readonly slope: number;
  readonly intercept: number;
  /** Null where two points leave nothing to judge by. */
  readonly slopeSe: number | null;
}

/** Ordinary least squares; null where fewer than two distinct abscissas are given. */
export function fitLine(x: readonly number[], y: readonly number[]): LineFit | null {
  const n = Math.min(x.length, y.length);
  const meanX = x.slice(0, n).reduce((sum, v) => sum + v, 0) / n;
  const meanY = y.slice(0, n).reduce((sum, v) => sum + v, 0) / n;
  let sxx = 0;
  let sxy = 0;
  let syy = 0;
  for (let i = 0; i < n; i += 1) {
    const dx = (x[i] ?? 0) - meanX;
    const dy = (y[i] ?? 0) - meanY;
    sxx += dx * dx;
    sxy += dx * dy;
    syy += dy * dy;
  }
  if (!(sxx > 0) || !Number.isFinite(sxx) || !Number.isFinite(sxy)) return null;
  const slope = sxy / sxx;
  const rest = Math.max(0, syy - slope * sxy);
  const slopeSe = Math.sqrt(rest / (n - 2) / sxx);
  return {
    slope,
    intercept: meanY - slope * meanX,
    slopeSe: n > 2 && Number.isFinite(slopeSe) ? slopeSe : null,
  };
}

/** Theil-Sen slope: the median of all pairwise slopes, deaf to single wild points; null without two distinct x. */
export function theilSenSlope(x: readonly number[], y: readonly number[]): number | null {
  const n = Math.min(x.length, y.length);
  const slopes = new Float64Array((n * (n - 1)) / 2);
  let count = 0;
  for (let i = 0; i < n; i += 1) {
    for (let j = i + 1; j < n; j += 1) {
      const dx = (x[j] ?? 0) - (x[i] ?? 0);
      const slope = ((y[j] ?? 0) - (y[i] ?? 0)) / dx;
      if (dx !== 0 && Number.isFinite(slope)) {
        slopes[count] = slope;
        count += 1;
      }
    }
  }
  return medianInPlace(slopes, count);
}

/** A growth rate with its standard deviation, 1/h. */
export interface GrowthRate {
  readonly muPerH: number;
  readonly sigmaPerH: number | null;
}

/**
 * Specific growth rate of a biomass series by Theil-Sen, σ from least squares (science.md D6). Values that are not
 * positive have no logarithm and are left out; null where fewer than three remain.
 */
export function growthRate(timesH: readonly number[], biomass: readonly number[]): GrowthRate | null {
  const kept = timesH
    .map((t, i) => [t, biomass[i] ?? 0] as const)
    .filter(([t, value]) => value > 0 && Number.isFinite(value) && Number.isFinite(t));
  if (kept.length < 3) return null;
  const x = kept.map(([t]) => t);
  const y = kept.map(([, value]) => Math.log(value));
  const slope = theilSenSlope(x, y);
  return slope === null ? null : { muPerH: slope, sigmaPerH: fitLine(x, y)?.slopeSe ?? null };
}

/** σ of the slope of a line through `points` values spaced `stepH`, each with σ `sigmaLn`. */
export function slopeSigma(sigmaLn: number, stepH: number, points: number): number {
  return sigmaLn / (stepH * Math.sqrt((points * (points * points - 1)) / 12));
}

/** Doubling time, h; null where nothing grows. */
export function doublingTimeH(muPerH: number): number | null {
  const hours = Math.LN2 / muPerH;
  return hours > 0 && Number.isFinite(hours) ? hours : null;
}
