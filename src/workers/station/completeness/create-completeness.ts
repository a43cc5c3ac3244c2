import { unpackColumns, type SeriesColumns } from '../../../shared/contract/series-columns';
import type { Channel } from '../../../shared/model/channel';
import type { ConnectionStatus } from '../../../shared/model/connection';
import { coarsestRecordMs, expectsSamples, holeAfterPeriods, type Hole } from '../../../shared/model/hole';
import type { Span } from '../record/completeness/completeness-keep';
import type { Historian } from '../record/historian';
import type { RecordedSample } from '../record/recorded-sample';
import { figuresOf, figuresOfAll, stationFigures, verdictOf, type Figures } from './availability';
import { judgedDifference } from './judged-difference';
import { createLedger, type Ledger, type LedgerDeps, type OpenHole } from './ledger';
import { allRaw } from './read-raw';
import type { Tracked } from './tracked';

export interface CompletenessDeps extends Pick<
  LedgerDeps,
  'keep' | 'expected' | 'now' | 'startedAt' | 'log'
> {
  /** Its counts tell how many samples are good, its raw samples what is there. */
  readonly historian: Pick<Historian, 'raw' | 'read'>;
  readonly plant: Pick<LedgerDeps, 'channelOfSeries'>;
  /** Newest sample of every series on disk before this run. */
  readonly newest: readonly RecordedSample[];
}

export interface ChannelFigures extends Figures {
  readonly channel: Channel;
  readonly cadenceMs: number;
  readonly spans: Omit<Hole, 'channelId'>[];
}

/** What the rest of the station asks of the ledger. */
export interface Completeness {
  /** Holes that touch the window, with those that go on; what was never judged before is judged first. */
  holesOf(channels: readonly Channel[], from: number, to: number): Promise<Hole[]>;
  /** The same from what is known now, for screens that ask every second. */
  holesKnown(channels: readonly Channel[], from: number, to: number): Hole[];
  /** @param whole the window is a batch: what lacks before the first and after the last sample counts as missing */
  figures(
    channels: readonly Channel[],
    window: Span,
    whole?: boolean,
  ): Promise<{ unit: Figures; channels: ChannelFigures[] }>;
  station(window: Span): ReturnType<typeof stationFigures>;
  verdict(figures: Figures): ReturnType<typeof verdictOf>;
  /** Compares samples on disk with the ledger. */
  check(channel: Channel, window: Span): Promise<{ samples: number; unexplained: Span[]; untrue: Span[] }>;
  /** A connection changed. */
  linkChanged(status: Pick<ConnectionStatus, 'connectionId' | 'state'>): void;
  readonly ledger: Ledger;
}

/** Cells that are counted for the share of good samples. */
const countedCells = 400;

export function createCompleteness(deps: CompletenessDeps): Completeness {
  const { now, startedAt } = deps;
  const { historian, plant } = deps;
  const arrivals = deps.newest.map(({ seenAt }) => seenAt).filter((at) => at <= startedAt);
  const ledger = createLedger({
    ...deps,
    raw: (ask) => historian.raw(ask),
    channelOfSeries: (series) => plant.channelOfSeries(series),
    recordedTo: arrivals.length > 0 ? Math.max(...arrivals) : null,
  });
  ledger.open().catch((error: unknown) => {
    deps.log('error', 'What was recorded before the start could not be judged', { error: String(error) });
  });

  const holesKnown = (channels: readonly Channel[], from: number, to: number): Hole[] =>
    channels.flatMap((channel) =>
      ledger.holes(channel.series, { from, to }).map((hole) => ({ ...hole, channelId: channel.id })),
    );
  const cover = async (channels: readonly Channel[], window: Span): Promise<void> => {
    for (const channel of channels) if (expectsSamples(channel)) await ledger.cover(channel.series, window);
    await ledger.settle();
  };

  const figuresOfChannel = (
    channel: Channel,
    window: Span,
    whole: boolean,
    columns: SeriesColumns | undefined,
  ): ChannelFigures => {
    const tracked = ledger.tracked(channel.series);
    const known = ledger.holes(channel.series, window);
    const watched = tracked ? watchedSpan(tracked, known) : { from: window.to, to: window.to };
    const holes = whole ? [...known, ...outsideOf(watched, window, channel.cadenceMs)] : known;
    const expected = {
      from: whole && watched.from < window.to ? window.from : Math.max(window.from, watched.from),
      to: Math.min(window.to, whole ? window.to : watched.to, now()),
    };
    return {
      ...figuresOf(expected, holes, goodShare(columns)),
      channel,
      cadenceMs: tracked?.cadenceMs ?? channel.cadenceMs,
      spans: holes
        .toSorted((a, b) => a.from - b.from)
        .map(({ from, to, cause, fill, open }) => ({ from, to, cause, fill, open })),
    };
  };

  return {
    ledger,
    holesKnown,
    holesOf: async (channels, from, to) => {
      await cover(channels, { from, to });
      return holesKnown(channels, from, to);
    },
    figures: async (asked, window, whole = false) => {
      const channels = asked.filter(expectsSamples);
      await cover(channels, window);
      const answer =
        channels.length > 0 ? await historian.read({ channels, ...window, widthPx: countedCells }) : null;
      const columns = answer
        ? unpackColumns(
            answer.data,
            answer.head.channels.map(({ points }) => points),
          )
        : [];
      const figures = channels.map((channel, index) =>
        figuresOfChannel(channel, window, whole, columns[index]),
      );
      return { unit: figuresOfAll(figures), channels: figures };
    },
    station: (window) =>
      stationFigures(
        { ...window, to: Math.min(window.to, now()) },
        ledger.book.runs(window.from),
        ledger.book.firstRun(),
      ),
    verdict: verdictOf,
    check: async ({ series }, window) => {
      await ledger.settle();
      const tracked = ledger.tracked(series);
      if (!tracked) return { samples: 0, unexplained: [], untrue: [] };
      const raw = await allRaw((ask) => historian.raw(ask), { series, ...window });
      const known = ledger.holes(series, window);
      return { samples: raw.t.length, ...judgedDifference(window, raw, known, tracked) };
    },
    linkChanged: ({ connectionId, state }) => {
      const last = ledger.book.lastMark(connectionId);
      const sinceStart = last !== undefined && last.at >= startedAt;
      if (state === 'connecting') {
        if (!sinceStart) ledger.mark(connectionId, 'starting', now());
        return;
      }
      const mark = state === 'online' || state === 'off' ? state : 'offline';
      if (!sinceStart || last.state !== mark) ledger.mark(connectionId, mark, now());
    },
  };
}

function goodShare(columns: SeriesColumns | undefined): number | null {
  let samples = 0;
  let good = 0;
  columns?.n.forEach((count, index) => {
    samples += count;
    good += (count * (columns.good[index] ?? 0)) / 100;
  });
  return samples > 0 ? good / samples : null;
}

/** From a channel's first sample to its last, or to where a hole of it has come by now. */
function watchedSpan({ firstT, lastT }: Tracked, holes: readonly OpenHole[]): Span {
  return { from: firstT, to: Math.max(lastT, holes.findLast(({ open }) => open)?.to ?? 0) };
}

/** The parts of a batch in which a channel was never heard. */
function outsideOf(watched: Span, window: Span, cadenceMs: number): OpenHole[] {
  const worthMs = Math.max(holeAfterPeriods * cadenceMs, 1.1 * coarsestRecordMs);
  if (watched.from >= window.to) return [];
  return [
    { from: window.from, to: Math.min(watched.from, window.to) },
    { from: Math.max(watched.to, window.from), to: window.to },
  ]
    .filter(({ from, to }) => to - from > worthMs)
    .map((span) => ({ ...span, cause: 'unknown', fill: null, open: false }));
}
