import type { Computed } from './computed';
import { guarded } from './guarded';

/** Whether bubbles merge: water does, medium with salts does not. */
export type Coalescence = 'coalescing' | 'salts';

const constants = {
  coalescing: { k: 0.026, power: 0.4, gas: 0.5 },
  salts: { k: 0.002, power: 0.7, gas: 0.2 },
} as const;

/**
 * kLa by van't Riet's correlation, 1/h: 0.026·(P/V)^0.4·v_s^0.5, with salts 0.002·(P/V)^0.7·v_s^0.2 in 1/s. Good to
 * ± 40 %, so for trends only (science.md D4).
 * @param gasSpeedMS superficial gas velocity, m/s
 */
export function klaOfCorrelation(powerWM3: number, gasSpeedMS: number, kind: Coalescence): Computed {
  const { k, power, gas } = constants[kind];
  return guarded(
    { atLeastZero: [powerWM3, gasSpeedMS] },
    () => 3600 * k * powerWM3 ** power * gasSpeedMS ** gas,
  );
}

/** Superficial gas velocity, m/s, of a flow as it is in the vessel. */
export function superficialSpeedMS(gasFlowLMin: number, areaM2: number): Computed {
  return guarded({ atLeastZero: [gasFlowLMin], aboveZero: [areaM2] }, () => gasFlowLMin / 60_000 / areaM2);
}
