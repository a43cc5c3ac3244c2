import type { Delivery, Driver, DriverMemory } from '../../../../drivers/driver';
import type { Drivers } from '../../../../drivers/registry';
import type {
  Connection,
  ConnectionSecrets,
  ConnectionStatus,
  UnmappedTopic,
} from '../../../shared/model/connection';
import type { ConnectionId, UnitId } from '../../../shared/model/identity';
import type { Reading } from '../../../shared/model/reading';
import type { Log } from '../../log';
import { systemClock, type Clock } from './clock';
import { keepLink, type LinkState } from './link-keeper';
import { createSourceState, type SourceState } from './source-state';
import { createUnmappedTopics, type UnmappedTopics } from './unmapped-topics';

export interface ConfiguredConnection {
  readonly connection: Connection;
  readonly secrets: ConnectionSecrets;
}

export interface IntakeDeps {
  readonly drivers: Drivers;
  /** Must not throw. Call the delivery's `ack` when everything it held is committed; one without readings and batch needs none. */
  onDelivery(connection: Connection, delivery: Delivery): void;
  /** A link or its freshness changed. */
  onStateChange(connectionId: ConnectionId, status: ConnectionStatus): void;
  readonly log: Log;
  readonly clock?: Clock;
  /** Evenly in [0, 1). */
  readonly random?: () => number;
  /** What a driver remembers of a connection over restarts. */
  readonly memoryOf?: (id: ConnectionId) => DriverMemory;
  /** Expected time between two messages of any source, ms. */
  readonly cadenceMs?: number;
}

export interface Intake {
  /** Makes the running links what is configured: those that differ are closed and opened anew, the others left alone. */
  apply(connections: readonly ConfiguredConnection[]): Promise<void>;
  status(id: ConnectionId): ConnectionStatus | undefined;
  statuses(): ConnectionStatus[];
  unmapped(id: ConnectionId): { topics: UnmappedTopic[]; more: number };
  /** Notes a reading of a delivery that feeds no channel. */
  noteUnmapped(delivery: Delivery, reading: Reading, unitId: UnitId | null): void;
  /** Forgets noted topics that feed a channel by now. */
  forgetMapped(id: ConnectionId, isMapped: (topic: UnmappedTopic) => boolean): void;
  /** Opens a connection once beside the running ones. */
  test(connection: Connection, secrets: ConnectionSecrets): Promise<{ ok: boolean; words: string }>;
  stop(): Promise<void>;
}

interface Source {
  readonly state: SourceState;
  readonly unmapped: UnmappedTopics;
  /** What the running link was opened with; null while none runs. */
  running: { readonly key: string; readonly stop: () => Promise<void> } | null;
  connection: Connection;
}

const tickMs = 1000;
const testWithinMs = 20_000;

/** Holds the connections: opens, watches, reopens and counts them, and passes on what they deliver. */
export function createIntake(deps: IntakeDeps): Intake {
  const { drivers, log } = deps;
  const clock = deps.clock ?? systemClock;
  const random = deps.random ?? Math.random;
  const sources = new Map<ConnectionId, Source>();
  const testing = new AbortController();
  let applied: Promise<void> = Promise.resolve();
  const driverOf = ({ kind }: Connection): Driver => drivers[kind] ?? noDriver;

  const tell = (id: ConnectionId, source: Source): void =>
    deps.onStateChange(id, source.state.status(clock.now()));

  const linkChanged = (id: ConnectionId, source: Source, state: LinkState, words: string): void => {
    if (source.state.linkChanged(state, words, clock.now())) tell(id, source);
  };

  const open = (source: Source, { connection, secrets }: ConfiguredConnection): void => {
    source.running = {
      key: linkKey({ connection, secrets }),
      stop: keepLink({
        driver: driverOf(connection),
        config: { connection, secrets, ...(deps.memoryOf ? { memory: deps.memoryOf(connection.id) } : {}) },
        clock,
        random,
        log,
        deliver: (delivery) => {
          source.state.received(delivery);
          deps.onDelivery(source.connection, delivery);
          // Nothing in it is ever committed, and messages behind it wait for their acknowledgement.
          if (delivery.readings.length === 0 && !delivery.batch) delivery.ack();
        },
        changed: (state, words) => linkChanged(connection.id, source, state, words),
        detail: (words) => source.state.detail(words),
      }),
    };
  };

  const close = async (id: ConnectionId, source: Source): Promise<void> => {
    const { running } = source;
    source.running = null;
    if (!running) return;
    await running.stop();
    linkChanged(id, source, 'off', '');
  };

  const sourceOf = (connection: Connection): Source => {
    const known = sources.get(connection.id);
    if (known) {
      known.connection = connection;
      return known;
    }
    const state = createSourceState(connection.id, deps.cadenceMs ?? cadenceOf(connection), clock.now());
    const source: Source = { state, unmapped: createUnmappedTopics(), running: null, connection };
    sources.set(connection.id, source);
    return source;
  };

  const applyOne = async (configured: ConfiguredConnection): Promise<void> => {
    const { connection, secrets } = configured;
    const source = sourceOf(connection);
    source.state.useSecrets(secrets);
    if (connection.enabled && source.running?.key === linkKey(configured)) return;
    await close(connection.id, source);
    if (connection.enabled) open(source, configured);
  };

  const applyAll = async (connections: readonly ConfiguredConnection[]): Promise<void> => {
    const wanted = new Set(connections.map(({ connection }) => connection.id));
    const removed = [...sources].filter(([id]) => !wanted.has(id));
    await Promise.all(removed.map(([id, source]) => close(id, source)));
    for (const [id] of removed) sources.delete(id);
    await Promise.all(connections.map(applyOne));
  };

  /** One change at a time: a link is closed before another with the same client id opens. */
  const inTurn = (change: () => Promise<void>): Promise<void> => {
    const turn = applied.then(change);
    applied = turn.catch((error: unknown) =>
      log('error', 'connections not applied', { error: String(error) }),
    );
    return turn;
  };

  const tick = (): void => {
    for (const [id, source] of sources) if (source.state.ageChanged(clock.now())) tell(id, source);
    cancelTick = clock.after(tickMs, tick);
  };
  let cancelTick = clock.after(tickMs, tick);

  return {
    apply: (connections) => inTurn(() => applyAll(connections)),
    status: (id) => sources.get(id)?.state.status(clock.now()),
    statuses: () => [...sources.values()].map((source) => source.state.status(clock.now())),
    unmapped: (id) => sources.get(id)?.unmapped.list() ?? { topics: [], more: 0 },
    noteUnmapped: ({ connectionId, topic, payload }, reading, unitId) =>
      sources.get(connectionId as ConnectionId)?.unmapped.note({ topic, payload, reading, unitId }),
    forgetMapped: (id, isMapped) => sources.get(id)?.unmapped.forget(isMapped),
    test: (connection, secrets) =>
      driverOf(connection).test(
        { connection, secrets },
        AbortSignal.any([testing.signal, AbortSignal.timeout(testWithinMs)]),
      ),
    stop: async () => {
      cancelTick();
      testing.abort();
      await inTurn(() => applyAll([]));
    },
  };
}

/** Between two messages, ms: what is asked seldom answers seldom. */
function cadenceOf(connection: Connection): number {
  // Programs write files row by row or once a minute: only longer silence is worth a word.
  if (connection.kind === 'csv') return 60_000;
  return 'intervalMs' in connection ? Math.max(1000, connection.intervalMs) : 1000;
}

const noDriver: Driver = {
  run: () =>
    Promise.resolve({ state: 'refused', words: 'This station cannot open connections of this kind.' }),
  test: () => Promise.resolve({ ok: false, words: 'This station cannot open connections of this kind.' }),
};

/** Everything that a running link depends on; another name, say, is no reason to reconnect. */
function linkKey({ connection, secrets }: ConfiguredConnection): string {
  const { name: _name, enabled: _enabled, autoUnits: _autoUnits, scale: _scale, ...link } = connection;
  return JSON.stringify([link, secrets]);
}
