import { computed, withheld, type Computed } from './computed';

/** Molar gas constant, J/mol/K (CODATA 2018). */
export const gasConstant = 8.314462618;
const zeroCelsiusK = 273.15;
const standardBarA = 1.01325;

/**
 * Molar volume used in every rate formula while the reference is the normal litre, L/mol (science.md D1:
 * 22.413970 rounded as the plants' own sheets do).
 */
export const normalMolarVolumeL = 22.414;

/** What a device means by a "litre" of gas (science.md D1). */
export const gasReferences = [
  { id: 'normal', words: '0 °C, 1.01325 bar (normal litre)', tempC: 0, pressureBarA: standardBarA },
  { id: 'stp-1bar', words: '0 °C, 1 bar', tempC: 0, pressureBarA: 1 },
  { id: 'std-15c', words: '15 °C, 1.01325 bar', tempC: 15, pressureBarA: standardBarA },
  { id: 'std-20c', words: '20 °C, 1.01325 bar', tempC: 20, pressureBarA: standardBarA },
  { id: 'std-70f', words: '70 °F (21.111 °C), 1.01325 bar', tempC: 190 / 9, pressureBarA: standardBarA },
  { id: 'std-25c', words: '25 °C, 1.01325 bar', tempC: 25, pressureBarA: standardBarA },
] as const;
export type GasReferenceId = (typeof gasReferences)[number]['id'];

/**
 * Volume of one mole of an ideal gas, L/mol.
 * @param pressureBarA absolute pressure, bar
 */
export function molarVolumeL(tempC: number, pressureBarA: number): Computed {
  if (tempC <= -zeroCelsiusK || pressureBarA <= 0) return withheld('impossible');
  return computed((gasConstant * (tempC + zeroCelsiusK)) / (pressureBarA * 100));
}

/** A flow measured at the given state as normal litres per minute: Q·(273.15/(T+273.15))·(P/1.01325). */
export function toNormalFlow(flowLMin: number, tempC: number, pressureBarA: number): Computed {
  if (flowLMin < 0 || tempC <= -zeroCelsiusK || pressureBarA <= 0) return withheld('impossible');
  return computed(flowLMin * (zeroCelsiusK / (tempC + zeroCelsiusK)) * (pressureBarA / standardBarA));
}

/** A mass flow controller's reading, referred to its own litre, as normal litres per minute. */
export function referredToNormalFlow(flowLMin: number, reference: GasReferenceId): Computed {
  const litre = gasReferences.find((entry) => entry.id === reference) ?? gasReferences[0];
  return toNormalFlow(flowLMin, litre.tempC, litre.pressureBarA);
}

/** Gas flow per broth volume, NL/L/min. */
export function vvm(flowNlMin: number, volumeL: number): Computed {
  if (flowNlMin < 0 || volumeL <= 0) return withheld('impossible');
  return computed(flowNlMin / volumeL);
}
