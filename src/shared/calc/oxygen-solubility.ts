import { withheld, computed, type Computed } from './computed';
import { objection } from './guarded';
import { saturationPressureHpa } from './humidity';

const standardBarA = 1.01325;
const oxygenMgPerMmol = 31.9988;
/** Oxygen in dry air as Benson and Krause have it. */
const airOxygen = 0.20946;
/** Share of the solubility in water that a usual medium has; a user's value (science.md D3). */
export const defaultMediumFactor = 0.9;

/** Conditions of a liquid under humid air. */
export interface WaterUnderAir {
  readonly tempC: number;
  /** Absolute; 1.01325 if absent. */
  readonly pressureBarA?: number;
  /** g/kg; none if absent. */
  readonly salinityGKg?: number;
}

/** Oxygen dissolved in water under humid air, mg/L (Benson and Krause with pressure and salinity; science.md D3). */
export function oxygenSolubilityMgL(water: WaterUnderAir): Computed {
  const { tempC, pressureBarA = standardBarA, salinityGKg = 0 } = water;
  const reason = objection({ finite: [tempC], atLeastZero: [salinityGKg], aboveZero: [pressureBarA] });
  if (reason !== null) return withheld(reason);
  if (!isLiquid(tempC)) return withheld('impossible');
  const tempK = tempC + 273.15;
  const atSea = Math.exp(lnFresh(tempK) - salinityGKg * salting(tempK));
  const factor = pressureFactor(tempC, pressureBarA / standardBarA);
  return factor > 0 ? computed(atSea * factor) : withheld('impossible');
}

/** The same in mmol/L. */
export function oxygenSolubilityMmolL(water: WaterUnderAir): Computed {
  const { value, quality } = oxygenSolubilityMgL(water);
  return value === null ? withheld(quality) : computed(value / oxygenMgPerMmol);
}

/** Henry coefficient of oxygen in fresh water, mmol/L per bar of oxygen. */
export function henryOxygenMmolLBar(tempC: number): Computed {
  const { value, quality } = oxygenSolubilityMmolL({ tempC });
  if (value === null) return withheld(quality);
  const dryBar = standardBarA - saturationPressureHpa(tempC) / 1000;
  return dryBar > 0 ? computed(value / (dryBar * airOxygen)) : withheld('impossible');
}

/** A gas over a broth. */
export interface GasOverBroth {
  readonly tempC: number;
  readonly pressureBarA: number;
  /** Dry mole fraction. */
  readonly o2: number;
  /** Solubility of the medium over that of water; 0.90 if absent. */
  readonly mediumFactor?: number;
}

/** Oxygen dissolved in equilibrium with a humid gas, mmol/L: f·k_H·y·(P − e_s). */
export function equilibriumOxygenMmolL(gas: GasOverBroth): Computed {
  const { tempC, pressureBarA, o2, mediumFactor = defaultMediumFactor } = gas;
  const reason = objection({ finite: [tempC], atLeastZero: [o2], aboveZero: [pressureBarA, mediumFactor] });
  if (reason !== null) return withheld(reason);
  const henry = henryOxygenMmolLBar(tempC);
  if (henry.value === null) return henry;
  const dryBar = pressureBarA - saturationPressureHpa(tempC) / 1000;
  return o2 > 1 || dryBar <= 0 ? withheld('impossible') : computed(mediumFactor * henry.value * o2 * dryBar);
}

function isLiquid(tempC: number): boolean {
  return tempC >= 0 && tempC < 100;
}

function lnFresh(k: number): number {
  return -139.34411 + 1.575701e5 / k - 6.642308e7 / k ** 2 + 1.2438e10 / k ** 3 - 8.621949e11 / k ** 4;
}

function salting(k: number): number {
  return 1.7674e-2 - 10.754 / k + 2140.7 / k ** 2;
}

/** C(p)/C(1 atm), with the vapour pressure and compressibility of the same authors. */
function pressureFactor(tempC: number, atm: number): number {
  const k = tempC + 273.15;
  const vapour = Math.exp(11.8571 - 3840.7 / k - 216961 / k ** 2);
  const theta = 0.000975 - 1.426e-5 * tempC + 6.436e-8 * tempC ** 2;
  return (atm * (1 - vapour / atm) * (1 - theta * atm)) / ((1 - vapour) * (1 - theta));
}
