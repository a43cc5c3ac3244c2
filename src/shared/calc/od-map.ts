import type { QualityId } from '../model/quality';
import { computed, withheld, type Computed } from './computed';
import { minimize } from './golden-section';
import { guarded, objection } from './guarded';

/** An offline optical density and what the probe showed at that moment. */
export interface OdPair {
  readonly probe: number;
  readonly offline: number;
}

/** y = a + b·OD. */
export interface LinearOdMap {
  readonly kind: 'linear';
  readonly a: number;
  readonly b: number;
}
/** y = −K·ln(1 − OD/K): a probe that saturates at K. */
export interface SaturatingOdMap {
  readonly kind: 'saturating';
  readonly k: number;
}
export type OdMap = LinearOdMap | SaturatingOdMap;

/** Readings of a photometer are proportional to cells between these (science.md D5). */
export const photometerRange = { low: 0.1, high: 1 };

/** Offline OD of a diluted sample; outside of 0.1 to 1.0 the reading itself is out of the photometer's linear range. */
export function offlineOd(reading: number, dilution: number): Computed {
  const reason = objection({ atLeastZero: [reading], aboveZero: [dilution] });
  if (reason !== null) return withheld(reason);
  const { low, high } = photometerRange;
  return computed(
    reading * dilution,
    reading < low ? 'below-range' : reading > high ? 'above-range' : 'good',
  );
}

/** Line from probe to offline OD, weighted by 1/y² so that the small values count as much as the large. */
export function fitLinearOdMap(pairs: readonly OdPair[]): LinearOdMap | QualityId {
  const reason = objectionToPairs(pairs, 2);
  if (reason !== null) return reason;
  let [s, sx, sy, sxx, sxy] = [0, 0, 0, 0, 0];
  for (const { probe, offline } of pairs) {
    const weight = 1 / offline ** 2;
    s += weight;
    sx += weight * probe;
    sy += weight * offline;
    sxx += weight * probe ** 2;
    sxy += weight * probe * offline;
  }
  const apart = s * sxx - sx * sx;
  const b = (s * sxy - sx * sy) / apart;
  const a = (sy - b * sx) / s;
  return apart > 1e-12 * s * sxx && Number.isFinite(a) && Number.isFinite(b)
    ? { kind: 'linear', a, b }
    : 'low-signal';
}

/** Saturation level that maps probe to offline OD with the least relative error. */
export function fitSaturatingOdMap(pairs: readonly OdPair[]): SaturatingOdMap | QualityId {
  const reason = objectionToPairs(pairs, 2);
  if (reason !== null) return reason;
  const highest = Math.max(...pairs.map(({ probe }) => probe));
  if (highest <= 0) return 'low-signal';
  const levelOf = (lnExcess: number): number => highest * (1 + Math.exp(lnExcess));
  const misfit = (lnExcess: number): number => {
    const k = levelOf(lnExcess);
    return pairs.reduce((sum, { probe, offline }) => sum + (saturating(probe, k) / offline - 1) ** 2, 0);
  };
  const best = minimize(misfit, Math.log(1e-4), Math.log(1e4), 200);
  const k = best === null ? Number.NaN : levelOf(best.at);
  return Number.isFinite(k) ? { kind: 'saturating', k } : 'not-a-number';
}

/** Offline OD of a probe's reading. Above a saturating probe's level there is none. */
export function odOfProbe(probe: number, map: OdMap): Computed {
  if (map.kind === 'linear') return guarded({ finite: [probe, map.a, map.b] }, () => map.a + map.b * probe);
  const reason = objection({ finite: [probe], aboveZero: [map.k] });
  if (reason !== null) return withheld(reason);
  return probe >= map.k ? withheld('off-range') : computed(saturating(probe, map.k));
}

function saturating(probe: number, k: number): number {
  return -k * Math.log1p(-probe / k);
}

function objectionToPairs(pairs: readonly OdPair[], least: number): QualityId | null {
  if (pairs.length < least) return 'missing-input';
  return objection({ finite: pairs.map((pair) => pair.probe), aboveZero: pairs.map((pair) => pair.offline) });
}
