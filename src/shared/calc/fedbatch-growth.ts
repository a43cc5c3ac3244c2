import type { QualityId } from '../model/quality';
import { withheld } from './computed';
import type { UncertainRate } from './gas-balance';
import { growthRate } from './growth';
import { objection } from './guarded';

/** Broth taken out of the vessel, cells and all. */
export interface Withdrawal {
  readonly tH: number;
  readonly volumeL: number;
}

/** A concentration series with all that changed the volume under it. */
export interface BrothHistory {
  /** Rising. */
  readonly timesH: readonly number[];
  /** OD or g/L. */
  readonly concentration: readonly number[];
  /** Broth at the first time, L. */
  readonly startL: number;
  /** Liquid added since the first time at each time, L: feeds and base less evaporation. */
  readonly addedL: readonly number[];
  readonly withdrawals: readonly Withdrawal[];
}

/**
 * Biomass formed at each time as if nothing had been taken out: c·V over the share that every withdrawal left. A reason
 * where the account cannot be right. A withdrawal counts from its time on, also at that time itself.
 */
export function formedBiomass(history: BrothHistory): number[] | QualityId {
  const { timesH, concentration, startL, addedL, withdrawals } = history;
  if (timesH.length !== concentration.length || timesH.length !== addedL.length) return 'missing-input';
  const reason = objection({
    finite: [...timesH, ...addedL, ...concentration, ...withdrawals.map(({ tH }) => tH)],
    atLeastZero: withdrawals.map(({ volumeL }) => volumeL),
    aboveZero: [startL],
  });
  if (reason !== null) return reason;
  if (timesH.some((t, i) => t < (timesH[i - 1] ?? t))) return 'clock-skew';
  const taken = withdrawals.toSorted((a, b) => a.tH - b.tH);
  const formed: number[] = [];
  let next = 0;
  let gone = 0;
  let leftShare = 1;
  for (const [i, t] of timesH.entries()) {
    for (let cut = taken[next]; cut && cut.tH <= t; cut = taken[next]) {
      const before = startL + addedAt(history, cut.tH, i) - gone;
      if (!(cut.volumeL < before)) return 'impossible';
      leftShare *= 1 - cut.volumeL / before;
      gone += cut.volumeL;
      next += 1;
    }
    const volume = startL + (addedL[i] ?? 0) - gone;
    if (!(volume > 0)) return 'impossible';
    formed.push(((concentration[i] ?? 0) * volume) / leftShare);
  }
  return formed.every((value) => Number.isFinite(value)) ? formed : 'not-a-number';
}

/**
 * Specific growth rate with feeds diluting and samples taking biomass accounted for: Theil-Sen on the logarithm of the
 * biomass formed, σ from least squares (science.md D6).
 */
export function fedbatchGrowthRate(history: BrothHistory): UncertainRate {
  const formed = formedBiomass(history);
  if (typeof formed === 'string') return { ...withheld(formed), sigma: null };
  const rate = growthRate(history.timesH, formed);
  if (rate === null) return { ...withheld('low-signal'), sigma: null };
  return { value: rate.muPerH, quality: 'good', sigma: rate.sigmaPerH };
}

/** Liquid added until a time, straight between the entries around it. */
function addedAt({ timesH, addedL }: BrothHistory, tH: number, after: number): number {
  const [t1, y1] = [timesH[after] ?? tH, addedL[after] ?? 0];
  const [t0, y0] = [timesH[after - 1] ?? t1, addedL[after - 1] ?? y1];
  return t1 > t0 ? y0 + ((y1 - y0) * (Math.max(tH, t0) - t0)) / (t1 - t0) : y1;
}
