import { completenessLimits, holeCauseOf, type HoleCause } from '../../../shared/model/hole';
import type { HoleSpan, Span, StationRun } from '../record/completeness/completeness-keep';
import { clipAll, joined, lengthOf, without } from './spans';

/** How much of what was expected is there; times in ms. */
export interface Figures {
  readonly expectedMs: number;
  readonly missingMs: number;
  readonly badMs: number;
  readonly filledMs: number;
  readonly presentPct: number | null;
  readonly goodPct: number | null;
  readonly dropoutPct: number | null;
  readonly holes: number;
  readonly longest: Span | null;
  readonly causes: { cause: HoleCause; ms: number; holes: number }[];
}

/** Of a part in a whole; null where there is no whole. */
function share(part: number, whole: number): number | null {
  return whole > 0 ? Math.min(100, Math.max(0, (100 * part) / whole)) : null;
}

/** What is left of a whole without a part, percent. */
function rest(part: number, whole: number): number | null {
  const lost = share(part, whole);
  return lost === null ? null : 100 - lost;
}

const longestOf = (spans: readonly Span[]): Span | null =>
  spans.reduce<Span | null>(
    (most, span) => (!most || span.to - span.from > most.to - most.from ? span : most),
    null,
  );

/**
 * Figures of one channel.
 * @param expected when it was watched; time in which nothing was expected is taken off here
 * @param goodShare good ones among the samples that are there, 0 to 1; null where there are none
 */
export function figuresOf(expected: Span, spans: readonly HoleSpan[], goodShare: number | null): Figures {
  const all = clipAll(spans, expected);
  const unexpected = all.filter(({ cause }) => cause === 'not-expected');
  const holes = all.filter(({ cause, fill }) => cause !== 'not-expected' && fill === null);
  const missing = holes.filter(({ cause }) => cause !== 'sensor-bad');
  const whole = joined(holes);
  const expectedMs = expected.to > expected.from ? expected.to - expected.from - lengthOf(unexpected) : 0;
  const missingMs = lengthOf(missing);
  const present = rest(missingMs, expectedMs);
  return {
    expectedMs,
    missingMs,
    badMs: lengthOf(holes) - missingMs,
    filledMs: lengthOf(all.filter(({ fill }) => fill !== null)),
    presentPct: present,
    goodPct: present === null || goodShare === null ? null : Math.min(100, present * goodShare),
    dropoutPct: share(lengthOf(holes.filter(({ cause }) => holeCauseOf(cause).sensor)), expectedMs),
    holes: whole.length,
    longest: longestOf(whole),
    causes: causeSums(holes),
  };
}

function causeSums(holes: readonly HoleSpan[]): Figures['causes'] {
  const causes = [...new Set(holes.map(({ cause }) => cause))];
  return causes
    .map((cause) => {
      const own = holes.filter((hole) => hole.cause === cause);
      return { cause, ms: lengthOf(own), holes: own.length };
    })
    .toSorted((a, b) => b.ms - a.ms);
}

/** Figures of a unit: every expected sample of every channel counts the same for its time. */
export function figuresOfAll(channels: readonly Figures[]): Figures {
  const sum = (of: (figures: Figures) => number): number =>
    channels.reduce((total, one) => total + of(one), 0);
  const expectedMs = sum((one) => one.expectedMs);
  // By what is lacking: sums of shares of nothing lost are not quite 100.
  const lacking = (of: (figures: Figures) => number | null): number =>
    sum((one) => ((100 - (of(one) ?? 0)) / 100) * one.expectedMs);
  const dropoutMs = sum((one) => ((one.dropoutPct ?? 0) / 100) * one.expectedMs);
  const causes = [...new Set(channels.flatMap((one) => one.causes.map(({ cause }) => cause)))];
  return {
    expectedMs,
    missingMs: sum((one) => one.missingMs),
    badMs: sum((one) => one.badMs),
    filledMs: sum((one) => one.filledMs),
    presentPct: rest(
      sum((one) => one.missingMs),
      expectedMs,
    ),
    goodPct: channels.some(({ goodPct }) => goodPct !== null)
      ? rest(
          lacking((one) => one.goodPct),
          expectedMs,
        )
      : null,
    dropoutPct: share(dropoutMs, expectedMs),
    holes: sum((one) => one.holes),
    longest: longestOf(channels.flatMap(({ longest }) => longest ?? [])),
    causes: causes
      .map((cause) => {
        const own = channels.flatMap((one) => one.causes.filter((entry) => entry.cause === cause));
        const ms = own.reduce((total, entry) => total + entry.ms, 0);
        return { cause, ms, holes: own.reduce((total, entry) => total + entry.holes, 0) };
      })
      .toSorted((a, b) => b.ms - a.ms),
  };
}

/** How much of the time this application itself ran, since it first did. */
export function stationFigures(window: Span, runs: readonly StationRun[], firstRun: number | null) {
  const known = { from: Math.max(window.from, firstRun ?? window.to), to: window.to };
  const ran = runs.map(({ startedAt, aliveTo }) => ({ from: startedAt, to: aliveTo }));
  const down = known.from < known.to ? without([known], ran) : [];
  const knownMs = Math.max(0, known.to - known.from);
  return {
    runningPct: share(knownMs - lengthOf(down), knownMs),
    knownMs,
    downMs: lengthOf(down),
    starts: runs.filter(({ startedAt }) => startedAt >= window.from && startedAt < window.to).length,
    longestDown: longestOf(down),
  };
}

/** Whether figures meet the limits of a batch. */
export function verdictOf({ presentPct, dropoutPct }: Figures) {
  return {
    complete: presentPct !== null && presentPct >= completenessLimits.completeAtLeastPct,
    dropout: dropoutPct !== null && dropoutPct < completenessLimits.dropoutBelowPct,
    ...completenessLimits,
  };
}
