import type { Channel } from '../../../shared/model/channel';
import type { EdgeStore } from '../../../shared/model/edge-store';
import type { Log } from '../../log';
import type { Historian } from '../record/historian';
import type { DirtySpan, ForwardQueue } from '../record/forward/forward-queue';
import type { RawColumns } from '../record/raw-columns';
import { batchPoints, sampleLine, type ForwardedSample } from './sample-lines';

/** Whom a feed fills the queue for. */
export interface FedStore {
  readonly id: string;
  readonly forward: Pick<EdgeStore['forward'], 'units' | 'queueMb' | 'since'>;
}

/** A sample as it waits in the queue; undefined where it is not meant to go out. */
export type LineOf = (channel: Channel, simulated: boolean, sample: ForwardedSample) => string | undefined;

export interface FeedDeps {
  readonly store: FedStore;
  /** Absent: the line protocol of InfluxDB. */
  readonly line?: LineOf;
  /** Absent: every channel of the store's units. */
  readonly wanted?: (channel: Channel) => boolean;
  readonly queue: ForwardQueue;
  readonly historian: Pick<Historian, 'raw'>;
  /** Channels of the chosen units. */
  readonly channels: () => readonly Channel[];
  readonly channelOfSeries: (series: number) => Channel | undefined;
  readonly isSimulated: (channel: Channel) => boolean;
  readonly queued: () => void;
  /** The queue became full: more waits in the historian; or it has room again and nothing waits there. */
  readonly full: (is: boolean) => void;
  readonly log: Log;
}

/**
 * Puts what is recorded of the chosen units into the queue of one store. Every series has a cursor: all of it up to
 * there is queued. A newer sample moves it on; an older one leaves a dirty span, which is read from the historian once
 * it is on disk. While the queue is full, and after a start, cursors stand still and the feed catches up from the
 * historian: nothing is dropped, and a kill at any moment loses nothing.
 */
export interface StoreFeed {
  /** Samples are about to be recorded. Returns what to call once they are on disk. */
  coming(samples: readonly ForwardedSample[]): () => void;
  /** Reads from the historian what is not queued yet, as far as there is room. Call it when room was made. */
  catchUp(): void;
  readonly behind: boolean;
  /** Resolves when the historian and the queue are let go of. */
  stop(): Promise<void>;
}

/** A queue that was full takes from the historian again when it is down to this part. */
const roomAgain = 0.5;
/** After every time there is. */
const endOfTime = 8_640_000_000_000_000;

export function createStoreFeed(deps: FeedDeps): StoreFeed {
  const { store, queue, log } = deps;
  const units = new Set<string>(store.forward.units);
  const line = deps.line ?? sampleLine;
  const wanted = deps.wanted ?? (({ unitId }: Channel): boolean => units.has(unitId));
  const cursors = queue.cursors(store.id);
  /** Dirty spans whose samples may not be on disk yet. */
  const notYet = new Set<number>();
  /** Newest sample on disk by series. */
  const newest = new Map<number, number>();
  let behind = true;
  let full = false;
  let stopped = false;
  let catching: Promise<void> | null = null;
  let again = false;

  const cursorOf = (series: number): number => cursors.get(series) ?? store.forward.since - 1;
  const isWanted = ({ series }: ForwardedSample): boolean => {
    const channel = deps.channelOfSeries(series);
    return channel !== undefined && wanted(channel);
  };
  const hasRoom = (part: number): boolean =>
    queue.figures(store.id).bytes < store.forward.queueMb * 1_000_000 * part;
  const becomeFull = (is: boolean): void => {
    if (full !== is) deps.full(is);
    full = is;
  };

  const add = (texts: readonly string[], moved: ReadonlyMap<number, number>, settled?: number): void => {
    queue.add(store.id, { points: texts.length, lines: texts.join('\n'), cursors: moved }, settled);
    for (const [series, t] of moved) cursors.set(series, t);
    if (texts.length > 0) deps.queued();
  };

  const markDirty = (samples: readonly ForwardedSample[]): number[] => {
    const spans = new Map<number, { from: number; to: number }>();
    for (const { series, t } of samples) {
      const span = spans.get(series) ?? { from: t, to: t };
      spans.set(series, { from: Math.min(span.from, t), to: Math.max(span.to, t) });
    }
    return [...spans].map(([series, { from, to }]) => queue.markDirty(store.id, series, from, to).id);
  };

  /** Queues samples newer than their cursor; those that were overtaken on the way to the disk are left to a span. */
  const queueNewer = (samples: readonly ForwardedSample[]): void => {
    let texts: string[] = [];
    let moved = new Map<number, number>();
    const overtaken: ForwardedSample[] = [];
    for (const sample of samples) {
      const { series, t } = sample;
      const channel = deps.channelOfSeries(series);
      if (!channel) continue;
      if (t <= (moved.get(series) ?? cursorOf(series))) {
        overtaken.push(sample);
        continue;
      }
      moved.set(series, t);
      const text = line(channel, deps.isSimulated(channel), sample);
      if (text !== undefined) texts.push(text);
      if (texts.length < batchPoints) continue;
      add(texts, moved);
      [texts, moved] = [[], new Map()];
    }
    if (moved.size > 0) add(texts, moved);
    if (overtaken.length > 0) {
      markDirty(overtaken);
      catchUp();
    }
  };

  const recorded = (newer: readonly ForwardedSample[], late: readonly number[]): void => {
    // The next start reads it from the historian.
    if (stopped) return;
    for (const id of late) notYet.delete(id);
    for (const { series, t } of newer) if (t > (newest.get(series) ?? 0)) newest.set(series, t);
    if (!behind && !hasRoom(1)) {
      behind = true;
      becomeFull(true);
    }
    if (!behind) queueNewer(newer);
    if (late.length > 0) catchUp();
  };

  const page = (series: number, from: number, to: number): Promise<RawColumns> =>
    deps.historian.raw({ series, from, to, limit: batchPoints });

  /** @returns false where there is no room for it now */
  const readSpan = async ({ id, series, from, to }: DirtySpan): Promise<boolean> => {
    const channel = deps.channelOfSeries(series);
    let next = from;
    for (;;) {
      if (stopped || !hasRoom(1)) return false;
      const rows = channel ? await page(series, next, to + 1) : null;
      const texts = rows && channel ? linesOf(channel, rows, deps.isSimulated(channel), line) : [];
      const more = (rows?.t.length ?? 0) >= batchPoints;
      add(texts, new Map(), more ? undefined : id);
      if (!more) return true;
      next = (rows?.t.at(-1) ?? to) + 1;
    }
  };

  /** @returns false where there is no room for all */
  const readOn = async (channel: Channel): Promise<boolean> => {
    const { series } = channel;
    for (;;) {
      if (stopped || !hasRoom(1)) return false;
      const rows = await page(series, cursorOf(series) + 1, endOfTime);
      const last = rows.t.at(-1);
      if (last === undefined) return true;
      // The cursor may have moved meanwhile, but only while the feed is not behind.
      add(linesOf(channel, rows, deps.isSimulated(channel), line), new Map([[series, last]]));
      if (rows.t.length < batchPoints) return true;
    }
  };

  const catchUpOnce = async (): Promise<boolean> => {
    for (const span of queue.dirty(store.id))
      if (!notYet.has(span.id) && !(await readSpan(span))) return false;
    if (!behind) return true;
    const channels = deps.channels();
    for (const channel of channels) if (!(await readOn(channel))) return false;
    // What was recorded while we read is read in another round; then, in one turn, the feed is level again.
    behind = channels.some(({ series }) => (newest.get(series) ?? 0) > cursorOf(series));
    again ||= behind;
    if (!behind) becomeFull(false);
    return true;
  };
  const run = async (): Promise<void> => {
    again = false;
    const all = await catchUpOnce();
    if (stopped) return;
    if (!all) return becomeFull(true);
    if (again) await run();
  };
  const catchUp = (): void => {
    if (stopped || (full && !hasRoom(roomAgain))) return;
    if (catching) {
      again = true;
      return;
    }
    catching = run()
      .catch((error: unknown) =>
        log('warn', 'Forwarding could not read on', { store: store.id, error: String(error) }),
      )
      .finally(() => {
        catching = null;
      });
  };

  return {
    coming: (all) => {
      const samples = all.filter(isWanted);
      if (samples.length === 0) return () => undefined;
      const late = samples.filter(({ series, t }) => t <= cursorOf(series));
      const newer = late.length === 0 ? samples : samples.filter(({ series, t }) => t > cursorOf(series));
      const ids = late.length === 0 ? [] : markDirty(late);
      for (const id of ids) notYet.add(id);
      return () => recorded(newer, ids);
    },
    catchUp,
    get behind() {
      return behind;
    },
    stop: async () => {
      stopped = true;
      await catching;
    },
  };
}

function linesOf(
  channel: Channel,
  { t, value, quality }: RawColumns,
  simulated: boolean,
  line: LineOf,
): string[] {
  const lines = Array.from(t, (time, row) => {
    const number = value[row] ?? Number.NaN;
    return line(channel, simulated, {
      series: channel.series,
      t: time,
      value: Number.isNaN(number) ? null : number,
      quality: quality[row] ?? 0,
    });
  });
  return lines.filter((text) => text !== undefined);
}
