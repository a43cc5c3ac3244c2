import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openLink } from '../../../../drivers/mqtt/open';
import type { Bridge, BridgeId, BridgeStatus } from '../../../shared/model/bridge';
import type { Channel } from '../../../shared/model/channel';
import type { Connection, ConnectionSecrets } from '../../../shared/model/connection';
import type { Log } from '../../log';
import type { EventsDesk } from '../events-desk';
import type { ForwardedSample } from '../forward/sample-lines';
import { createStoreFeed, type StoreFeed } from '../forward/store-feed';
import type { Live } from '../live/live';
import type { Plant } from '../plant/plant';
import { openForward, type ForwardFile } from '../record/forward/open-forward';
import type { Store } from '../record/open-store';
import type { BridgesRoom } from '../serve/rooms';
import { createBridgeLink, type BridgeLink } from './bridge-link';
import { bridgeLine } from './bridged-reading';
import { createBridges, type Bridges, type CommandLineBridge } from './bridges';
import { createEdgePublisher } from './edge-publisher';
import { brokerKey, createLoopGuard, type LoopGuard } from './loop-guard';
import type { BridgedUnit, PublisherHost } from './publisher';
import { createTopicPublisher } from './topic-publisher';

export interface BridgeDeskDeps {
  readonly init: { readonly dataDir: string; readonly bridge?: CommandLineBridge | undefined };
  readonly store: Pick<Store, 'historian' | 'plant'>;
  readonly plant: Plant;
  readonly live: Pick<Live, 'latest'>;
  /** The configured sources: which of them come over the broker a bridge leads to. */
  readonly connections: () => readonly Connection[];
  readonly events: EventsDesk;
  readonly log: Log;
  readonly now: () => number;
  readonly configChanged: () => void;
}

/** Ways out: what this station reads goes to brokers, through a queue on the disk. */
export interface BridgeDesk {
  readonly room: BridgesRoom;
  /**
   * Samples are about to be recorded; `from` is the connection they came over, or who else handed them in. Returns what
   * to call once they are on disk. It never throws and never waits.
   */
  coming(samples: readonly ForwardedSample[], from: string): () => void;
  stop(): Promise<void>;
}

interface Running {
  readonly key: string;
  readonly here: string;
  readonly bridge: Bridge;
  readonly guard: LoopGuard;
  readonly feed: StoreFeed;
  readonly link: BridgeLink;
}

const tickMs = 5000;
const testWithinMs = 20_000;
const nothing = (): void => undefined;
const queueIdOf = (id: BridgeId): string => `bridge:${id}`;

export function createBridgeDesk(deps: BridgeDeskDeps): BridgeDesk {
  const { store, events, log, now } = deps;
  const file = openForward(join(deps.init.dataDir, 'bridge'), log, now);
  if (file.words !== '') events.tell('warning', 'bridge-file', file.words);
  const bridges = createBridges({ keep: store.plant, log, now });
  const running = new Map<BridgeId, Running>();
  let applied: Promise<void> = Promise.resolve();
  let brokers = new Map<string, string>();

  const start = (bridge: Bridge): Running => startBridge(bridge, { ...deps, file, bridges });
  const end = async ({ bridge, feed, link }: Running): Promise<void> => {
    running.delete(bridge.id);
    await feed.stop();
    await link.stop();
  };
  const applyNow = async (): Promise<void> => {
    const wanted = file.usable ? bridges.list().filter(({ enabled }) => enabled) : [];
    for (const one of running.values()) {
      const bridge = wanted.find(({ id }) => id === one.bridge.id);
      if (!bridge || keyOf(bridge, bridges.secrets(bridge.id)) !== one.key) await end(one);
    }
    for (const bridge of wanted) if (!running.has(bridge.id)) running.set(bridge.id, start(bridge));
  };
  const apply = (): Promise<void> => {
    applied = applied
      .then(applyNow)
      .catch((error: unknown) => log('error', 'Bridges could not be set up', { error: String(error) }))
      .finally(deps.configChanged);
    return applied;
  };
  const forget = async (id: BridgeId): Promise<void> => {
    await apply();
    if (!bridges.list().some((bridge) => bridge.id === id)) file.queue.forget(queueIdOf(id));
  };
  const brokerOf = (from: string): string | null => brokers.get(from) ?? null;
  const lookAgain = (): void => {
    brokers = new Map(
      deps
        .connections()
        .flatMap((one) => ('broker' in one ? [[one.id, brokerKey(one.broker)] as const] : [])),
    );
  };
  const ticking = setInterval(() => {
    lookAgain();
    for (const { feed, bridge } of running.values())
      if (feed.behind || file.queue.figures(queueIdOf(bridge.id)).dirty > 0) feed.catchUp();
  }, tickMs);
  bridges.useCommandLine(deps.init.bridge ?? null, store.plant.stationId);
  void apply();

  return {
    room: {
      list: () =>
        bridges.list().map((bridge) => ({ bridge, status: statusOf(bridge, running, file, bridges) })),
      save: (given, secrets) => {
        const bridge = bridges.save(given, secrets);
        void apply();
        return bridge;
      },
      remove: (id) => {
        const removed = bridges.remove(id);
        void forget(id);
        return removed;
      },
      test: (bridge, secrets) => testBridge(bridge, { ...bridges.secrets(bridge.id), ...secrets }),
    },
    coming: (samples, from) => {
      if (running.size === 0) return nothing;
      try {
        if (!brokers.has(from)) lookAgain();
        const over = brokerOf(from);
        const done = [...running.values()].map(({ guard, feed }) =>
          feed.coming(samples.filter(({ series, t }) => guard.admits(series, t, over))),
        );
        return () => {
          for (const one of done) guarded(one, log);
        };
      } catch (error) {
        log('warn', 'Samples could not be queued for a bridge', { error: String(error) });
        return nothing;
      }
    },
    stop: async () => {
      clearInterval(ticking);
      await applied;
      for (const one of running.values()) await end(one);
      file.close();
    },
  };
}

/** Recording goes on whatever the queue's file says: what is not queued is read from the historian later. */
function guarded(deed: () => void, log: Log): void {
  try {
    deed();
  } catch (error) {
    log('warn', 'Samples could not be queued for a bridge', { error: String(error) });
  }
}

interface StartDeps extends BridgeDeskDeps {
  readonly file: ForwardFile;
  readonly bridges: Bridges;
}

function startBridge(bridge: Bridge, deps: StartDeps): Running {
  const { file, plant, live, log, now, events } = deps;
  const { queue } = file;
  const queueId = queueIdOf(bridge.id);
  const here = brokerKey(bridge.broker);
  const secrets = deps.bridges.secrets(bridge.id);
  const guard = createLoopGuard(here, queueId, queue);
  const units = new Set<string>(bridge.units);
  const wanted = (channel: Channel): boolean =>
    (channel.kind === 'measured' || channel.kind === 'setpoint') &&
    (units.size === 0 || units.has(channel.unitId));
  const bridgedUnits = (): BridgedUnit[] =>
    plant.units().flatMap((unit) => {
      const channels = plant
        .channelsOf(unit.id)
        .filter((channel) => wanted(channel) && !guard.isFed(channel.series));
      if (channels.length === 0) return [];
      const batch = plant
        .batches()
        .filter(({ unitId }) => unitId === unit.id)
        .toSorted((a, b) => b.inoculatedAt - a.inoculatedAt)[0];
      return [
        {
          unit,
          batch,
          channels: channels.map((channel) => ({ channel, newest: live.latest.get(channel.series) })),
        },
      ];
    });
  const link = createBridgeLink({
    bridge,
    secrets,
    queueId,
    queue,
    units: bridgedUnits,
    makePublisher: (host: PublisherHost) =>
      bridge.dialect === 'sparkplug'
        ? createEdgePublisher(bridge, nextSession(queueId, file), host)
        : createTopicPublisher(bridge.dialect, host),
    now,
    random: Math.random,
    pause: async (ms, signal) => {
      await sleep(ms, undefined, { signal }).catch(nothing);
    },
    sent: () => feed.catchUp(),
    changed: deps.configChanged,
    log,
  });
  const feed = createStoreFeed({
    store: { id: queueId, forward: bridge },
    line: (channel, _simulated, sample) =>
      guard.cameFromHere(sample.series, sample.t) ? undefined : bridgeLine(channel, sample),
    wanted,
    queue,
    historian: deps.store.historian,
    channels: () => plant.units().flatMap(({ id }) => plant.channelsOf(id).filter(wanted)),
    channelOfSeries: (series) => plant.channelOfSeries(series),
    isSimulated: () => false,
    queued: () => link.wake(),
    full: (is) =>
      is
        ? events.tell(
            'warning',
            'bridge-full',
            `The queue of ${bridge.name} holds its ${bridge.queueMb} MB: newer readings wait in the historian until there is room`,
          )
        : events.tell('info', 'bridge-full', `Everything for ${bridge.name} is in its queue again`),
    log,
  });
  feed.catchUp();
  return { key: keyOf(bridge, secrets), here, bridge, guard, feed, link };
}

/** Numbers of Sparkplug sessions go round from 0 to 255, over restarts. */
function nextSession(queueId: string, { queue }: ForwardFile): number {
  const place = `${queueId}#session`;
  const session = ((queue.cursors(place).get(0) ?? -1) + 1) % 256;
  queue.setCursor(place, 0, session);
  return session;
}

/** Everything a running bridge depends on; another name, say, is no reason to reconnect. */
function keyOf({ name: _name, ...bridge }: Bridge, secrets: ConnectionSecrets): string {
  return JSON.stringify([bridge, secrets]);
}

function statusOf(
  { id }: Bridge,
  running: ReadonlyMap<BridgeId, Running>,
  { queue, usable, words }: ForwardFile,
  bridges: Bridges,
): BridgeStatus {
  const secrets = bridges.secrets(id);
  const one = running.get(id);
  const { points, bytes, sent, refused, dirty } = queue.figures(queueIdOf(id));
  const kept = one?.link.state().kept ?? 0;
  const base = {
    id,
    queued: Math.max(0, points - kept),
    kept,
    queuedBytes: bytes,
    sent,
    refused,
    looped: one?.guard.fed ?? 0,
    hasPassword: secrets.password !== undefined,
    hasKey: secrets.keyPem !== undefined,
  };
  if (!one)
    return {
      ...base,
      state: 'off',
      since: 0,
      words: usable ? '' : words,
      lastSentAt: null,
      births: 0,
      session: null,
    };
  const link = one.link.state();
  const behind = (one.feed.behind || dirty > 0) && (link.state === 'idle' || link.state === 'sending');
  return behind
    ? { ...base, ...link, state: 'catching-up', words: 'Reading what is not queued yet from the historian' }
    : { ...base, ...link };
}

async function testBridge(
  { broker }: Bridge,
  secrets: ConnectionSecrets,
): Promise<{ ok: boolean; words: string }> {
  const done = new AbortController();
  const clientId = `${broker.clientId.slice(0, 45)}-test-${randomBytes(3).toString('hex')}`;
  let online = false;
  const end = await openLink(
    { broker: { ...broker, clientId }, secrets, persistent: false, filters: [] },
    {
      online: () => {
        online = true;
        done.abort();
      },
      message: nothing,
    },
    AbortSignal.any([done.signal, AbortSignal.timeout(testWithinMs)]),
  );
  if (online) return { ok: true, words: `Connected with MQTT ${broker.protocol}. Nothing was published.` };
  return { ok: false, words: end.words || 'The broker did not answer in time.' };
}
