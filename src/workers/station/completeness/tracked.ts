import { coarsestRecordMs, holeAfterPeriods } from '../../../shared/model/hole';
import type { Span, TrackedChannel } from '../record/completeness/completeness-keep';
import { badSpan, medianOf, missingBetween, regularAfter, sameDistance } from './judge-times';

/** A channel under watch: what is kept of it, and what one sample after another tells. Bounded in size. */
export interface Tracked {
  readonly series: number;
  readonly nominalMs: number;
  source: string;
  cadenceMs: number;
  firstT: number;
  lastT: number;
  lastSeen: number;
  /** Newest arrival from its source, however old the sample was. */
  heardAt: number;
  badSince: number | null;
  /** Distance of the last two samples, and how many equal ones came in a row. */
  distance: number;
  regular: number;
  /** Distances since the cadence was looked at last; null until that was done once. */
  distances: number[];
  learned: boolean;
  /** What was silent for a while and may still come from a queue: up to this sample time. */
  awaited: Span | null;
  /** Sample times that came late and are to be looked at again. */
  late: { from: number; to: number; source: string } | null;
  /** What another source filled in while the channel's own is silent, newer than its last sample. */
  ahead: FilledAhead | null;
  changed: boolean;
}

export interface FilledAhead {
  readonly source: string;
  readonly at: number;
  /** In order, without touching each other. */
  readonly spans: readonly Span[];
}

/** What one sample told about the time before it. */
export interface Told {
  readonly missing: Span | null;
  readonly bad: Span | null;
  /** Came from a queue after a silence. */
  readonly delayed: Span | null;
  /** To be judged again: the cadence is another than was thought. */
  readonly again: Span | null;
}

/** Samples older than this on arrival are history: their age says nothing about their source. */
export const historyAgeMs = 45_000;
/** A source that sends history is silent after this. */
const historyPatienceMs = 60_000;
const learnFrom = 50;
const clearly = 2;

export function trackedFrom(kept: TrackedChannel, nominalMs: number): Tracked {
  const begun = {
    distance: 0,
    regular: 0,
    distances: [],
    awaited: null,
    late: null,
    ahead: null,
    changed: false,
  };
  return { ...kept, nominalMs, heardAt: kept.lastSeen, learned: true, ...begun };
}

export function trackedNew(
  series: number,
  nominalMs: number,
  source: string,
  first: { readonly t: number; readonly seen: number; readonly bad: boolean },
): Tracked {
  const { t, seen, bad } = first;
  const kept = { series, source, cadenceMs: nominalMs, firstT: t, lastT: t, lastSeen: seen };
  const tracked = trackedFrom({ ...kept, badSince: bad ? t : null }, nominalMs);
  return { ...tracked, learned: false, changed: true };
}

export function keptOf(tracked: Tracked): TrackedChannel {
  const { series, source, cadenceMs, firstT, lastT, lastSeen, badSince } = tracked;
  return { series, source, cadenceMs, firstT, lastT, lastSeen, badSince };
}

/** Time between samples as it is expected now, ms. */
export function expectedMs({ cadenceMs, distance, regular }: Tracked): number {
  return regular >= regularAfter ? Math.max(cadenceMs, distance) : cadenceMs;
}

/** The stretch that is silent now, in the channel's own time; null while nothing is late. */
export function silentSpan(tracked: Tracked, now: number): Span | null {
  const silence = now - tracked.lastSeen;
  const expected = expectedMs(tracked);
  const history = tracked.lastSeen - tracked.lastT > historyAgeMs;
  const patience = Math.max(history ? historyPatienceMs : 0, holeAfterPeriods * expected);
  return silence > patience
    ? { from: Math.round(tracked.lastT + expected), to: tracked.lastT + silence }
    : null;
}

/** The stretch to be shown as a hole that goes on: nothing at all comes from the source. */
export function openSpan(tracked: Tracked, now: number): Span | null {
  return now - tracked.heardAt > holeAfterPeriods * expectedMs(tracked) ? silentSpan(tracked, now) : null;
}

/** Takes a sample that was filled in newer than the last one: its own source is as silent as before. */
export function takeAhead(tracked: Tracked, t: number, source: string, at: number): void {
  const expected = expectedMs(tracked);
  const late = missingBetween(tracked.lastT, t, expected) !== null;
  const from = late ? t : Math.min(t, Math.round(tracked.lastT + expected));
  const span = { from, to: Math.round(t + expected) };
  const known = tracked.ahead?.spans ?? [];
  const last = known.at(-1);
  const joins = last !== undefined && missingBetween(last.to - expected, t, expected) === null;
  const spans = joins
    ? [...known.slice(0, -1), { from: Math.min(last.from, t), to: Math.max(last.to, span.to) }]
    : [...known, span];
  tracked.ahead = { source, at, spans };
}

/** Takes a sample newer than the last one. */
export function takeSample(tracked: Tracked, t: number, seen: number, bad: boolean): Told {
  const gap = t - tracked.lastT;
  const missing = missingBetween(tracked.lastT, t, expectedMs(tracked));
  const badRun = endBadRun(tracked, t, bad, missing !== null);
  const delayed = endAwaited(tracked, t, seen);
  const again = takeDistance(tracked, gap, t) ?? learnCadence(tracked, gap, t);
  tracked.lastT = t;
  tracked.lastSeen = seen;
  tracked.heardAt = Math.max(seen, tracked.heardAt);
  tracked.changed = true;
  return { missing, bad: badRun, delayed, again };
}

function endBadRun(tracked: Tracked, t: number, bad: boolean, silent: boolean): Span | null {
  const since = tracked.badSince;
  const ends = since !== null && (silent || !bad);
  if (ends) tracked.badSince = null;
  if (bad) tracked.badSince ??= t;
  return ends && since !== null
    ? badSpan(since, silent ? tracked.lastT + tracked.cadenceMs : t, tracked.cadenceMs)
    : null;
}

/** After a silence: what comes older than it should was kept by somebody, and fills what was shown as a hole. */
function endAwaited(tracked: Tracked, t: number, seen: number): Span | null {
  const silent = silentSpan(tracked, seen);
  const fresh = tracked.lastSeen - tracked.lastT <= historyAgeMs;
  if (tracked.awaited === null && silent && fresh && t < silent.to - holeAfterPeriods * tracked.cadenceMs)
    tracked.awaited = silent;
  const { awaited } = tracked;
  if (awaited === null || t < awaited.to) return null;
  tracked.awaited = null;
  return awaited;
}

/** A record that turned out to be a coarser, regular one. */
function takeDistance(tracked: Tracked, gap: number, t: number): Span | null {
  tracked.regular = sameDistance(gap, tracked.distance) ? tracked.regular + 1 : 1;
  tracked.distance = gap;
  const coarse = gap > holeAfterPeriods * tracked.cadenceMs && gap <= coarsestRecordMs * 1.1;
  return tracked.regular === regularAfter && coarse ? { from: t - regularAfter * gap * 1.1, to: t } : null;
}

/** The first fifty samples may show a slower source than defined; any fifty show one that is faster than was thought. */
function learnCadence(tracked: Tracked, gap: number, t: number): Span | null {
  tracked.distances.push(gap);
  if (tracked.distances.length < learnFrom) return null;
  const median = Math.round(medianOf(tracked.distances));
  const first = !tracked.learned;
  tracked.learned = true;
  tracked.distances = [];
  if (first && median > clearly * tracked.cadenceMs) {
    tracked.cadenceMs = median;
    return { from: tracked.firstT, to: t };
  }
  if (median * clearly < tracked.cadenceMs) tracked.cadenceMs = Math.max(tracked.nominalMs, median);
  return null;
}
