import type { BinaryBody, SeriesHead } from '../../../shared/contract/series';
import { unpackColumns } from '../../../shared/contract/series-columns';
import type { Channel } from '../../../shared/model/channel';
import type { ChannelId } from '../../../shared/model/identity';
import type { SampleRing } from '../../station/sample-ring';
import { type HistoryLoaded, type HistoryWish, needsRead, readFor } from './history-wish';
import type { TimeWindow } from './time-view';
import { historyTrace, type HistoryTrace, type Trace } from './trace';

export interface SeriesRequest extends TimeWindow {
  readonly channels: ChannelId[];
  readonly widthPx: number;
}

/** Where a feed gets its numbers; the station in the product. */
export interface TrendSource {
  read(request: SeriesRequest): Promise<{ head: SeriesHead; data: BinaryBody }>;
  ring(series: number): SampleRing | undefined;
  historyEpoch(): number;
  /** The station's time, epoch ms; of what has ended, its end. */
  now(): number;
  /** A clock that goes on, ms. */
  wallNow(): number;
  /** Words for a failed read. */
  words(error: unknown): string;
}

export type FeedState =
  { readonly kind: 'reading' | 'ready' } | { readonly kind: 'failed'; readonly words: string };

export interface TrendFeed {
  /** Adds the channels of a panel `widthPx` wide; `changed` is called when their history is another. */
  join(channels: readonly Channel[], widthPx: number, changed: () => void): () => void;
  /** Reads again if the window asks for what is not there. Cheap; call it with every change and every second. */
  show(window: TimeWindow): void;
  trace(channel: Channel): Trace;
  history(channel: Channel): HistoryTrace | null;
  state(): FeedState;
}

interface Member {
  readonly channels: readonly Channel[];
  readonly widthPx: number;
  readonly changed: () => void;
}

const retryAfterMs = 2000;

/**
 * History and live tail for all panels of a page. One read serves them all, one is under way at a time, and an answer that
 * nobody wants any more is not shown.
 */
export function createTrendFeed(source: TrendSource): TrendFeed {
  const members = new Set<Member>();
  let traces = new Map<ChannelId, HistoryTrace>();
  let loaded: HistoryLoaded | null = null;
  let state: FeedState = { kind: 'reading' };
  let wanted: TimeWindow | null = null;
  let underWay = false;
  let failedAt = Number.NEGATIVE_INFINITY;

  const wishFor = (window: TimeWindow): HistoryWish => ({
    from: window.from,
    to: window.to,
    widthPx: Math.max(1, ...[...members].map((member) => member.widthPx)),
    channelsKey: idsOf(members).join(' '),
    epoch: source.historyEpoch(),
    now: source.now(),
    askedAt: source.wallNow(),
  });

  const tell = (): void => {
    for (const member of members) member.changed();
  };

  const read = async (wish: HistoryWish): Promise<void> => {
    underWay = true;
    const request = readFor(wish);
    try {
      const channels = idsOf(members);
      const { head, data } = await source.read({ ...request, channels });
      const columns = unpackColumns(
        await data.arrayBuffer(),
        head.channels.map((channel) => channel.points),
      );
      traces = new Map(
        head.channels.flatMap(({ id, level }, index) => {
          const found = columns[index];
          return found ? [[id, historyTrace(found, level)] as const] : [];
        }),
      );
      loaded = {
        from: request.from,
        to: request.to,
        msPerPx: (request.to - request.from) / request.widthPx,
        channelsKey: wish.channelsKey,
        epoch: wish.epoch,
        readAt: wish.now,
        ...(wish.askedAt === undefined ? {} : { askedAt: wish.askedAt }),
        everySample: [...traces.values()].every((trace) => trace.coverMs === 0),
      };
      state = { kind: 'ready' };
    } catch (error) {
      failedAt = source.wallNow();
      state = { kind: 'failed', words: source.words(error) };
    } finally {
      underWay = false;
    }
    tell();
    if (wanted) show(wanted);
  };

  const show = (window: TimeWindow): void => {
    wanted = window;
    if (underWay || members.size === 0) return;
    const wish = wishFor(window);
    if (!needsRead(loaded, wish)) return;
    if (state.kind === 'failed' && source.wallNow() - failedAt < retryAfterMs) return;
    void read(wish);
  };

  return {
    join: (channels, widthPx, changed) => {
      const member: Member = { channels, widthPx, changed };
      members.add(member);
      return () => members.delete(member);
    },
    show,
    trace: (channel) => ({
      history: traces.get(channel.id) ?? null,
      ring: source.ring(channel.series),
      cadenceMs: channel.cadenceMs,
    }),
    history: (channel) => traces.get(channel.id) ?? null,
    state: () => state,
  };
}

function idsOf(members: ReadonlySet<Member>): ChannelId[] {
  return [
    ...new Set([...members].flatMap((member) => member.channels.map((channel) => channel.id))),
  ].toSorted();
}
