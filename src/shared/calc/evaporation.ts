import { computed, withheld, type Computed } from './computed';
import { normalMolarVolumeL } from './gas-reference';
import { objection } from './guarded';
import { waterFraction } from './humidity';

const waterGPerMol = 18.015;

/**
 * Water the leaving gas carries off, g/h: F·60/Vm·y_w/(1 − y_w)·18.015 (science.md D4).
 * @param flowOutNlMin dry gas
 * @param outletC temperature at the condenser's outlet, °C
 */
export function evaporationGH(flowOutNlMin: number, outletC: number, pressureBarA = 1.01325): Computed {
  const reason = objection({ finite: [outletC], atLeastZero: [flowOutNlMin], aboveZero: [pressureBarA] });
  if (reason !== null) return withheld(reason);
  const water = waterFraction(outletC, pressureBarA);
  if (water.value === null) return water;
  const perDry = water.value / (1 - water.value);
  return computed(((flowOutNlMin * 60) / normalMolarVolumeL) * perDry * waterGPerMol);
}
