import { computed, withheld, type Computed } from './computed';
import { objection } from './guarded';

/** Less biomass than this carries no specific rate, g/L. */
const leastBiomassGL = 0.1;

/** Oxygen uptake per biomass, mmol/g/h. */
export function specificOxygenUptake(ourMmolLH: number, biomassGL: number): Computed {
  return perBiomass(ourMmolLH, biomassGL);
}

/** What a fed substrate is taken up by. */
export interface SubstrateUptake {
  /** Substrate coming in, g/h. */
  readonly feedGH: number;
  /** How fast it gathers in the broth, g/h; below zero while it is used up. */
  readonly accumulationGH: number;
  readonly biomassGL: number;
  readonly volumeL: number;
}

/** Substrate uptake per biomass, g/g/h: what comes in less what stays. */
export function specificSubstrateUptake(uptake: SubstrateUptake): Computed {
  const { feedGH, accumulationGH, biomassGL, volumeL } = uptake;
  const reason = objection({ finite: [accumulationGH], atLeastZero: [feedGH], aboveZero: [volumeL] });
  return reason === null ? perBiomass((feedGH - accumulationGH) / volumeL, biomassGL) : withheld(reason);
}

function perBiomass(ratePerLH: number, biomassGL: number): Computed {
  const reason = objection({ finite: [ratePerLH], atLeastZero: [biomassGL] });
  if (reason !== null) return withheld(reason);
  return biomassGL < leastBiomassGL ? withheld('low-signal') : computed(ratePerLH / biomassGL);
}
