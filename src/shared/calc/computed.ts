import type { QualityId } from '../model/quality';

/** A computed number, or null with the reason why there is none. Never NaN or infinite. */
export interface Computed {
  readonly value: number | null;
  readonly quality: QualityId;
}

/** A result as it came out; anything that is not a finite number is withheld instead. */
export function computed(value: number, quality: QualityId = 'good'): Computed {
  return Number.isFinite(value) ? { value, quality } : withheld('not-a-number');
}

/** No number, and why. */
export function withheld(quality: QualityId): Computed {
  return { value: null, quality };
}
