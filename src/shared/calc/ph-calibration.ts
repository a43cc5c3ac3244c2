import type { QualityId } from '../model/quality';
import { computed, withheld, type Computed } from './computed';
import { fitLine } from './growth';
import { guarded, objection } from './guarded';
import { nernstSlopeMv } from './nernst';

/** A buffer and what the electrode gave in it. */
export interface BufferPoint {
  readonly ph: number;
  readonly mv: number;
}

/** A two-point calibration. */
export interface PhCalibration {
  /** mV per pH at the temperature of calibration. */
  readonly slopeMv: number;
  /** Of the Nernst slope at that temperature. */
  readonly slopePct: number;
  /** pH at 0 mV. */
  readonly ph0: number;
  /** In the neutral buffer, mV. */
  readonly offsetMv: number;
  readonly tempC: number;
}

/**
 * Two-point calibration: s = (E_low − E_7)/(pH_7 − pH_low), pH0 = pH_7 + E_7/s (science.md D5). A reason instead where
 * the buffers are the same or the electrode does not tell them apart.
 */
export function calibratePh(
  neutral: BufferPoint,
  low: BufferPoint,
  tempC: number,
): PhCalibration | QualityId {
  const reason = objection({ finite: [neutral.ph, neutral.mv, low.ph, low.mv] });
  if (reason !== null) return reason;
  const nernst = nernstSlopeMv(tempC);
  if (nernst.value === null) return nernst.quality;
  const slopeMv = (low.mv - neutral.mv) / (neutral.ph - low.ph);
  if (!Number.isFinite(slopeMv)) return 'impossible';
  if (slopeMv <= 0) return 'sensor-fault';
  const ph0 = neutral.ph + neutral.mv / slopeMv;
  const slopePct = (100 * slopeMv) / nernst.value;
  if (!Number.isFinite(ph0) || !Number.isFinite(slopePct)) return 'not-a-number';
  return { slopeMv, slopePct, ph0, offsetMv: neutral.mv, tempC };
}

/** pH of a voltage at a temperature: pH0 − E/(s·S(T)/S(T_cal)). */
export function phOfMv(mv: number, tempC: number, calibration: PhCalibration): Computed {
  const { slopeMv, ph0, tempC: calibratedC } = calibration;
  const reason = objection({ finite: [mv, ph0], aboveZero: [slopeMv] });
  if (reason !== null) return withheld(reason);
  const [now, then] = [nernstSlopeMv(tempC), nernstSlopeMv(calibratedC)];
  if (now.value === null || then.value === null) return now.value === null ? now : then;
  return computed(ph0 - mv / ((slopeMv * now.value) / then.value));
}

/** Slope of a transmitter that reads in pH, %: 100·(r_high − r_low)/(b_high − b_low). */
export function phUnitSlopePct(
  high: { readonly buffer: number; readonly reading: number },
  low: { readonly buffer: number; readonly reading: number },
): Computed {
  if (high.buffer === low.buffer) return withheld('impossible');
  return guarded(
    { finite: [high.buffer, high.reading, low.buffer, low.reading] },
    () => (100 * (high.reading - low.reading)) / (high.buffer - low.buffer),
  );
}

/** Limits of a calibration; defaults of science.md D5. */
export interface PhLimits {
  readonly failBelowPct: number;
  readonly failAbovePct: number;
  readonly warnBelowPct: number;
  readonly offsetMv: number;
}

export const defaultPhLimits: PhLimits = {
  failBelowPct: 92,
  failAbovePct: 103,
  warnBelowPct: 95,
  offsetMv: 30,
};
/** The Pichia recipe fails what others only warn of. */
export const pichiaPhLimits: PhLimits = { ...defaultPhLimits, failBelowPct: 95 };

export type CalibrationVerdict = 'pass' | 'warn' | 'fail';

/** Whether a probe may be used; what is no number fails. */
export function phVerdict(slopePct: number, offsetMv: number, limits = defaultPhLimits): CalibrationVerdict {
  const inside =
    slopePct >= limits.failBelowPct &&
    slopePct <= limits.failAbovePct &&
    Math.abs(offsetMv) <= limits.offsetMv;
  if (!inside) return 'fail';
  return slopePct < limits.warnBelowPct ? 'warn' : 'pass';
}

const stableSpanS = 30;
const stableMv = 0.2;

/** Whether a voltage may be accepted: over the last 30 s it drifts by less than 0.2 mV. False while less is known. */
export function isStableMv(timesS: readonly number[], mv: readonly number[]): boolean {
  const last = timesS.at(-1);
  if (last === undefined || objection({ finite: [...timesS, ...mv] }) !== null) return false;
  const from = timesS.findIndex((t) => t >= last - stableSpanS);
  const recent = timesS.slice(from);
  if (recent.length < 5 || last - (recent[0] ?? last) < 0.9 * stableSpanS) return false;
  const line = fitLine(recent, mv.slice(from));
  return line !== null && Math.abs(line.slope) * stableSpanS < stableMv;
}
