import { setTimeout as sleep } from 'node:timers/promises';
import type { InfluxStore } from '../../../../drivers/influx/influx-store';
import type { EdgeStatus } from '../../../shared/contract/backfill';
import type { Channel } from '../../../shared/model/channel';
import type { EdgeStore, EdgeStoreId } from '../../../shared/model/edge-store';
import type { StationEvent } from '../../../shared/model/station-event';
import type { Log } from '../../log';
import type { Plant } from '../plant/plant';
import type { Historian } from '../record/historian';
import type { ForwardQueue } from '../record/forward/forward-queue';
import type { ForwardedSample } from './sample-lines';
import { createSender, type Sender } from './sender';
import { createStoreFeed, type StoreFeed } from './store-feed';

/** Writes what is recorded of chosen units to edge stores, through a queue on the disk. */
export interface Forwarding {
  /** Makes what runs what is configured. */
  apply(stores: readonly EdgeStore[]): Promise<void>;
  /** Samples are about to be recorded. Returns what to call once they are on disk. It never throws and never waits. */
  coming(samples: readonly ForwardedSample[]): () => void;
  status(id: EdgeStoreId): EdgeStatus['forward'];
  /** Goes on with what waits in the historian. Call it every few seconds. */
  tick(): void;
  stop(): Promise<void>;
}

export interface ForwardingDeps {
  readonly queue: ForwardQueue;
  readonly historian: Pick<Historian, 'raw'>;
  readonly plant: Pick<Plant, 'units' | 'channelsOf' | 'channelOfSeries'>;
  readonly open: (store: EdgeStore) => InfluxStore;
  readonly tell: (severity: StationEvent['severity'], kind: string, words: string) => void;
  readonly log: Log;
  readonly now: () => number;
}

interface Running {
  readonly key: string;
  readonly feed: StoreFeed;
  readonly sender: Sender;
}

const nothing = (): void => undefined;

export function createForwarding(deps: ForwardingDeps): Forwarding {
  const { queue, plant, log } = deps;
  const running = new Map<EdgeStoreId, Running>();
  let applied: Promise<void> = Promise.resolve();

  const start = (store: EdgeStore): Running => {
    const sender = createSender({
      storeId: store.id,
      store: deps.open(store),
      queue,
      now: deps.now,
      pause: async (ms, signal) => {
        await sleep(ms, undefined, { signal });
      },
      sent: () => feed.catchUp(),
      refused: (points, words) =>
        deps.tell('warning', 'forward-refused', `${store.name} does not take ${points} points: ${words}`),
    });
    const feed = createStoreFeed({
      store,
      queue,
      historian: deps.historian,
      channels: () => store.forward.units.flatMap((unitId) => plant.channelsOf(unitId)),
      channelOfSeries: (series) => plant.channelOfSeries(series),
      isSimulated: simulatedIn(plant),
      queued: () => sender.wake(),
      full: (is) => tellFull(store, is, deps),
      log,
    });
    feed.catchUp();
    return { key: keyOf(store), feed, sender };
  };
  const end = async (id: EdgeStoreId, { feed, sender }: Running): Promise<void> => {
    running.delete(id);
    await feed.stop();
    await sender.stop();
  };
  const applyNow = async (stores: readonly EdgeStore[]): Promise<void> => {
    const wanted = stores.filter(({ enabled, forward }) => enabled && forward.enabled);
    for (const [id, one] of running) {
      const store = wanted.find((candidate) => candidate.id === id);
      if (!store || keyOf(store) !== one.key) await end(id, one);
    }
    for (const store of wanted) if (!running.has(store.id)) running.set(store.id, start(store));
  };

  return {
    apply: (stores) => {
      applied = applied
        .then(() => applyNow(stores))
        .catch((error: unknown) => {
          log('error', 'Forwarding could not be set up', { error: String(error) });
        });
      return applied;
    },
    coming: (samples) => {
      if (running.size === 0) return nothing;
      const done = [...running.values()].map(
        ({ feed }) => guarded(() => feed.coming(samples), log) ?? nothing,
      );
      return () => {
        for (const one of done) guarded(one, log);
      };
    },
    status: (id) => {
      const one = running.get(id);
      const { points, bytes, sent, refused, dirty } = queue.figures(id);
      const { failing, lastSentAt } = one?.sender.state() ?? { failing: '', lastSentAt: null };
      const figures = { queued: points, queuedBytes: bytes, sent, refused, lastSentAt };
      if (!one) return { ...figures, state: 'off', words: '' };
      if (failing !== '') return { ...figures, state: 'failing', words: failing };
      if (one.feed.behind || dirty > 0)
        return {
          ...figures,
          state: 'catching-up',
          words: 'Reading what is not queued yet from the historian',
        };
      return { ...figures, state: points > 0 ? 'sending' : 'idle', words: '' };
    },
    tick: () => {
      for (const [id, { feed }] of running) if (feed.behind || queue.figures(id).dirty > 0) feed.catchUp();
    },
    stop: async () => {
      await applied;
      for (const [id, one] of running) await end(id, one);
    },
  };
}

/** Recording goes on whatever the queue's file says: what is not queued is read from the historian later. */
function guarded<T>(deed: () => T, log: Log): T | undefined {
  try {
    return deed();
  } catch (error) {
    log('warn', 'Samples could not be queued for an edge store', { error: String(error) });
    return undefined;
  }
}

function keyOf({
  url,
  caPem,
  kind,
  database,
  retentionPolicy,
  username,
  org,
  bucket,
  forward,
}: EdgeStore): string {
  return JSON.stringify([url, caPem, kind, database, retentionPolicy, username, org, bucket, forward]);
}

function simulatedIn(plant: Pick<Plant, 'units'>): (channel: Channel) => boolean {
  return ({ unitId }) => plant.units().some(({ id, simulated }) => id === unitId && simulated);
}

function tellFull({ name, forward }: EdgeStore, is: boolean, { tell }: ForwardingDeps): void {
  if (is)
    tell(
      'warning',
      'forward-full',
      `The queue for ${name} holds its ${forward.queueMb} MB: newer samples wait in the historian until there is room`,
    );
  else tell('info', 'forward-full', `Everything for ${name} is in its queue again`);
}
