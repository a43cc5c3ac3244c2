import { useEffect, useMemo } from 'react';
import type { SeriesColumns } from '../../../shared/contract/series-columns';
import { unpackColumns } from '../../../shared/contract/series-columns';
import type { UnitSummary } from '../../../shared/contract/units';
import type { Station } from '../../station/station';
import { useStation } from '../../station/station-context';

/** The last hours of a unit's few trended channels, outside of React. */
export interface TrendFeed {
  columns(tag: string): SeriesColumns | undefined;
  /** Series number of a tag, for its newest live value. */
  series(tag: string): number | undefined;
  readonly windowMs: number;
  /** Told whenever a window was read. */
  subscribe(changed: () => void): () => void;
}

export const trendWindowMs = 2 * 3_600_000;
export const trendTags = ['OD_pred', 'OD_pred_low', 'OD_pred_high', 'OD', 'DO', 'OUR'] as const;

/** Cells asked for: about what the widest of the small charts has pixels. */
const widthPx = 400;
/** A newer window would not move a pixel earlier than this. */
const readEveryMs = trendWindowMs / widthPx;

/** Reads the window of the trended channels of a unit and reads it again when a pixel's worth of time has passed. */
export function useTrendFeed(unit: UnitSummary): TrendFeed {
  const station = useStation();
  const signature = unit.channels.map((channel) => channel.id).join();
  // oxlint-disable-next-line react/exhaustive-deps -- the signature stands for the channels
  const feed = useMemo(() => createFeed(unit, station), [signature, station]);
  useEffect(() => feed.run(), [feed]);
  return feed;
}

interface RunningFeed extends TrendFeed {
  /** Starts reading; returns what ends it. */
  run(): () => void;
}

function createFeed(unit: UnitSummary, station: Station): RunningFeed {
  const channels = unit.channels.filter((channel) => (trendTags as readonly string[]).includes(channel.tag));
  const listeners = new Set<() => void>();
  let held = new Map<string, SeriesColumns>();

  const read = async (signal: AbortSignal): Promise<void> => {
    if (channels.length === 0 || document.hidden) return;
    const to = Math.ceil(station.clock.now());
    const answer = await station.client.series.read(
      { channels: channels.map((channel) => channel.id), from: to - trendWindowMs, to, widthPx },
      { signal },
    );
    const points = answer.head.channels.map((channel) => channel.points);
    const columns = unpackColumns(await answer.data.arrayBuffer(), points);
    held = new Map(channels.flatMap((channel, index) => pair(channel.tag, columns[index])));
    for (const listener of listeners) listener();
  };

  return {
    columns: (tag) => held.get(tag),
    series: (tag) => channels.find((channel) => channel.tag === tag)?.series,
    windowMs: trendWindowMs,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    run: () => repeat(station, read),
  };
}

const pair = (tag: string, columns: SeriesColumns | undefined): [string, SeriesColumns][] =>
  columns ? [[tag, columns]] : [];

/** Reads now, every {@link readEveryMs}, when history changed behind us and when the window is looked at again. */
function repeat(station: Station, read: (signal: AbortSignal) => Promise<void>): () => void {
  const stop = new AbortController();
  let epoch = station.live.historyEpoch;
  let readAt = Number.NEGATIVE_INFINITY;
  let busy = false;
  const again = (): void => {
    if (busy) return;
    const moved = station.live.historyEpoch !== epoch;
    const waited = performance.now() - readAt;
    if (waited < (moved ? 5000 : readEveryMs)) return;
    busy = true;
    epoch = station.live.historyEpoch;
    readAt = performance.now();
    // A failed read leaves the old picture; the link state tells the person, and the next round tries again.
    void read(stop.signal)
      .catch(() => undefined)
      .finally(() => {
        busy = false;
      });
  };
  again();
  const timer = setInterval(again, 1000);
  const seen = (): void => {
    readAt = Number.NEGATIVE_INFINITY;
    again();
  };
  document.addEventListener('visibilitychange', seen);
  return () => {
    stop.abort();
    clearInterval(timer);
    document.removeEventListener('visibilitychange', seen);
  };
}
