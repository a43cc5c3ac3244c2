import { chiSquareAtZ } from './distributions';
import type { UncertainRate } from './gas-balance';
import { updateGrowth, type GrowthBelief } from './kalman-growth';

/**
 * Noise for following growth promptly at 30 s: with 1 % noise of the signal, σ(µ) stays below 0.01 1/h and the estimate
 * less than 15 min behind. The defaults of science.md D6 are calmer and lag by 26 min.
 */
export const promptGrowthNoise = { q: 1.5e-3, r: 1e-4 };

/** Growth rate as the filter has it at one time. */
export interface FilteredGrowth {
  readonly tH: number;
  readonly lnX: number;
  /** µ, 1/h, with a deviation that the innovations bear out. */
  readonly mu: UncertainRate;
  /** By what R and Q had to be inflated to agree with the innovations; 1 while the filter is consistent. */
  readonly inflation: number;
}

/** Innovations that the consistency is judged by. */
const judgedUpdates = 60;
/** 99 % band of χ². */
const bandZ = 2.576;
/** What is known of µ before anything is: 0.1 ± 0.2 1/h. */
const startMu = 0.1;
const startMuVariance = 0.04;

/**
 * Runs the growth filter over a biomass series (kalman-growth.ts). Its own covariance is never the displayed deviation:
 * where the mean normalised innovation leaves its χ² band, or innovations hang together, R and Q are inflated until they
 * agree (science.md D6), and the estimate says by how much. Times that do not rise and values without a logarithm are
 * left out.
 */
export function filterGrowth(
  timesH: readonly number[],
  biomass: readonly number[],
  noise = promptGrowthNoise,
): FilteredGrowth[] {
  if (!(noise.q > 0 && noise.r > 0 && Number.isFinite(noise.q) && Number.isFinite(noise.r))) return [];
  const result: FilteredGrowth[] = [];
  let belief: GrowthBelief | null = null;
  let lastH = Number.NaN;
  let normalised: number[] = [];
  for (const [i, tH] of timesH.entries()) {
    const ln = Math.log(biomass[i] ?? 0);
    if (!Number.isFinite(ln) || !Number.isFinite(tH)) continue;
    if (belief === null) {
      belief = { lnX: ln, muPerH: startMu, p11: noise.r, p12: 0, p22: startMuVariance };
      lastH = tH;
      continue;
    }
    if (!(tH > lastH)) continue;
    const update = updateGrowth(belief, ln, tH - lastH, noise);
    if (update === null || !isFinite(update.belief)) continue;
    belief = update.belief;
    lastH = tH;
    normalised = [...normalised.slice(1 - judgedUpdates), update.innovation / Math.sqrt(update.s)];
    result.push(described(tH, belief, inflationOf(normalised)));
  }
  return result;
}

function described(tH: number, belief: GrowthBelief, inflation: number): FilteredGrowth {
  const sigma = Math.sqrt(inflation * belief.p22);
  return { tH, lnX: belief.lnX, mu: { value: belief.muPerH, quality: 'good', sigma }, inflation };
}

/** Mean NIS where it is above its band, times what correlation between innovations adds; never below 1. */
export function inflationOf(normalised: readonly number[]): number {
  const n = normalised.length;
  if (n < 10 || !normalised.every((v) => Number.isFinite(v))) return 1;
  const squares = normalised.reduce((sum, v) => sum + v * v, 0);
  const limit = (chiSquareAtZ(bandZ, n) ?? Number.POSITIVE_INFINITY) / n;
  const nis = squares / n;
  const products = normalised.reduce((sum, v, i) => sum + v * (normalised[i - 1] ?? 0), 0);
  const correlation = squares > 0 ? products / squares : 0;
  // Twice its own deviation is no correlation yet.
  const clear = correlation > 2 / Math.sqrt(n) ? Math.min(correlation, 0.9) : 0;
  return Math.max(1, nis > limit ? nis : 1) * ((1 + clear) / (1 - clear));
}

function isFinite(belief: GrowthBelief): boolean {
  return [belief.lnX, belief.muPerH, belief.p11, belief.p12, belief.p22].every((v) => Number.isFinite(v));
}
