import type { Channel } from '../../../shared/model/channel';
import { qualityCode, qualityLevel, worstQuality } from '../../../shared/model/quality';
import type { Reading, Sample } from '../../../shared/model/reading';
import { createMovement, type Movement } from './movement';
import { sameUnit } from './same-unit';

/** What judging one channel needs to remember. Make one per channel and keep it while the station runs. */
export interface Judge {
  readonly movement: Movement;
  /** Unit symbol compared last, and the verdict: devices send the same one every time. */
  unitSeen: string | undefined;
  unitAgrees: boolean;
  /** Time of the newest sample that was given its time of arrival. */
  arrivedT: number;
}

/** Before this no source of ours existed: 2000-01-01 UTC. */
const earliestMs = 946_684_800_000;
const aheadImplausibleMs = 24 * 3_600_000;
const aheadSkewMs = 5000;
/** A clock set back by more than this begins anew. */
const longestBurstMs = 600_000;

const good = qualityCode('good');
const notANumber = qualityCode('not-a-number');
const wrongUnit = qualityCode('wrong-unit');
const impossible = qualityCode('impossible');
const belowRange = qualityCode('below-range');
const aboveRange = qualityCode('above-range');
const clockImplausible = qualityCode('clock-implausible');
const clockSkew = qualityCode('clock-skew');
const retainedCode = qualityCode('retained');

/** A judge that has seen nothing yet. */
export function createJudge(channel: Channel): Judge {
  return { movement: createMovement(channel), unitSeen: undefined, unitAgrees: true, arrivedT: 0 };
}

/**
 * Turns a reading into a sample of its channel: chooses the time, weighs every doubt and keeps the strongest. Nothing
 * is dropped and no value is altered. Of equal doubts the earlier in this order stays: what the device itself says,
 * unit, possibility, age, source clock, movement, range, skew.
 */
export function judge(state: Judge, channel: Channel, reading: Reading): Sample {
  const value = reading.value !== null && Number.isFinite(reading.value) ? reading.value : null;
  const { t, doubt: timeDoubt } = timeOf(state, reading);
  let quality: number = reading.fault ? qualityCode(reading.fault) : good;
  if (value === null) quality = worstQuality(quality, notANumber);
  if (!unitAgrees(state, channel, reading)) quality = worstQuality(quality, wrongUnit);
  if (value !== null && (value < channel.possible.low || value > channel.possible.high))
    quality = worstQuality(quality, impossible);
  const ageUnknown = reading.retained === true && reading.sourceTime === null;
  if (ageUnknown) quality = worstQuality(quality, retainedCode);
  if (timeDoubt === clockImplausible) quality = worstQuality(quality, clockImplausible);
  // A value in doubt, or of unknown age, says nothing about how the process moves.
  if (value !== null && !ageUnknown && !reading.fault && qualityLevel(quality) !== 'bad') {
    const at = timeDoubt === clockSkew ? reading.seenTime : t;
    quality = worstQuality(quality, state.movement.judge(at, value));
  }
  if (value !== null) quality = worstQuality(quality, rangeDoubt(channel, value));
  if (timeDoubt === clockSkew) quality = worstQuality(quality, clockSkew);
  return { series: channel.series, t, value, quality };
}

function timeOf(
  state: Judge,
  { sourceTime, seenTime }: Reading,
): { readonly t: number; readonly doubt: number } {
  if (sourceTime === null) return { t: arrivalOf(state, seenTime), doubt: good };
  const ahead = sourceTime - seenTime;
  if (!(sourceTime >= earliestMs) || ahead > aheadImplausibleMs)
    return { t: arrivalOf(state, seenTime), doubt: clockImplausible };
  return { t: Math.round(sourceTime), doubt: ahead > aheadSkewMs ? clockSkew : good };
}

/** Readings without a time of their own that arrive within one millisecond, as a broker's backlog does, stay apart. */
function arrivalOf(state: Judge, seenTime: number): number {
  const arrived = Math.round(seenTime);
  const burst = arrived <= state.arrivedT && state.arrivedT - arrived < longestBurstMs;
  state.arrivedT = burst ? state.arrivedT + 1 : arrived;
  return state.arrivedT;
}

function unitAgrees(state: Judge, channel: Channel, { unit }: Reading): boolean {
  if (unit === undefined) return true;
  if (unit !== state.unitSeen) {
    state.unitSeen = unit;
    state.unitAgrees = sameUnit(unit, channel.unit);
  }
  return state.unitAgrees;
}

function rangeDoubt(channel: Channel, value: number): number {
  if (value < channel.range.low) return belowRange;
  return value > channel.range.high ? aboveRange : good;
}
