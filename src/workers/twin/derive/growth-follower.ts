import type { UncertainRate } from '../../../shared/calc/gas-balance';
import { withheld } from '../../../shared/calc/computed';
import { inflationOf, promptGrowthNoise } from '../../../shared/calc/growth-filter';
import { updateGrowth, type GrowthBelief } from '../../../shared/calc/kalman-growth';

/** The growth filter window by window: what `filterGrowth` says of a series, as its values come in. */
export interface GrowthFollower {
  /**
   * Takes the next value of the whole broth; null where there is none.
   * @param t epoch ms
   */
  add(t: number, biomass: number | null): UncertainRate;
}

const hourMs = 3_600_000;
/** Innovations that consistency is judged by, and what is known of µ before anything is: 0.1 ± 0.2 1/h. */
const judgedUpdates = 60;
const startMu = 0.1;
const startMuVariance = 0.04;
/** Until this many values, µ is still what was assumed. */
const leastUpdates = 60;
/** After a longer silence the filter begins anew. */
const longestGapMs = 30 * 60_000;

/** Follows µ by Kalman filter (science.md D6). */
export function createGrowthFollower(noise = promptGrowthNoise): GrowthFollower {
  let belief: GrowthBelief | null = null;
  let last = 0;
  let updates = 0;
  let normalised: number[] = [];
  return {
    add(t, biomass) {
      const ln = Math.log(biomass ?? 0);
      if (!Number.isFinite(ln)) return none('missing-input');
      if (belief === null || t - last > longestGapMs) {
        belief = { lnX: ln, muPerH: startMu, p11: noise.r, p12: 0, p22: startMuVariance };
        last = t;
        updates = 0;
        normalised = [];
        return none('low-signal');
      }
      const update = t > last ? updateGrowth(belief, ln, (t - last) / hourMs, noise) : null;
      if (update === null) return none('clock-implausible');
      ({ belief } = update);
      last = t;
      updates += 1;
      normalised = [...normalised.slice(1 - judgedUpdates), update.innovation / Math.sqrt(update.s)];
      if (updates < leastUpdates) return none('low-signal');
      const sigma = Math.sqrt(inflationOf(normalised) * belief.p22);
      return Number.isFinite(belief.muPerH) && Number.isFinite(sigma)
        ? { value: belief.muPerH, quality: 'good', sigma }
        : none('not-a-number');
    },
  };
}

function none(quality: 'missing-input' | 'low-signal' | 'clock-implausible' | 'not-a-number'): UncertainRate {
  return { ...withheld(quality), sigma: null };
}
