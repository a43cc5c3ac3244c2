import { computed, withheld, type Computed } from './computed';
import { objection } from './guarded';

/** With less driving force than this share of C*, kLa would be noise. */
const leastDrivingShare = 0.1;

/** What is taken up and what drives it. */
export interface OxygenTransfer {
  readonly ourMmolLH: number;
  /** C*: in equilibrium with the gas that leaves, mmol/L. */
  readonly equilibriumMmolL: number;
  readonly dissolvedMmolL: number;
}

/**
 * Volumetric transfer coefficient while uptake and transfer balance, 1/h: OUR/(C* − C_L). "Low signal" while C* − C_L is
 * below a tenth of C*, or nothing is taken up (science.md D3).
 */
export function klaStationary({ ourMmolLH, equilibriumMmolL, dissolvedMmolL }: OxygenTransfer): Computed {
  const reason = objection({
    finite: [ourMmolLH],
    atLeastZero: [dissolvedMmolL],
    aboveZero: [equilibriumMmolL],
  });
  if (reason !== null) return withheld(reason);
  const driving = equilibriumMmolL - dissolvedMmolL;
  return driving < leastDrivingShare * equilibriumMmolL || ourMmolLH <= 0
    ? withheld('low-signal')
    : computed(ourMmolLH / driving);
}
