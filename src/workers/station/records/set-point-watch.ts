import type { Channel } from '../../../shared/model/channel';
import type { UnitId } from '../../../shared/model/identity';
import { qualityLevel } from '../../../shared/model/quality';
import type { LiveSample } from '../live/live';

/** A set point that stood still, and now stands elsewhere. */
export interface SetPointStep {
  readonly unitId: UnitId;
  readonly tag: string;
  readonly parameter: string;
  readonly from: number;
  readonly to: number;
  /** When the line first showed it. */
  readonly at: number;
}

export interface SetPointWatch {
  observe(channel: Channel, sample: LiveSample): void;
  /** Set points that settled since; call it every second. */
  settled(now: number): SetPointStep[];
}

/** Channels that carry set points, what they set, and how much of a change is one. */
const watched: Readonly<Record<string, { readonly parameter: string; readonly least: number }>> = {
  Stir_SP: { parameter: 'agitation', least: 5 },
  Gas_MFC_air: { parameter: 'air', least: 0.05 },
  Gas_MFC_O2: { parameter: 'oxygen', least: 0.05 },
  Feed_Glycerol: { parameter: 'glycerol-feed', least: 0.05 },
  Feed_MeOH: { parameter: 'methanol-feed', least: 0.05 },
};
/** It must have stood still for this long, in the time of the plant: a loop that moves it all the time is no person. */
const stoodMs = 60_000;
/** ... and stay at the new value for this long. */
const staysMs = 5000;
/** ... within this share of what counts as a change; before as after. A loop wanders more. */
const still = 0.25;
/** On its way for longer, it is a ramp or a loop and no step. */
const wayMs = 30_000;
/** What comes later than this is history: nobody drafts a record of it any more. */
const lateMs = 15 * 60_000;
const loopWindowMs = 10 * 60_000;
const loopSteps = 4;
const share = 0.02;

interface Move {
  /** Where it seemed to arrive, and where it is since. */
  readonly to: number;
  readonly newest: number;
  /** When it left, and when it last changed, by the plant. */
  readonly at: number;
  readonly last: number;
  /** When that was seen. */
  readonly seenAt: number;
}

interface Line {
  readonly channel: Channel;
  readonly parameter: string;
  /** Time of the newest value: what comes out of order is history. */
  newestAt: number;
  stood: number;
  since: number;
  moved: Move | null;
  steps: number[];
  /** Steps that were over before anybody asked. */
  done: SetPointStep[];
}

export function createSetPointWatch(): SetPointWatch {
  const lines = new Map<string, Line>();
  return {
    observe: (channel, { t, value, quality, seenAt }) => {
      const rule = watched[channel.tag];
      if (!rule || value === null || qualityLevel(quality) === 'bad') return;
      const line = lines.get(channel.id);
      if (line) follow(line, rule.least, { t, value, seenAt });
      else {
        const { parameter } = rule;
        // What stands there when it is first seen is taken to have stood.
        const begun = { newestAt: t, stood: value, since: t - stoodMs, moved: null, steps: [], done: [] };
        lines.set(channel.id, { channel, parameter, ...begun });
      }
    },
    settled: (now) =>
      [...lines.values()].flatMap((line) => {
        if (line.moved && now - line.moved.seenAt >= staysMs) settle(line);
        return line.done.splice(0);
      }),
  };
}

function follow(
  line: Line,
  least: number,
  { t, value, seenAt }: { readonly t: number; readonly value: number; readonly seenAt: number },
): void {
  const off = (from: number): number => Math.abs(value - from) / Math.max(least, share * Math.abs(from));
  if (t <= line.newestAt) return;
  line.newestAt = t;
  const { moved } = line;
  if (moved && off(moved.to) <= still) {
    line.moved = { ...moved, newest: value };
    // There, by the plant's own time: a backlog comes at once.
    if (t - moved.last >= staysMs) settle(line);
  } else if (moved && off(line.stood) > 1) {
    if (t - moved.at > wayMs) stand(line, value, t);
    else line.moved = { to: value, newest: value, at: moved.at, last: t, seenAt };
  } else if (moved) line.moved = null;
  else if (off(line.stood) > 1) line.moved = { to: value, newest: value, at: t, last: t, seenAt };
  // It wanders, as what a loop sets does: from here on it would have to stand.
  else if (off(line.stood) > still) stand(line, value, t);
}

function stand(line: Line, value: number, since: number): void {
  Object.assign(line, { stood: value, since, moved: null });
}

function settle(line: Line): void {
  const { moved, stood: from, since, parameter, channel } = line;
  if (!moved) return;
  const { newest: to, at, last, seenAt } = moved;
  line.steps = [...line.steps.filter((one) => one > at - loopWindowMs), at];
  stand(line, to, last);
  if (at - since < stoodMs || seenAt - at > lateMs || line.steps.length > loopSteps) return;
  line.done.push({ unitId: channel.unitId, tag: channel.tag, parameter, from, to, at });
}
