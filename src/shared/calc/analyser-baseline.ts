import { computed, withheld, type Computed } from './computed';
import { guarded } from './guarded';
import { medianInPlace } from './statistics';
import { knownInOrder, type TimedValue } from './timed-series';

/** How much of the time before inoculation is looked at, and how many readings it must hold. */
const lookBackMs = 30 * 60_000;
const leastReadings = 10;
/** An analyser still settling: robust spread above this, mole fraction. */
const steadySpread = 0.001;
/** Further off than this it needs calibration, not zeroing; 0.2 % absolute (science.md D5). */
export const baselineLimit = 0.002;

/**
 * What an off-gas analyser reads too much while nothing grows: median of its dry readings in the half hour before
 * inoculation less what enters. Withheld while too few or unsteady ("missing-input", "low-signal"), and as a sensor
 * fault beyond 0.2 % absolute.
 * @param readings dry mole fractions
 * @param inletFraction dry mole fraction of the same gas at the inlet
 */
export function analyserBaseline(
  readings: readonly TimedValue[],
  inletFraction: number,
  inoculatedAt: number,
): Computed {
  if (!Number.isFinite(inletFraction)) return withheld('not-a-number');
  const before = knownInOrder(readings)
    .filter(({ t }) => t <= inoculatedAt && t >= inoculatedAt - lookBackMs)
    .map(({ value }) => value);
  const middle = medianInPlace(Float64Array.from(before));
  if (middle === null || before.length < leastReadings) return withheld('missing-input');
  const spread = 1.4826 * (medianInPlace(Float64Array.from(before, (v) => Math.abs(v - middle))) ?? 0);
  if (spread > steadySpread) return withheld('low-signal');
  const offset = middle - inletFraction;
  return Math.abs(offset) > baselineLimit ? withheld('sensor-fault') : computed(offset);
}

/** A dry reading without the baseline. */
export function withoutBaseline(fraction: number, offset: number): Computed {
  return guarded({ finite: [fraction, offset] }, () => fraction - offset);
}
