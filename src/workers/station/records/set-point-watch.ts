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
/** ... and stay at the new value for this long on arrival. */
const staysMs = 3000;
const loopWindowMs = 10 * 60_000;
const loopSteps = 4;
const share = 0.02;

interface Line {
  stood: number;
  since: number;
  /** Where it went, when by the plant, and when that was seen. */
  moved: { readonly to: number; readonly at: number; readonly seenAt: number } | null;
  steps: number[];
}

export function createSetPointWatch(): SetPointWatch {
  const lines = new Map<string, { readonly channel: Channel; readonly line: Line }>();
  return {
    observe: (channel, { t, value, quality, seenAt }) => {
      const rule = watched[channel.tag];
      if (!rule || value === null || qualityLevel(quality) === 'bad') return;
      const known = lines.get(channel.id);
      if (!known) {
        lines.set(channel.id, { channel, line: { stood: value, since: t, moved: null, steps: [] } });
        return;
      }
      const { line } = known;
      const differs = (from: number): boolean =>
        Math.abs(value - from) > Math.max(rule.least, share * Math.abs(from));
      if (!differs(line.stood)) line.moved = null;
      else if (line.moved === null) moveOff(line, value, t, seenAt);
      else if (differs(line.moved.to)) {
        // Still on its way: it begins to stand where it is now.
        line.since = t;
        line.stood = line.moved.to;
        line.moved = { to: value, at: t, seenAt };
      }
    },
    settled: (now) => [...lines.values()].flatMap(({ channel, line }) => settle(channel, line, now) ?? []),
  };
}

function moveOff(line: Line, value: number, t: number, seenAt: number): void {
  line.moved = { to: value, at: t, seenAt };
}

function settle(channel: Channel, line: Line, now: number): SetPointStep | null {
  const { moved } = line;
  if (!moved || now - moved.seenAt < staysMs) return null;
  const from = line.stood;
  const stood = moved.at - line.since >= stoodMs;
  line.steps = [...line.steps.filter((at) => at > moved.at - loopWindowMs), moved.at];
  Object.assign(line, { stood: moved.to, since: moved.at, moved: null });
  const parameter = watched[channel.tag]?.parameter;
  if (!stood || parameter === undefined || line.steps.length > loopSteps) return null;
  return { unitId: channel.unitId, tag: channel.tag, parameter, from, to: moved.to, at: moved.at };
}
