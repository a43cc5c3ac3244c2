import type { Computed } from './computed';
import { gasConstant } from './gas-reference';
import { guarded } from './guarded';

const faradayCMol = 96485.33212;

/** What an ideal pH electrode gives, mV per pH: 1000·ln 10·R·T/F (science.md D5). */
export function nernstSlopeMv(tempC: number): Computed {
  return guarded(
    { aboveZero: [tempC + 273.15] },
    () => (1000 * Math.LN10 * gasConstant * (tempC + 273.15)) / faradayCMol,
  );
}
