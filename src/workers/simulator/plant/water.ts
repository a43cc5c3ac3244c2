/** Absolute zero offset, K. */
export const kelvin = 273.15;
/** Standard atmosphere, bar. */
export const atmosphere = 1.01325;
/** Molar volume used in rate formulas, normal litres (0 °C, 1.01325 bar) per mol (science.md D1). */
export const molarVolume = 22.414;
/** Gas constant in bar L/mol/K. */
export const gasConstantBarL = 0.08314462618;

/** Saturation vapour pressure of water, bar; Magnus form of D2. */
export function vapourPressureBar(tempC: number): number {
  return 6.1094e-3 * Math.exp((17.625 * tempC) / (tempC + 243.04));
}

/** Oxygen in pure water under humid air at 1 atm, mmol/L; Benson and Krause (D3). */
export function oxygenInWaterMmolL(tempC: number): number {
  const t = tempC + kelvin;
  const logMgL = -139.34411 + (1.575701e5 + (-6.642308e7 + (1.2438e10 - 8.621949e11 / t) / t) / t) / t;
  return Math.exp(logMgL) / 31.9988;
}

/** Henry constant of oxygen in water, mmol/L/bar (D3). */
export function oxygenHenry(tempC: number): number {
  return oxygenInWaterMmolL(tempC) / ((atmosphere - vapourPressureBar(tempC)) * 0.20946);
}

/** Henry constant of carbon dioxide in water, mmol/L/bar (D3). */
export function carbonDioxideHenry(tempC: number): number {
  return (34 * Math.exp(2400 * (1 / (tempC + kelvin) - 1 / 298.15))) / atmosphere;
}
