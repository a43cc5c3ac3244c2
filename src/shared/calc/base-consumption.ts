import type { QualityId } from '../model/quality';
import { computed, withheld, type Computed } from './computed';
import { fitLine } from './growth';
import { guarded, objection } from './guarded';

const ammoniaGMol = 17.031;
/** Nitrogen of biomass, mol/g: 0.15 per carbon of 26.8 g (science.md D6). */
export const nitrogenMolPerG = 0.15 / 26.8;

/** Ammonia water, mol/L. */
export function ammoniaMolL(massShare = 0.28, densityKgL = 0.9): Computed {
  return guarded({ aboveZero: [massShare, densityKgL] }, () => (massShare * densityKgL * 1000) / ammoniaGMol);
}

/** Least base that biomass needs for its nitrogen, mL; real plants use more. */
export function leastBaseMl(biomassG: number, baseMolL: number): Computed {
  return guarded(
    { atLeastZero: [biomassG], aboveZero: [baseMolL] },
    () => (biomassG * nitrogenMolPerG * 1000) / baseMolL,
  );
}

/** ΔXV = b·Δbase of one process. */
export interface BaseSlope {
  /** g DCW per mL of base. */
  readonly gPerMl: number;
  readonly standardError: number | null;
}

/** Slope between base used and biomass formed, fitted for one process. */
export function fitBaseSlope(baseMl: readonly number[], biomassG: readonly number[]): BaseSlope | QualityId {
  if (baseMl.length < 3 || baseMl.length !== biomassG.length) return 'missing-input';
  const reason = objection({ atLeastZero: [...baseMl, ...biomassG] });
  if (reason !== null) return reason;
  const line = fitLine(baseMl, biomassG);
  return line === null || line.slope <= 0 || !Number.isFinite(line.slope)
    ? 'low-signal'
    : { gPerMl: line.slope, standardError: line.slopeSe };
}

/** Biomass formed, g, by the base used since. */
export function biomassOfBaseG(baseMl: number, slope: BaseSlope): Computed {
  const reason = objection({ atLeastZero: [baseMl], aboveZero: [slope.gPerMl] });
  return reason === null ? computed(baseMl * slope.gPerMl) : withheld(reason);
}
