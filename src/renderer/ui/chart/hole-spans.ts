import type { Channel } from '../../../shared/model/channel';
import { holeCauseOf, type Hole, type HoleCause } from '../../../shared/model/hole';
import type { TimeWindow } from './time-view';

/** A hole of one or more lines of a panel, ready to be drawn; px from the left edge of the plot. */
export interface DrawnHole {
  readonly from: number;
  readonly to: number;
  readonly cause: HoleCause;
  readonly letter: string;
  readonly filled: boolean;
  /** Colours of the lines it belongs to. */
  readonly lines: readonly string[];
}

/** A hole of one sample is seen at every zoom. */
const narrowestPx = 3;

/** Holes of a panel's lines; those of several lines at the same place and for the same reason become one. */
export function drawnHoles(
  lines: readonly { readonly holes: readonly Hole[]; readonly colour: string }[],
  { from, to }: TimeWindow,
  widthPx: number,
): DrawnHole[] {
  const pxPerMs = widthPx / (to - from);
  const found = new Map<string, DrawnHole>();
  for (const { holes, colour } of lines) {
    for (const hole of holes) {
      if (hole.cause === 'not-expected' || hole.to <= from || hole.from >= to) continue;
      const x = Math.floor(Math.max(0, (hole.from - from) * pxPerMs));
      const end = Math.ceil(Math.min(widthPx, (hole.to - from) * pxPerMs));
      const filled = hole.fill !== null;
      const key = `${x} ${hole.cause} ${filled}`;
      const known = found.get(key);
      found.set(key, {
        from: x,
        to: Math.max(end, x + narrowestPx, known?.to ?? 0),
        cause: hole.cause,
        letter: holeCauseOf(hole.cause).letter,
        filled,
        lines: [...(known?.lines ?? []), colour],
      });
    }
  }
  return [...found.values()];
}

/** The causes among holes, the commonest reasons of the house first. */
export function causesAmong(holes: readonly DrawnHole[]): HoleCause[] {
  return [...new Set(holes.filter(({ filled }) => !filled).map(({ cause }) => cause))].toSorted();
}

/** Holes of channels at a moment. */
export function holesAt(
  channels: readonly Channel[],
  t: number,
  of: (channel: Channel) => readonly Hole[],
): Hole[] {
  return channels.flatMap((channel) =>
    of(channel).filter(({ from, to, cause }) => cause !== 'not-expected' && from <= t && t < to),
  );
}
