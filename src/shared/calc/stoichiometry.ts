import type { QualityId } from '../model/quality';
import { computed, withheld, type Computed } from './computed';
import { objection } from './guarded';

/** A carbon compound by one mole of its carbon. */
export interface CarbonMole {
  readonly gramsPerCmol: number;
  /** Degree of reduction γ: electrons per carbon. */
  readonly reduction: number;
}

/** Compounds of science.md D6 and D14. */
export const biomass: CarbonMole = { gramsPerCmol: 26.8, reduction: 4.11 };
export const glycerol: CarbonMole = { gramsPerCmol: 30.698, reduction: 14 / 3 };
export const methanol: CarbonMole = { gramsPerCmol: 32.042, reduction: 6 };
export const product: CarbonMole = { gramsPerCmol: 22.5, reduction: 4.2 };

/** What growth on a substrate takes and gives, per C-mol of substrate. */
export interface GrowthStoichiometry {
  /** C-mol biomass per C-mol substrate. */
  readonly carbonYield: number;
  readonly oxygenPerC: number;
  readonly carbonDioxidePerC: number;
  readonly rq: number;
  /** mmol O2 per g DCW formed. */
  readonly oxygenMmolPerG: number;
}

/**
 * Growth at a yield: Y_C = Y·M_S/M_X, O2 = (γ_S − Y_C·γ_X)/4, CO2 = 1 − Y_C (science.md D6). A reason where more carbon
 * or more electrons would come out than go in.
 * @param yieldGG g DCW per g substrate
 */
export function growthStoichiometry(substrate: CarbonMole, yieldGG: number): GrowthStoichiometry | QualityId {
  const reason = objection({ aboveZero: [yieldGG, substrate.gramsPerCmol, substrate.reduction] });
  if (reason !== null) return reason;
  const carbonYield = (yieldGG * substrate.gramsPerCmol) / biomass.gramsPerCmol;
  const oxygenPerC = (substrate.reduction - carbonYield * biomass.reduction) / 4;
  const carbonDioxidePerC = 1 - carbonYield;
  if (!(oxygenPerC > 0 && carbonDioxidePerC >= 0)) return 'impossible';
  const result = {
    carbonYield,
    oxygenPerC,
    carbonDioxidePerC,
    rq: carbonDioxidePerC / oxygenPerC,
    oxygenMmolPerG: (1000 * oxygenPerC) / (carbonYield * biomass.gramsPerCmol),
  };
  return Object.values(result).every((value) => Number.isFinite(value)) ? result : 'not-a-number';
}

/** Quotient of burning a substrate whole: 4/γ. */
export function combustionRq({ reduction }: CarbonMole): Computed {
  const reason = objection({ aboveZero: [reduction] });
  return reason === null ? computed(4 / reduction) : withheld(reason);
}

/** Substrate that growth at this yield used, g, by the oxygen it took. */
export function substrateOfOxygenG(oxygenMol: number, substrate: CarbonMole, yieldGG: number): Computed {
  const reason = objection({ atLeastZero: [oxygenMol] });
  if (reason !== null) return withheld(reason);
  const growth = growthStoichiometry(substrate, yieldGG);
  if (typeof growth === 'string') return withheld(growth);
  return computed((oxygenMol / growth.oxygenPerC) * substrate.gramsPerCmol);
}
