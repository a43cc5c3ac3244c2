import type { TimelineItem } from '../../../../shared/model/records/timeline';
import { tr } from '../../../strings/translate';

/** The rows of the time line, top to bottom. */
export const laneIds = [
  'phases',
  'moves',
  'records',
  'samples',
  'alarms',
  'deviations',
  'signatures',
  'refused',
] as const;
export type LaneId = (typeof laneIds)[number];

export const laneWords: Readonly<Record<LaneId, string>> = {
  phases: tr('Phases'),
  moves: tr('States'),
  records: tr('Records'),
  samples: tr('Samples'),
  alarms: tr('Alarms, events'),
  deviations: tr('Deviations'),
  signatures: tr('Signatures'),
  refused: tr('Refused'),
};

/** An item in its lane. Where many lie too near to each other to be told apart, one mark stands for them. */
export interface LaneMark {
  readonly lane: LaneId;
  /** Percent of the window. */
  readonly left: number;
  readonly width: number;
  readonly items: readonly TimelineItem[];
}

interface Window {
  readonly from: number;
  readonly to: number;
}

export function laneOf({ kind, detail }: Pick<TimelineItem, 'kind' | 'detail'>): LaneId {
  switch (kind) {
    case 'phase':
      return 'phases';
    case 'move':
      return 'moves';
    case 'record':
      return detail === 'sample' ? 'samples' : 'records';
    case 'note':
      return 'records';
    case 'alarm':
      return 'alarms';
    case 'deviation':
    case 'proposal':
      return 'deviations';
    case 'signature':
      return 'signatures';
    case 'refused':
      return 'refused';
    default:
      return kind satisfies never;
  }
}

/** True where there is something to open: a record, what was signed, a deviation. */
export const leadsOn = ({ kind, ref, detail }: TimelineItem): boolean =>
  ref !== null &&
  (kind === 'record' || kind === 'deviation' || (kind === 'signature' && !batchMeanings.has(detail ?? '')));

/** Signed under the batch itself, not under a record of it. */
const batchMeanings: ReadonlySet<string> = new Set(['TECH', 'ATR', 'DISP_A', 'DISP_R', 'REJ']);

/** Marks nearer than this share of the window become one, percent. */
const nearestPct = 1.1;

/** What of a window lies in each lane, by time. */
export function laneMarks(items: readonly TimelineItem[], { from, to }: Window): LaneMark[] {
  const pctPerMs = 100 / (to - from);
  const marks: LaneMark[] = [];
  const last = new Map<LaneId, number>();
  for (const item of items.toSorted((a, b) => a.at - b.at)) {
    const end = item.to ?? item.at;
    if (end < from || item.at > to) continue;
    const lane = laneOf(item);
    const left = Math.max(0, (item.at - from) * pctPerMs);
    const width = Math.max(0, Math.min(100, (end - from) * pctPerMs) - left);
    const before = last.get(lane);
    const near = before === undefined ? undefined : marks[before];
    if (
      before !== undefined &&
      near &&
      lane !== 'phases' &&
      left - near.left < nearestPct &&
      near.width < nearestPct
    ) {
      marks[before] = {
        ...near,
        width: Math.max(near.width, left + width - near.left),
        items: [...near.items, item],
      };
      continue;
    }
    last.set(lane, marks.length);
    marks.push({ lane, left, width, items: [item] });
  }
  return marks;
}
