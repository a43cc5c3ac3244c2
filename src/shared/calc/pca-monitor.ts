import type { QualityId } from '../model/quality';
import { fisherQuantile } from './distributions';
import { momentsOf, standardDeviation } from './statistics';
import { symmetricEigen } from './symmetric-eigen';

/** What "usual" looks like, and how far from it is too far. Plain data. */
export interface PcaMonitor {
  readonly mean: readonly number[];
  readonly sd: readonly number[];
  /** All eigenvalues of the correlation, largest first. */
  readonly eigenvalues: readonly number[];
  /** Of the components that are kept. */
  readonly loadings: readonly (readonly number[])[];
  readonly t2Limit: number;
  readonly speLimit: number;
}

/** One observation held against the monitor. */
export interface PcaScore {
  readonly t2: number;
  readonly spe: number;
  /** Share of each variable in the SPE, in the variables' order; they add up to it. */
  readonly contributions: readonly number[];
  readonly alarm: boolean;
}

/** Standard normal value of 99 %. */
const c99 = 2.326348;
/** Share of the variance that is kept where no number of components is asked for. */
const keptVariance = 0.85;

/**
 * Learns a monitor from rows of usual operation: autoscaled (ddof 1), components by number or to 85 % of the variance,
 * T² limit a(n²−1)/(n(n−a))·F(0.99; a, n−a), SPE limit by Jackson and Mudholkar (science.md D10). A reason where rows
 * are too few or a variable does not vary. Both limits are to be re-set empirically, see `empiricalLimit`.
 */
export function fitPcaMonitor(
  rows: readonly (readonly number[])[],
  components?: number,
): PcaMonitor | QualityId {
  const n = rows.length;
  const width = rows[0]?.length ?? 0;
  if (n < 3 || width < 2 || rows.some((row) => row.length !== width)) return 'missing-input';
  if (!rows.flat().every((v) => Number.isFinite(v))) return 'not-a-number';
  const moments = Array.from({ length: width }, (_, j) => momentsOf(rows.map((row) => row[j] ?? 0)));
  const mean = moments.map((m) => m.mean);
  const sd = moments.map((m) => standardDeviation(m, 1) ?? 0);
  if (!sd.every((s) => s > 0 && Number.isFinite(s))) return 'low-signal';
  const z = rows.map((row) => scaled(row, mean, sd));
  const correlation = sd.map((_, i) => sd.map((_s, j) => dot(z, i, j) / (n - 1)));
  const pairs = symmetricEigen(correlation);
  if (pairs === null) return 'not-a-number';
  const eigenvalues = pairs.map(({ value }) => Math.max(0, value));
  const a = components ?? componentsFor(eigenvalues);
  if (!Number.isInteger(a) || a < 1 || a > width || a >= n) return 'impossible';
  const f = fisherQuantile(0.99, a, n - a);
  if (f === null) return 'impossible';
  return {
    mean,
    sd,
    eigenvalues,
    loadings: pairs.slice(0, a).map(({ vector }) => vector),
    t2Limit: ((a * (n * n - 1)) / (n * (n - a))) * f,
    speLimit: jacksonMudholkar(eigenvalues.slice(a)),
  };
}

/** T², SPE and contributions of an observation; null where it is incomplete. */
export function scorePca(monitor: PcaMonitor, row: readonly number[]): PcaScore | null {
  if (row.length !== monitor.mean.length || !row.every((v) => Number.isFinite(v))) return null;
  const z = scaled(row, monitor.mean, monitor.sd);
  const rest = [...z];
  let t2 = 0;
  for (const [k, loading] of monitor.loadings.entries()) {
    const score = z.reduce((sum, value, j) => sum + value * (loading[j] ?? 0), 0);
    const spread = monitor.eigenvalues[k] ?? 0;
    if (spread > 1e-12) t2 += (score * score) / spread;
    for (const [j, weight] of loading.entries()) rest[j] = (rest[j] ?? 0) - score * weight;
  }
  const contributions = rest.map((value) => value * value);
  const spe = contributions.reduce((sum, value) => sum + value, 0);
  if (![t2, spe, ...contributions].every((v) => Number.isFinite(v))) return null;
  return { t2, spe, contributions, alarm: t2 > monitor.t2Limit || spe > monitor.speLimit };
}

/**
 * Limit that at most one of the calibration batches would pass: an alarm needs three scores in a row above it, so each
 * batch is as loud as its loudest three (science.md D10). Null where no batch has three scores.
 */
export function empiricalLimit(scoresByBatch: readonly (readonly number[])[]): number | null {
  const loudest = scoresByBatch
    .map((scores) => {
      const runs = scores.slice(2).map((last, i) => Math.min(scores[i] ?? last, scores[i + 1] ?? last, last));
      return runs.reduce((most, run) => Math.max(most, run), Number.NEGATIVE_INFINITY);
    })
    .filter((level) => Number.isFinite(level))
    .toSorted((x, y) => y - x);
  return loudest[1] ?? loudest[0] ?? null;
}

/** SPE that 99 % of usual operation stays below; 0 where nothing is left over. */
export function jacksonMudholkar(leftEigenvalues: readonly number[]): number {
  const theta = (power: number): number => leftEigenvalues.reduce((sum, value) => sum + value ** power, 0);
  const [t1, t2, t3] = [theta(1), theta(2), theta(3)];
  if (!(t1 > 0 && t2 > 0)) return 0;
  const h0 = 1 - (2 * t1 * t3) / (3 * t2 * t2);
  const inner = (c99 * Math.sqrt(2 * t2 * h0 * h0)) / t1 + 1 + (t2 * h0 * (h0 - 1)) / (t1 * t1);
  const limit = t1 * inner ** (1 / h0);
  return Number.isFinite(limit) ? limit : 0;
}

function scaled(row: readonly number[], mean: readonly number[], sd: readonly number[]): number[] {
  return row.map((value, j) => (value - (mean[j] ?? 0)) / (sd[j] ?? 1));
}

function dot(z: readonly (readonly number[])[], i: number, j: number): number {
  return z.reduce((sum, row) => sum + (row[i] ?? 0) * (row[j] ?? 0), 0);
}

function componentsFor(eigenvalues: readonly number[]): number {
  const total = eigenvalues.reduce((sum, value) => sum + value, 0);
  let kept = 0;
  for (const [k, value] of eigenvalues.entries()) {
    kept += value;
    if (kept >= keptVariance * total) return k + 1;
  }
  return eigenvalues.length;
}
