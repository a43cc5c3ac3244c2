import type { QualityId } from '../model/quality';
import type { Computed } from './computed';
import { guarded } from './guarded';

/** What 4 mA or 0 V and 20 mA or 10 V stand for. */
export interface ScaleEnds {
  readonly low: number;
  readonly high: number;
}

/** Value of a current loop: lo + (mA − 4)/16·(hi − lo), scaled beyond both ends as well (science.md D5). */
export function valueOfLoop(ma: number, { low, high }: ScaleEnds): Computed {
  return guarded({ finite: [ma, low, high] }, () => low + ((ma - 4) / 16) * (high - low));
}

/** Value of a 0 to 10 V signal. */
export function valueOfVoltage(volts: number, { low, high }: ScaleEnds): Computed {
  return guarded({ finite: [volts, low, high] }, () => low + (volts / 10) * (high - low));
}

/** Bands of NAMUR NE 43: valid is 3.8 to 20.5 mA, failed below 3.6 and above 21.0. */
export type LoopBand = 'failed-low' | 'saturated-low' | 'valid' | 'saturated-high' | 'failed-high';

const bandQuality: Readonly<Record<LoopBand, QualityId>> = {
  'failed-low': 'sensor-fault',
  'saturated-low': 'below-range',
  valid: 'good',
  'saturated-high': 'above-range',
  'failed-high': 'sensor-fault',
};

/** What is remembered of a loop between readings; plain data. */
export interface LoopState {
  readonly band: LoopBand;
  /** Another band the current is in but has not been in long enough, and since when. */
  readonly pending: { readonly band: LoopBand; readonly since: number } | null;
}

export const quietLoop: LoopState = { band: 'valid', pending: null };
const holdMs = 1000;
const hysteresisMa = 0.1;
const order: readonly LoopBand[] = ['failed-low', 'saturated-low', 'valid', 'saturated-high', 'failed-high'];

/**
 * Takes one current into account. A band is entered only after 1 s in it, and left towards the valid one only when
 * 0.1 mA past its limit, so that noise at a limit does not flicker. A current that is no number is a failure at once.
 * @param t epoch ms
 */
export function nextLoopState(state: LoopState, ma: number, t: number): LoopState {
  if (!Number.isFinite(ma)) return { band: 'failed-low', pending: null };
  const band = bandOf(ma, state.band);
  if (band === state.band) return { band, pending: null };
  const held = state.pending?.band === band && t >= state.pending.since;
  const since = held && state.pending !== null ? state.pending.since : t;
  return t - since >= holdMs ? { band, pending: null } : { band: state.band, pending: { band, since } };
}

/** Quality of the values that come from a loop in this state; the value itself is stored as received. */
export function loopQuality({ band }: LoopState): QualityId {
  return bandQuality[band];
}

function bandOf(ma: number, from: LoopBand): LoopBand {
  const plain = plainBand(ma);
  const middle = order.indexOf('valid');
  const [was, is] = [order.indexOf(from), order.indexOf(plain)];
  // Only the way back towards valid has to go past the limit.
  if (Math.abs(is - middle) >= Math.abs(was - middle)) return plain;
  const outward = was < middle ? -hysteresisMa : hysteresisMa;
  const cautious = order.indexOf(plainBand(ma + outward));
  return order[was < middle ? Math.min(is, cautious) : Math.max(is, cautious)] ?? plain;
}

function plainBand(ma: number): LoopBand {
  if (ma < 3.6) return 'failed-low';
  if (ma < 3.8) return 'saturated-low';
  if (ma <= 20.5) return 'valid';
  return ma <= 21 ? 'saturated-high' : 'failed-high';
}

/** Since when a voltage has stood at zero; null while it does not. */
export type ZeroSince = number | null;
const deadMs = 10_000;

/** Takes one voltage into account: 0.00 V has no live zero and may be a broken wire. */
export function nextZeroSince(since: ZeroSince, volts: number, t: number): ZeroSince {
  if (!Number.isFinite(t)) return since;
  const zero = !Number.isFinite(volts) || Math.abs(volts) < 0.005;
  if (!zero) return null;
  return since !== null && Number.isFinite(since) && since <= t ? since : t;
}

/** Quality of a voltage signal: uncertain once it has stood at 0.00 V for more than 10 s. */
export function voltageQuality(since: ZeroSince, t: number): QualityId {
  return since !== null && t - since > deadMs ? 'stuck' : 'good';
}
