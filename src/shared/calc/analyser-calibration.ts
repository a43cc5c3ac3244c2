import type { QualityId } from '../model/quality';
import { objection } from './guarded';
import { computed, withheld, type Computed } from './computed';

/** A certified gas and what the analyser showed, % v/v. */
export interface GasPoint {
  readonly reference: number;
  readonly reading: number;
}

/** Straight line that puts readings right: reference = offset + gain·reading. */
export interface TwoPoint {
  readonly gain: number;
  readonly offset: number;
}

/** Two-point calibration of an analyser, e.g. nitrogen and air; a reason where the readings do not differ. */
export function calibrateTwoPoint(zero: GasPoint, span: GasPoint): TwoPoint | QualityId {
  const reason = objection({ finite: [zero.reference, zero.reading, span.reference, span.reading] });
  if (reason !== null) return reason;
  const gain = (span.reference - zero.reference) / (span.reading - zero.reading);
  const offset = zero.reference - gain * zero.reading;
  if (!Number.isFinite(gain) || !Number.isFinite(offset) || gain <= 0) return 'impossible';
  return { gain, offset };
}

/** A reading put right. */
export function calibratedReading(reading: number, { gain, offset }: TwoPoint): Computed {
  const reason = objection({ finite: [reading, gain, offset] });
  return reason === null ? computed(offset + gain * reading) : withheld(reason);
}

/** Acceptance of a check with certified gas: zero 0 ± 0.1 %, oxygen in air 20.9 ± 0.2 % (science.md D5). */
export function acceptsGasCheck(kind: 'zero' | 'air-span', reading: number): boolean {
  return kind === 'zero' ? Math.abs(reading) <= 0.1 : Math.abs(reading - 20.9) <= 0.2 + 1e-12;
}
