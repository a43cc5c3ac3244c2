import type { Channel } from '../../../shared/model/channel';
import { lostAfterPeriods } from '../../../shared/model/freshness';
import { qualityCode } from '../../../shared/model/quality';

/** Watches how the values of one channel move: too fast is a spike, not at all for too long is stuck. */
export interface Movement {
  /**
   * Quality code of the movement alone: good, spike or stuck. Values must be finite and come from a sensor nobody
   * doubts. A value not newer than the newest is late or a duplicate: it is not judged and leaves no trace.
   * @param at epoch ms
   */
  judge(at: number, value: number): number;
}

/** A step that lasts this many samples is the process, not a spike. */
const believedAfter = 3;
const shortestGapMs = 30_000;

const good = qualityCode('good');
const spike = qualityCode('spike');
const stuck = qualityCode('stuck');

interface Seen {
  at: number;
  value: number;
}

export function createMovement(channel: Channel): Movement {
  const { maxRatePerS, stuckAfterMs, cadenceMs, resolution } = channel;
  const gapMs = Math.max(shortestGapMs, lostAfterPeriods * cadenceMs);
  const newest: Seen = { at: Number.NEGATIVE_INFINITY, value: 0 };
  const believed: Seen = { ...newest };
  const suspect: Seen = { ...newest };
  const still: Seen = { ...newest };
  let suspects = 0;
  let verdict = good;

  /** One resolution step and the change of one period are always allowed: arrival times jitter. */
  const follows = (from: Seen, at: number, value: number, rate: number): boolean =>
    Math.abs(value - from.value) <= (rate * Math.max(at - from.at, cadenceMs)) / 1000 + resolution;

  const isSpike = (at: number, value: number): boolean => {
    if (maxRatePerS === null || believed.at === Number.NEGATIVE_INFINITY) return false;
    if (follows(believed, at, value, maxRatePerS)) return false;
    suspects = suspects > 0 && follows(suspect, at, value, maxRatePerS) ? suspects + 1 : 1;
    note(suspect, at, value);
    return suspects < believedAfter;
  };

  const isStuck = (at: number, value: number): boolean => {
    if (stuckAfterMs === null) return false;
    const moved = Math.abs(value - still.value) >= resolution / 2;
    if (moved || at - newest.at > gapMs) note(still, at, value);
    return at - still.at > stuckAfterMs;
  };

  return {
    judge: (at, value) => {
      if (at <= newest.at) return at === newest.at && value === newest.value ? verdict : good;
      const jumped = isSpike(at, value);
      if (!jumped) {
        suspects = 0;
        note(believed, at, value);
      }
      verdict = jumped ? spike : isStuck(at, value) ? stuck : good;
      note(newest, at, value);
      return verdict;
    },
  };
}

function note(seen: Seen, at: number, value: number): void {
  seen.at = at;
  seen.value = value;
}
