import type { Channel } from '../../../shared/model/channel';
import { expectsSamples } from '../../../shared/model/hole';
import { qualityLevel } from '../../../shared/model/quality';
import type { CompletenessKeep, HoleSpan, MarkState, Span } from '../record/completeness/completeness-keep';
import type { RecordedSample } from '../record/recorded-sample';
import { judgedAgain } from './judge-again';
import { createLedgerBook, type LedgerBook } from './ledger-book';
import { allRaw, eachRaw, type AskRaw } from './read-raw';
import {
  historyAgeMs,
  openSpan,
  takeAhead,
  takeSample,
  trackedFrom,
  trackedNew,
  type Told,
  type Tracked,
} from './tracked';
import { clipAll, without } from './spans';
import { createUnitSilence } from './unit-silence';

export interface LedgerDeps {
  readonly keep: CompletenessKeep;
  readonly raw: AskRaw;
  readonly channelOfSeries: (series: number) => Channel | undefined;
  /** False where nobody expects samples of a channel any more: its unit was retired. */
  readonly expected: (channel: Channel) => boolean;
  /** Newest arrival on disk before this run, epoch ms; null where there is none. */
  readonly recordedTo: number | null;
  readonly now: () => number;
  readonly startedAt: number;
  readonly log: (level: 'warn' | 'error', words: string, facts: Record<string, unknown>) => void;
}

export interface OpenHole extends HoleSpan {
  readonly open: boolean;
}

/** Accounts for every expected interval of every channel: there, missing and why, or filled and from where. */
export interface Ledger {
  readonly book: LedgerBook;
  /** Takes up where the last run stopped: what was recorded since is judged first. */
  open(): Promise<void>;
  /** These are on disk now. `source` is the connection or worker they came from. */
  stored(samples: readonly RecordedSample[], source: string): void;
  /** A connection changed its state. */
  mark(source: string, state: MarkState, at: number): void;
  /** Looks for silence and writes what waits; call it about once a second. */
  tick(): void;
  tracked(series: number): Tracked | undefined;
  /** Holes that touch the window, whole and in order; the one that goes on at the end. */
  holes(series: number, window: Span): OpenHole[];
  /** Judges what of a window was never judged, e.g. an imported batch. */
  cover(series: number, window: Span): Promise<void>;
  /** Resolves when everything that came late is judged. */
  settle(): Promise<void>;
  /** Writes all; nothing is marked afterwards. */
  stop(): void;
}

const heartbeatMs = 10_000;
/** Room around late samples in which their neighbours are found. */
const roomMs = 150_000;
/** What was never judged is looked through in pieces that fit into memory. */
const sliceMs = 86_400_000;
/** Source of samples that were there before anybody watched, e.g. of an imported batch: no more are expected. */
const takenUpFrom = 'records';

export function createLedger(deps: LedgerDeps): Ledger {
  const { keep, raw, now, startedAt } = deps;
  const channels = new Map<number, Tracked>();
  const searched = new Map<number, number>();
  const book = createLedgerBook(keep, startedAt, now);
  const units = createUnitSilence(book, startedAt);
  let held: (() => void)[] | null = [];
  let judging: Promise<void> = Promise.resolve();
  let beatAt = Number.NEGATIVE_INFINITY;
  let stopped = false;

  const who = (tracked: Tracked) => ({
    source: tracked.source,
    unitId: deps.channelOfSeries(tracked.series)?.unitId ?? '',
    cadenceMs: tracked.cadenceMs,
  });
  /** Causes lie on the station's clock; a source whose own is off by a constant is moved to it. */
  const causes = (tracked: Tracked, span: Span, shiftMs = 0): HoleSpan[] =>
    book
      .causes({ from: span.from + shiftMs, to: span.to + shiftMs }, who(tracked))
      .map(({ from, to, cause }) => ({ from: from - shiftMs, to: to - shiftMs, cause, fill: null }));

  const take = (tracked: Tracked, sample: RecordedSample, source: string): void => {
    const { t, seenAt, value, quality } = sample;
    if (t <= tracked.lastT) return noteLate(tracked, t, seenAt, source);
    if (isAhead(tracked, sample)) return takeAhead(tracked, t, source, seenAt);
    const { ahead } = tracked;
    tracked.ahead = null;
    tracked.source = source;
    const lag = tracked.lastSeen - tracked.lastT;
    const steady = Math.abs(seenAt - t - lag) < 5000 && lag <= historyAgeMs;
    const told = takeSample(tracked, t, seenAt, value === null || qualityLevel(quality) === 'bad');
    write(tracked, told, steady ? lag : 0, source);
    // Causes are told of the whole hole, now that it is over; then what of it was filled meanwhile.
    for (const span of ahead?.spans ?? []) judgeSoon(tracked, span, ahead?.source ?? null);
  };
  /** Filled in while the channel's own source is silent: the hole goes on, and so does the search for its cause. */
  const isAhead = (tracked: Tracked, { origin = 0 }: RecordedSample): boolean =>
    origin !== 0 && tracked.source !== takenUpFrom && openSpan(tracked, now()) !== null;
  const write = (
    tracked: Tracked,
    { missing, bad, delayed, again }: Told,
    shiftMs: number,
    source: string,
  ): void => {
    const { series } = tracked;
    if (missing) book.change({ series, ...missing, spans: causes(tracked, missing, shiftMs) });
    if (bad) book.add(series, [{ ...bad, cause: 'sensor-bad', fill: null }]);
    if (delayed) {
      const fill = { source, at: tracked.lastSeen };
      book.add(
        series,
        causes(tracked, delayed)
          .filter(({ cause }) => cause !== 'not-expected')
          .map((span) => ({ ...span, fill })),
      );
    }
    if (again) judgeSoon(tracked, again, null);
  };
  const noteLate = (tracked: Tracked, t: number, seenAt: number, source: string): void => {
    if (source === tracked.source) tracked.heardAt = Math.max(tracked.heardAt, seenAt);
    const { late } = tracked;
    tracked.late = late
      ? { from: Math.min(late.from, t), to: Math.max(late.to, t), source }
      : { from: t, to: t, source };
  };

  const judgeSoon = (tracked: Tracked, range: Span, source: string | null): void => {
    judging = judging
      .then(() => (stopped ? undefined : judgeAgain(tracked, range, source)))
      .catch((error: unknown) =>
        deps.log('error', 'Late samples could not be judged', {
          series: tracked.series,
          error: String(error),
        }),
      );
  };
  const judgeAgain = async (tracked: Tracked, range: Span, source: string | null): Promise<void> => {
    const { series, firstT } = tracked;
    const earlier = range.from < firstT;
    const known = (): HoleSpan[] => book.spans(series, { from: range.from, to: range.to + 1 });
    if (!earlier && source !== null && known().length === 0) return;
    const room = Math.max(roomMs, 6 * tracked.cadenceMs);
    const window = {
      from: earlier ? range.from : Math.max(firstT, range.from - room),
      to: Math.min(tracked.lastT + 1, Math.max(range.to + room, earlier ? firstT + 1 : 0)),
    };
    const found = await allRaw(raw, { series, ...window });
    const first = found.t[0];
    if (first === undefined) return;
    if (earlier) window.from = first;
    tracked.firstT = Math.min(tracked.firstT, first);
    tracked.changed = true;
    const { window: judged, spans } = judgedAgain({
      window,
      raw: found,
      before: book.spans(series, window),
      cadenceMs: tracked.cadenceMs,
      firstT: tracked.firstT,
      causes: (span) => book.causes(span, who(tracked)),
      fill: source === null ? null : { source, at: now() },
    });
    book.change({ series, ...judged, spans });
  };

  const newTracked = (sample: RecordedSample, source: string): Tracked | undefined => {
    const channel = deps.channelOfSeries(sample.series);
    if (!channel || !expectsSamples(channel)) return undefined;
    const { t, seenAt, value, quality } = sample;
    const bad = value === null || qualityLevel(quality) === 'bad';
    const made = trackedNew(sample.series, channel.cadenceMs, source, { t, seen: seenAt, bad });
    channels.set(sample.series, made);
    // Written down with the next tick: a kill in its first seconds must not make its first hole a beginning.
    beatAt = Number.NEGATIVE_INFINITY;
    return made;
  };
  const storedNow = (samples: readonly RecordedSample[], source: string): void => {
    for (const sample of samples) {
      const known = channels.get(sample.series);
      if (known) take(known, sample, source);
      else if (!newTracked(sample, source)) continue;
      if (sample.origin) continue;
      const unitId = deps.channelOfSeries(sample.series)?.unitId;
      if (unitId) units.heard(unitId, sample.seenAt);
    }
  };

  /** What was recorded after the last line of the ledger, e.g. before a kill. */
  const takeUp = async (tracked: Tracked): Promise<void> => {
    const ask = { series: tracked.series, from: tracked.lastT + 1, to: Number.MAX_SAFE_INTEGER };
    await eachRaw(raw, ask, ({ t, value, quality, seen }) => {
      for (let row = 0; row < t.length; row += 1) {
        const number = value[row] ?? Number.NaN;
        take(
          tracked,
          {
            series: tracked.series,
            t: t[row] ?? 0,
            seenAt: seen[row] ?? 0,
            value: Number.isFinite(number) ? number : null,
            quality: quality[row] ?? 0,
          },
          tracked.source,
        );
      }
    });
  };

  const openHole = (tracked: Tracked): OpenHole[] => {
    const channel = deps.channelOfSeries(tracked.series);
    const awaits = channel && tracked.source !== takenUpFrom && deps.expected(channel);
    const silent = awaits ? openSpan(tracked, now()) : null;
    const open: OpenHole[] = [];
    if (tracked.badSince !== null && tracked.lastT - tracked.badSince > 3 * tracked.cadenceMs)
      open.push({
        from: tracked.badSince,
        to: Math.round(tracked.lastT + tracked.cadenceMs),
        cause: 'sensor-bad',
        fill: null,
        open: silent === null,
      });
    if (!silent) return open;
    const lag = tracked.lastSeen - tracked.lastT;
    const pieces = causes(tracked, silent, lag <= historyAgeMs ? lag : 0);
    const { ahead } = tracked;
    const filled = (ahead?.spans ?? [])
      .flatMap((span) => clipAll(pieces, span))
      .map((piece) => ({ ...piece, fill: ahead && { source: ahead.source, at: ahead.at }, open: false }));
    const left = without(pieces, ahead?.spans ?? []).map((piece) => ({
      ...piece,
      open: piece.to === silent.to,
    }));
    return [...open, ...filled, ...left].toSorted((a, b) => a.from - b.from);
  };

  const flush = (heartbeat: boolean): void => {
    try {
      book.flush(heartbeat ? channels.values() : [], heartbeat);
    } catch (error) {
      // It waits in memory, and a full disk is told of by the recorder.
      deps.log('warn', 'The completeness ledger could not be written', { error: String(error) });
    }
  };

  return {
    book,
    open: async () => {
      for (const kept of keep.trackedChannels()) {
        const channel = deps.channelOfSeries(kept.series);
        if (channel) channels.set(kept.series, trackedFrom(kept, channel.cadenceMs));
      }
      if (deps.recordedTo !== null) book.ranUntil(deps.recordedTo);
      try {
        for (const tracked of channels.values()) await takeUp(tracked);
      } finally {
        const waiting = held ?? [];
        held = null;
        for (const run of waiting) run();
        flush(true);
      }
    },
    stored: (samples, source) => {
      if (held) {
        held.push(() => storedNow(samples, source));
        return;
      }
      try {
        storedNow(samples, source);
      } catch (error) {
        // The samples are on disk and acknowledged whatever becomes of their bookkeeping.
        deps.log('error', 'Samples could not be accounted for', { error: String(error) });
      }
    },
    mark: (source, state, at) => {
      if (!stopped) book.mark(source, state, at);
    },
    tick: () => {
      if (held || stopped) return;
      for (const tracked of channels.values()) {
        const { late } = tracked;
        tracked.late = null;
        if (late) judgeSoon(tracked, late, late.source);
      }
      units.tick(now(), channels.values(), deps.channelOfSeries);
      const due = now() - beatAt >= heartbeatMs || now() < beatAt;
      if (due) beatAt = now();
      flush(due);
    },
    tracked: (series) => channels.get(series),
    holes: (series, window) => {
      const tracked = channels.get(series);
      const written = book.spans(series, window).map((span) => ({ ...span, open: false }));
      const open = tracked
        ? openHole(tracked).filter((span) => span.from < window.to && span.to > window.from)
        : [];
      return [...written, ...open];
    },
    cover: async (series, window) => {
      const tracked = channels.get(series);
      const reached = tracked ? Math.min(tracked.firstT, searched.get(series) ?? tracked.firstT) : window.to;
      if (window.from >= reached || (searched.get(series) ?? Number.POSITIVE_INFINITY) <= window.from) return;
      searched.set(series, window.from);
      const ask = { series, from: window.from, to: Math.min(window.to, reached) };
      if (tracked) {
        // The newest first: each slice joins what is judged already.
        const oldest = (await raw({ ...ask, limit: 1 })).t[0] ?? ask.to;
        for (let { to } = ask; to > oldest; to -= sliceMs)
          judgeSoon(tracked, { from: Math.max(oldest, to - sliceMs), to: to - 1 }, null);
        return judging;
      }
      await eachRaw(raw, ask, ({ t, value, quality, seen }) => {
        for (let row = 0; row < t.length; row += 1) {
          const number = value[row] ?? Number.NaN;
          const sample = { series, t: t[row] ?? 0, seenAt: seen[row] ?? 0, quality: quality[row] ?? 0 };
          const whole = { ...sample, value: Number.isFinite(number) ? number : null };
          const known = channels.get(series);
          if (known) take(known, whole, takenUpFrom);
          else newTracked(whole, takenUpFrom);
        }
      });
      return judging;
    },
    settle: () => judging,
    stop: () => {
      flush(true);
      stopped = true;
    },
  };
}
