import { coarsestRecordMs, holeAfterPeriods } from '../../../shared/model/hole';
import { qualityLevel } from '../../../shared/model/quality';
import type { HoleSpan, Span } from '../record/completeness/completeness-keep';
import type { CausedSpan } from './cause-line';
import { badIn, missingIn } from './judge-times';
import { clipAll, joined, mergedHoles, without } from './spans';

/** Samples of a window as they are on disk. */
export interface RawTimes {
  readonly t: ArrayLike<number>;
  readonly value: ArrayLike<number>;
  readonly quality: ArrayLike<number>;
}

export interface AgainParts {
  /** What was looked through. */
  readonly window: Span;
  readonly raw: RawTimes;
  /** Spans that touch the window, whole. */
  readonly before: readonly HoleSpan[];
  readonly cadenceMs: number;
  /** The channel's first sample: nothing is expected before it. */
  readonly firstT: number;
  /** Causes of a stretch that was no hole before. */
  readonly causes: (span: Span) => readonly CausedSpan[];
  /** Where the new samples came from; null where only the judgement is another. */
  readonly fill: { readonly source: string; readonly at: number } | null;
}

export const isMissing = ({ cause, fill }: HoleSpan): boolean => cause !== 'sensor-bad' && fill === null;

export function isBad({ value, quality }: RawTimes, index: number): boolean {
  return !Number.isFinite(value[index] ?? Number.NaN) || qualityLevel(quality[index] ?? 0) === 'bad';
}

/** Missing stretches of a window, told from its samples and from what is known just outside of it. */
export function missingOf({
  window,
  raw,
  before,
  cadenceMs,
  firstT,
}: Omit<AgainParts, 'causes' | 'fill'>): Span[] {
  const { t } = raw;
  const missing = missingIn(raw, cadenceMs);
  const first = t[0];
  const last = t[t.length - 1];
  if (first === undefined || last === undefined) return [window];
  const openAt = (at: number): boolean =>
    before.some((span) => isMissing(span) && span.from < at && span.to > at);
  const edgeMs = Math.max(holeAfterPeriods * cadenceMs, 1.1 * coarsestRecordMs);
  if (openAt(window.from) ? first > window.from : window.from > firstT && first - window.from > edgeMs)
    missing.unshift({ from: window.from, to: first });
  if (openAt(window.to) || window.to - last > edgeMs)
    missing.push({ from: Math.min(Math.round(last + cadenceMs), window.to), to: window.to });
  return joined(missing.filter(({ from, to }) => from < to));
}

/** The ledger's spans of the touched time, judged anew; those outside of the window stay as they were. */
export function judgedAgain(parts: AgainParts): { readonly window: Span; readonly spans: HoleSpan[] } {
  const { window, raw, before, cadenceMs, causes, fill } = parts;
  const bad = badIn({ t: raw.t, bad: (index) => isBad(raw, index) }, cadenceMs).spans;
  const missing = missingOf(parts);
  const inside = clipAll(before, window);
  const outside = without(before, [window]);
  const known = missing.flatMap((span) => clipAll(inside.filter(isMissing), span));
  const fresh = without(missing, known).flatMap((span) => causes(span));
  const gone = without(
    inside.filter(({ cause }) => cause !== 'sensor-bad' && cause !== 'not-expected'),
    [...missing, ...bad],
  );
  const filled = gone.flatMap((span) => (span.fill ? [span] : fill ? [{ ...span, fill }] : []));
  const spoiled = bad.map((span): HoleSpan => ({ ...span, cause: 'sensor-bad', fill: null }));
  const whole = joined([window, ...before]);
  return {
    window: { from: whole[0]?.from ?? window.from, to: whole.at(-1)?.to ?? window.to },
    spans: mergedHoles([
      ...outside,
      ...known,
      ...fresh.map((span) => ({ ...span, fill: null })),
      ...filled,
      ...spoiled,
    ]),
  };
}
