import type { PlantParameters } from './parameters';
import type { Actuators, Disturbance, PlantState } from './state';
import { atmosphere, kelvin } from './water';

const powerNumber = 5;

/** Stirrer power, torque and kLa of D4 and D14 at the flow that really enters. */
export function mix(
  s: PlantState,
  p: PlantParameters,
  a: Actuators,
  d: Disturbance,
  gasNlMin: number,
  tempFactor: number,
): void {
  const speed = (a.stirrerRpm * d.stirrerGain) / 60;
  s.stirrerRpm = speed * 60;
  const d3 = p.impellerDiameterM ** 3;
  const power = p.impellers * powerNumber * 1030 * speed ** 3 * d3 * p.impellerDiameterM ** 2;
  const gasM3S = ((gasNlMin / 60_000) * tempFactor * atmosphere) / s.pressureBarA;
  const flowNumber = speed > 0 ? gasM3S / (speed * d3) : 0;
  const share = flowNumber < 0.035 ? 1 - 12.6 * flowNumber : Math.max(0.4, 0.62 - 1.85 * flowNumber);
  s.powerW = power;
  s.gassedPowerW = power * share;
  s.torqueNm = speed > 0 ? (s.gassedPowerW / (2 * Math.PI * speed)) * d.torqueGain : 0;
  const perM3 = s.gassedPowerW / (s.volumeL / 1000);
  const dryMass = (s.biomassG + s.contaminantG) / s.volumeL;
  const superficial = gasM3S / p.sectionM2;
  const kLa = 3600 * 0.0125 * p.kLaFactor * Math.sqrt(perM3) * superficial ** 0.4;
  s.kLaPerH = (kLa / (1 + dryMass / 200)) * d.kLaGain;
}

/** Actual over normal volume at a temperature (pressure left out). */
export function warmth(tempC: number): number {
  return (tempC + kelvin) / kelvin;
}
