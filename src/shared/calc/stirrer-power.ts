import { computed, withheld, type Computed } from './computed';
import { guarded, objection } from './guarded';

/** A stirrer with its impellers. */
export interface Stirrer {
  readonly impellers: number;
  /** N_p of one impeller without gas; 5 for a Rushton turbine. */
  readonly powerNumber: number;
  readonly diameterM: number;
}

/** Power into liquid without gas, W: P0 = n·N_p·ρ·N³·D⁵ (science.md D4). */
export function ungassedPowerW(stirrer: Stirrer, speedRpm: number, densityKgM3: number): Computed {
  const { impellers, powerNumber, diameterM } = stirrer;
  return guarded(
    { atLeastZero: [speedRpm], aboveZero: [impellers, powerNumber, diameterM, densityKgM3] },
    () => impellers * powerNumber * densityKgM3 * (speedRpm / 60) ** 3 * diameterM ** 5,
  );
}

/**
 * Power into gassed liquid, W, by a correlation on the gas flow number Fl = Q/(N·D³): 1 − 12.6·Fl below 0.035, else
 * max(0.4, 0.62 − 1.85·Fl) of the ungassed power. A default, to be replaced by torque where that is measured.
 * @param gasFlowLMin as it is in the vessel, not normal litres
 */
export function gassedPowerW(
  ungassedW: number,
  stirrer: Stirrer,
  speedRpm: number,
  gasFlowLMin: number,
): Computed {
  const reason = objection({
    atLeastZero: [ungassedW, speedRpm, gasFlowLMin],
    aboveZero: [stirrer.diameterM],
  });
  if (reason !== null) return withheld(reason);
  if (speedRpm === 0) return withheld('low-signal');
  const flowNumber = gasFlowLMin / 60_000 / ((speedRpm / 60) * stirrer.diameterM ** 3);
  const share = flowNumber < 0.035 ? 1 - 12.6 * flowNumber : Math.max(0.4, 0.62 - 1.85 * flowNumber);
  return computed(ungassedW * share);
}

/** Power from measured torque, W: 2πN·(M − M_empty); not below nothing. */
export function torquePowerW(torqueNm: number, emptyTorqueNm: number, speedRpm: number): Computed {
  return guarded({ atLeastZero: [torqueNm, emptyTorqueNm, speedRpm] }, () =>
    Math.max(0, 2 * Math.PI * (speedRpm / 60) * (torqueNm - emptyTorqueNm)),
  );
}

/** Torque of a power, Nm: P/(2πN); "low signal" at rest. */
export function shaftTorqueNm(powerW: number, speedRpm: number): Computed {
  const reason = objection({ atLeastZero: [powerW, speedRpm] });
  if (reason !== null) return withheld(reason);
  return speedRpm === 0 ? withheld('low-signal') : computed(powerW / (2 * Math.PI * (speedRpm / 60)));
}

/** Speed of an impeller's tip, m/s: πND. */
export function tipSpeedMS(diameterM: number, speedRpm: number): Computed {
  return guarded(
    { atLeastZero: [speedRpm], aboveZero: [diameterM] },
    () => Math.PI * (speedRpm / 60) * diameterM,
  );
}

/** Reynolds number of the impeller: ρND²/η. */
export function reynoldsNumber(
  diameterM: number,
  speedRpm: number,
  densityKgM3: number,
  viscosityPaS: number,
): Computed {
  return guarded(
    { atLeastZero: [speedRpm], aboveZero: [diameterM, densityKgM3, viscosityPaS] },
    () => (densityKgM3 * (speedRpm / 60) * diameterM ** 2) / viscosityPaS,
  );
}

/** Power per broth, kW/m³ (the same number as W/L). */
export function powerPerVolumeKwM3(powerW: number, volumeL: number): Computed {
  return guarded({ atLeastZero: [powerW], aboveZero: [volumeL] }, () => powerW / volumeL);
}
