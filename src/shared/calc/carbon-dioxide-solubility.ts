import type { Computed } from './computed';
import { guarded } from './guarded';

/** Henry coefficient of CO2 in water, mol/L/atm (Sander; science.md D3). */
export function henryCarbonDioxideMolLAtm(tempC: number): Computed {
  return guarded(
    { aboveZero: [tempC + 273.15] },
    () => 0.034 * Math.exp(2400 * (1 / (tempC + 273.15) - 1 / 298.15)),
  );
}

/** All dissolved inorganic carbon, in the unit of the dissolved CO2: CO2(aq)·(1 + 10^(pH − 6.35)). */
export function totalInorganicCarbon(dissolvedCarbonDioxide: number, ph: number): Computed {
  return guarded(
    { finite: [ph], atLeastZero: [dissolvedCarbonDioxide] },
    () => dissolvedCarbonDioxide * (1 + 10 ** (ph - 6.35)),
  );
}
