import { computed, withheld, type Computed } from './computed';
import { objection } from './guarded';
import { saturationPressureHpa } from './humidity';
import {
  defaultMediumFactor,
  equilibriumOxygenMmolL,
  henryOxygenMmolLBar,
  type GasOverBroth,
} from './oxygen-solubility';

/**
 * Dissolved oxygen, mmol/L, of a probe's percent. The probe feels the partial pressure of oxygen, and its 100 % is that
 * of the calibration; how much that dissolves depends on the broth's temperature now (science.md D3).
 * @param calibration gas, pressure and temperature while 100 % was set
 */
export function dissolvedFromPct(doPct: number, tempC: number, calibration: GasOverBroth): Computed {
  const per = perPercent(tempC, calibration);
  if (per.value === null) return per;
  const reason = objection({ atLeastZero: [doPct] });
  return reason === null ? computed(doPct * per.value) : withheld(reason);
}

/** What the probe shows at this concentration, % of its calibration. */
export function pctFromDissolved(mmolL: number, tempC: number, calibration: GasOverBroth): Computed {
  const per = perPercent(tempC, calibration);
  if (per.value === null) return per;
  const reason = objection({ atLeastZero: [mmolL] });
  return reason === null ? computed(mmolL / per.value) : withheld(reason);
}

/**
 * What a liquid in equilibrium with the gas of the calibration shows after the head pressure alone has changed, %: 100
 * times the ratio of the dry pressures.
 */
export function pctAtHeadPressure(
  pressureBarA: number,
  calibration: Pick<GasOverBroth, 'tempC' | 'pressureBarA'>,
): Computed {
  const reason = objection({
    finite: [calibration.tempC],
    aboveZero: [pressureBarA, calibration.pressureBarA],
  });
  if (reason !== null) return withheld(reason);
  const vapourBar = saturationPressureHpa(calibration.tempC) / 1000;
  const [now, then] = [pressureBarA - vapourBar, calibration.pressureBarA - vapourBar];
  return now > 0 && then > 0 ? computed((100 * now) / then) : withheld('impossible');
}

/** mmol/L of one percent. */
function perPercent(tempC: number, calibration: GasOverBroth): Computed {
  const atCalibration = equilibriumOxygenMmolL(calibration);
  if (atCalibration.value === null) return atCalibration;
  const then = henryOxygenMmolLBar(calibration.tempC);
  const now = henryOxygenMmolLBar(tempC);
  if (then.value === null || now.value === null)
    return withheld(now.value === null ? now.quality : then.quality);
  return atCalibration.value > 0
    ? computed((atCalibration.value * now.value) / then.value / 100)
    : withheld('impossible');
}

/** 100 % as air at 30 °C and one atmosphere gives it. */
export const airCalibration: GasOverBroth = {
  tempC: 30,
  pressureBarA: 1.01325,
  o2: 0.20946,
  mediumFactor: defaultMediumFactor,
};
