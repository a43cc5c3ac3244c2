import { withheld, type Computed } from './computed';
import { guarded } from './guarded';

/** Probe currents without oxygen and at 100 %, nA. */
export interface DoCalibration {
  readonly zeroNa: number;
  readonly fullNa: number;
}

/** Dissolved oxygen, % of the calibration: 100·(I − I0)/(I100 − I0) (science.md D5). */
export function doPctOfCurrent(currentNa: number, { zeroNa, fullNa }: DoCalibration): Computed {
  if (fullNa <= zeroNa) return withheld('impossible');
  return guarded(
    { finite: [currentNa, zeroNa, fullNa] },
    () => (100 * (currentNa - zeroNa)) / (fullNa - zeroNa),
  );
}
