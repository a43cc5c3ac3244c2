import { computed, withheld, type Computed } from './computed';

/**
 * Saturation pressure of water, hPa (Magnus form of science.md D2).
 * @param tempC dew point, °C
 */
export function saturationPressureHpa(tempC: number): number {
  return 6.1094 * Math.exp((17.625 * tempC) / (tempC + 243.04));
}

/** Mole fraction of water in a gas of this dew point; withheld where it would be no gas at all. */
export function waterFraction(dewPointC: number, pressureBarA: number): Computed {
  if (pressureBarA <= 0 || dewPointC <= -100) return withheld('impossible');
  const fraction = saturationPressureHpa(dewPointC) / (pressureBarA * 1000);
  return fraction < 1 ? computed(fraction) : withheld('impossible');
}

/** A fraction read in wet gas, referred to dry gas: y/(1−y_w). */
export function dryFraction(wetFraction: number, water: number): Computed {
  if (water < 0 || water >= 1) return withheld('impossible');
  return computed(wetFraction / (1 - water));
}
