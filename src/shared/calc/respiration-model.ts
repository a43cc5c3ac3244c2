import { computed, withheld, type Computed } from './computed';
import { objection } from './guarded';

/** Oxygen and CO2 per growth and for maintenance: OUR·V = XV(a·µ + b), CER·V = XV(c·µ + d). */
export interface RespirationCoefficients {
  /** mol/g. */
  readonly a: number;
  /** mol/g/h. */
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

/** Literature values of science.md D6; fitted per process, not validated for any plant. */
export const respirationOn = {
  glycerol: { a: 0.03767, b: 0.00038, c: 0.739 * 0.03767, d: 0.857 * 0.00038 },
  methanol: { a: 0.08485, b: 0.000936, c: 0.528 * 0.08485, d: 0.667 * 0.000936 },
} as const satisfies Record<string, RespirationCoefficients>;

/** Oxygen a broth takes, mol/h. */
export function oxygenMolH(biomassG: number, muPerH: number, k: RespirationCoefficients): Computed {
  return respired(biomassG, muPerH, k.a, k.b);
}

/** CO2 a broth gives, mol/h. */
export function carbonDioxideMolH(biomassG: number, muPerH: number, k: RespirationCoefficients): Computed {
  return respired(biomassG, muPerH, k.c, k.d);
}

/** Biomass, g, that takes this oxygen at this growth rate. */
export function biomassOfOxygenG(takenMolH: number, muPerH: number, k: RespirationCoefficients): Computed {
  const each = respired(1, muPerH, k.a, k.b);
  if (each.value === null) return each;
  const reason = objection({ atLeastZero: [takenMolH] });
  if (reason !== null) return withheld(reason);
  return each.value > 0 ? computed(takenMolH / each.value) : withheld('low-signal');
}

/** Growth rate, 1/h, of a biomass that takes this oxygen; may be below zero where maintenance is not met. */
export function muOfOxygen(takenMolH: number, biomassG: number, k: RespirationCoefficients): Computed {
  const reason = objection({ finite: [k.b], atLeastZero: [takenMolH, biomassG], aboveZero: [k.a] });
  if (reason !== null) return withheld(reason);
  return biomassG === 0 ? withheld('low-signal') : computed((takenMolH / biomassG - k.b) / k.a);
}

function respired(biomassG: number, muPerH: number, perGrowth: number, maintenance: number): Computed {
  const reason = objection({ finite: [muPerH], atLeastZero: [biomassG, perGrowth, maintenance] });
  if (reason !== null) return withheld(reason);
  return computed(biomassG * Math.max(0, perGrowth * muPerH + maintenance));
}
