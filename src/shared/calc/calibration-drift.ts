import { computed, withheld, type Computed } from './computed';
import { objection } from './guarded';

/** How far a probe may have drifted between two calibrations, in its own unit; defaults of science.md D5. */
export const driftLimits = { ph: 0.2, doPct: 5, gasPct: 0.2, tempC: 0.3 } as const;
export type DriftKind = keyof typeof driftLimits;

/** A probe held against a reference, before and after it was adjusted. */
export interface CalibrationPair {
  readonly kind: DriftKind;
  /** Reading before adjustment, and what it should have been. */
  readonly before: number;
  readonly reference: number;
  /** Since the calibration before this one. */
  readonly days: number;
}

export interface Drift {
  readonly drift: Computed;
  readonly perDay: Computed;
  /** Beyond its limit: every batch since the last calibration must be flagged. Null where unknown. */
  readonly flagged: boolean | null;
}

/** Drift of a probe since it was last calibrated: pre-adjustment reading less reference, and per day. */
export function calibrationDrift({ kind, before, reference, days }: CalibrationPair): Drift {
  const reason = objection({ finite: [before, reference], atLeastZero: [days] });
  if (reason !== null) return { drift: withheld(reason), perDay: withheld(reason), flagged: null };
  const drift = computed(before - reference);
  const perDay = days === 0 ? withheld('low-signal') : computed((before - reference) / days);
  // Readings carry two decimals: a drift of exactly the limit must not fail by a rounding of binary fractions.
  return { drift, perDay, flagged: Math.abs(before - reference) > driftLimits[kind] + 1e-9 };
}

/** Stretch of time of a batch, epoch ms; no end while it runs. */
export interface BatchSpan {
  readonly id: string;
  readonly from: number;
  readonly to: number | null;
}

/** The batches that ran between two calibrations, wholly or in part. */
export function batchesBetween(batches: readonly BatchSpan[], from: number, to: number): string[] {
  return batches
    .filter((batch) => batch.from <= to && (batch.to ?? Number.POSITIVE_INFINITY) >= from)
    .map(({ id }) => id);
}
