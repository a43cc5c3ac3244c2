import { computed, withheld, type Computed } from './computed';
import { objection } from './guarded';

/** One aspect of an equipment's health. */
export interface SubIndex {
  /** For a person, e.g. "pH slope". */
  readonly name: string;
  /** 0 (broken) to 100 (as new); null where it is not known. */
  readonly value: number | null;
  /** How much it counts, 0 to 1: at 0.5 a value of 0 pulls the whole down to 50. */
  readonly weight: number;
}

export interface EquipmentHealth {
  readonly index: Computed;
  /** What holds it down; null while nothing is known. */
  readonly reason: string | null;
}

/** Health, 0 to 100: the weighted minimum of the sub-indices with its reason; unknown ones are left out. */
export function equipmentHealth(subs: readonly SubIndex[]): EquipmentHealth {
  let worst: { readonly name: string; readonly value: number; readonly felt: number } | null = null;
  for (const { name, value, weight } of subs) {
    if (value === null || objection({ finite: [value], atLeastZero: [weight] }) !== null) continue;
    const held = Math.min(100, Math.max(0, value));
    const felt = 100 - Math.min(1, weight) * (100 - held);
    if (worst === null || felt < worst.felt) worst = { name, value: held, felt };
  }
  if (worst === null) return { index: withheld('missing-input'), reason: null };
  return { index: computed(worst.felt), reason: `${worst.name} ${worst.value.toFixed(0)}` };
}

/**
 * Health of a drive, 0 to 1: 1 − clamp(EWMA of |torque − model| over its limit) (science.md D12).
 * @param residuals torque less the load model's, oldest first; what is no number is left out
 */
export function residualHealth(residuals: readonly number[], limit: number, lambda = 0.1): Computed {
  const reason = objection({ aboveZero: [limit, lambda, 1.000001 - lambda] });
  if (reason !== null) return withheld(reason);
  const known = residuals.filter((value) => Number.isFinite(value));
  if (known.length === 0) return withheld('missing-input');
  const first = Math.abs(known[0] ?? 0);
  const smooth = known.reduce((level, value) => lambda * Math.abs(value) + (1 - lambda) * level, first);
  return computed(1 - Math.min(1, Math.max(0, smooth / limit)));
}

export type VibrationZone = 'A' | 'B' | 'C' | 'D';
/** Upper ends of the zones, mm/s RMS from 10 to 1000 Hz; editable (machines under 15 kW are outside the standard). */
export const defaultVibrationLimits = [1.4, 2.8, 4.5] as const;

/** Zone of a vibration velocity; null where it is not known or the limits do not rise. */
export function vibrationZone(
  velocityMmS: number,
  limits: readonly [number, number, number] = defaultVibrationLimits,
): VibrationZone | null {
  const [a, b, c] = limits;
  if (!(velocityMmS >= 0 && Number.isFinite(velocityMmS) && a > 0 && a < b && b < c)) return null;
  if (velocityMmS <= a) return 'A';
  if (velocityMmS <= b) return 'B';
  return velocityMmS <= c ? 'C' : 'D';
}
