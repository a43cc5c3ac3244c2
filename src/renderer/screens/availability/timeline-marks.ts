import type { ChannelAvailability } from '../../../shared/contract/completeness';
import type { HoleCause } from '../../../shared/model/hole';

type Span = ChannelAvailability['spans'][number];

/** A hole on a timeline, in percent of its window; `from` and `to` are of what it stands for, epoch ms. */
export interface TimelineMark {
  readonly left: number;
  readonly width: number;
  readonly cause: HoleCause;
  readonly filled: boolean;
  readonly open: boolean;
  readonly from: number;
  readonly to: number;
  /** Holes too near to each other to be told apart here. */
  readonly holes: number;
}

/** A second in a month is still seen. */
const narrowestPct = 0.4;

/** Holes of a channel as marks; neighbours of one kind that would touch become one. */
export function timelineMarks(spans: readonly Span[], window: { from: number; to: number }): TimelineMark[] {
  const pctPerMs = 100 / (window.to - window.from);
  const marks: TimelineMark[] = [];
  for (const span of spans) {
    const from = Math.max(span.from, window.from);
    const to = Math.min(span.to, window.to);
    if (from >= to) continue;
    const left = Math.min(100 - narrowestPct, (from - window.from) * pctPerMs);
    const width = Math.max(narrowestPct, (to - from) * pctPerMs);
    const filled = span.fill !== null;
    const last = marks.at(-1);
    if (last && last.cause === span.cause && last.filled === filled && left <= last.left + last.width + 0.1)
      marks[marks.length - 1] = {
        ...last,
        width: Math.max(last.width, left + width - last.left),
        to,
        open: span.open,
        holes: last.holes + 1,
      };
    else marks.push({ left, width, cause: span.cause, filled, open: span.open, from, to, holes: 1 });
  }
  return marks;
}
