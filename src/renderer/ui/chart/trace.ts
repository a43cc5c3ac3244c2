import type { SeriesColumns } from '../../../shared/contract/series-columns';
import type { SeriesLevel } from '../../../shared/contract/series';
import { qualityLevel } from '../../../shared/model/quality';
import type { SampleRing } from '../../station/sample-ring';

/** One channel's answer from history. */
export interface HistoryTrace {
  readonly columns: SeriesColumns;
  readonly level: SeriesLevel;
  /** Time one point stands for; 0 where every point is a single sample. */
  readonly coverMs: number;
}

/** What is known of a channel: history, and the live samples that came after it. */
export interface Trace {
  readonly history: HistoryTrace | null;
  readonly ring: SampleRing | undefined;
  readonly cadenceMs: number;
}

/** A sample or a cell. `doubt`: some of it is not good. Values are NaN where nothing usable was measured. */
export interface TracePoint {
  t: number;
  coverMs: number;
  min: number;
  max: number;
  mean: number;
  n: number;
  doubt: boolean;
}

const levelMs: Readonly<Record<SeriesLevel, number>> = { raw: 0, '30s': 30_000, '10min': 600_000 };

/** Wraps an answer; how much time a point covers is read off the points, for cells may be joined to pixels. */
export function historyTrace(columns: SeriesColumns, level: SeriesLevel): HistoryTrace {
  return { columns, level, coverMs: coverOf(columns, level) };
}

function coverOf({ t, n }: SeriesColumns, level: SeriesLevel): number {
  if (level === 'raw' && n.every((count) => count <= 1)) return 0;
  let shortest = Number.POSITIVE_INFINITY;
  for (let index = 1; index < t.length; index += 1)
    shortest = Math.min(shortest, (t[index] ?? 0) - (t[index - 1] ?? 0));
  return Number.isFinite(shortest) ? Math.max(shortest, levelMs[level]) : levelMs[level];
}

/** Index of the first time not before `t`. */
export function lowerBound(times: Float64Array, t: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] ?? 0) < t) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Visits the points between two times in order, history first, then live samples newer than it. One point object is
 * used again and again: read it, do not keep it.
 */
export function visitTrace(trace: Trace, from: number, to: number, visit: (point: TracePoint) => void): void {
  const point: TracePoint = { t: 0, coverMs: 0, min: 0, max: 0, mean: 0, n: 1, doubt: false };
  const seam = seamOf(trace);
  if (trace.history) visitHistory(trace.history, seam.historyPoints, from, to, point, visit);
  if (trace.ring) visitRing(trace.ring, Math.max(seam.ringAfter, from - 1), to, point, visit);
}

function visitHistory(
  { columns, coverMs }: HistoryTrace,
  points: number,
  from: number,
  to: number,
  point: TracePoint,
  visit: (point: TracePoint) => void,
): void {
  point.coverMs = coverMs;
  for (let index = lowerBound(columns.t, from - coverMs); index < points; index += 1) {
    point.t = columns.t[index] ?? 0;
    if (point.t > to) return;
    point.min = columns.min[index] ?? Number.NaN;
    point.max = columns.max[index] ?? Number.NaN;
    point.mean = columns.mean[index] ?? Number.NaN;
    point.n = columns.n[index] ?? 0;
    point.doubt = point.n > 0 && (columns.good[index] ?? 100) < 100;
    visit(point);
  }
}

function visitRing(
  ring: SampleRing,
  after: number,
  to: number,
  point: TracePoint,
  visit: (point: TracePoint) => void,
): void {
  point.coverMs = 0;
  point.n = 1;
  for (let index = ring.after(after); index < ring.length; index += 1) {
    point.t = ring.t(index);
    if (point.t > to) return;
    point.mean = ring.value(index);
    point.min = point.mean;
    point.max = point.mean;
    point.doubt = qualityLevel(ring.quality(index)) !== 'good';
    visit(point);
  }
}

/**
 * Where history ends and the live tail begins. The last cell of an answer is usually half full: where the ring holds all
 * of it, its samples are drawn instead.
 */
function seamOf({ history, ring }: Trace): { readonly historyPoints: number; readonly ringAfter: number } {
  const points = history?.columns.t.length ?? 0;
  if (!history || points === 0) return { historyPoints: 0, ringAfter: Number.NEGATIVE_INFINITY };
  const lastT = history.columns.t[points - 1] ?? 0;
  if (history.coverMs === 0) return { historyPoints: points, ringAfter: lastT };
  const ringHoldsCell = ring !== undefined && ring.length > 0 && ring.t(0) <= lastT;
  return ringHoldsCell
    ? { historyPoints: points - 1, ringAfter: lastT - 1 }
    : { historyPoints: points, ringAfter: lastT + history.coverMs - 1 };
}

/** Samples further apart than this are never one record, however regular they come. */
const coarsestRecordMs = 30_000;
/** So many equal distances in a row make a record of that cadence. */
const regularAfter = 3;

/** How far back points must be told to a {@link HoleJudge} so that it knows a coarse record when it sees one. */
export const holeMemoryMs = (regularAfter + 2) * coarsestRecordMs;

/** Told the points of a trace in order, says of each whether a hole lies before it. */
export interface HoleJudge {
  holeBefore(t: number, coverMs: number): boolean;
}

/**
 * No line is drawn across more than three missing samples. History that was filled in at a coarser, regular cadence of up
 * to 30 s is a coarser record, not a row of holes.
 */
export function createHoleJudge(cadenceMs: number): HoleJudge {
  let end = Number.NaN;
  let distance = 0;
  let regular = 0;
  return {
    holeBefore: (t, coverMs) => {
      const missing = t - end;
      end = t + coverMs;
      if (Number.isNaN(missing)) return true;
      const expected = regular >= regularAfter ? Math.max(cadenceMs, distance) : cadenceMs;
      const equal = Math.abs(missing - distance) <= distance * 0.1 && missing <= coarsestRecordMs * 1.1;
      regular = equal ? regular + 1 : 0;
      distance = missing;
      return missing > 3 * expected;
    },
  };
}
