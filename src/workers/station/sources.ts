import type {
  BrokerConnection,
  Connection,
  ConnectionSecrets,
  ConnectionStatus,
} from '../../shared/model/connection';
import type { Channel } from '../../shared/model/channel';
import {
  connectionIdSchema,
  unitIdSchema,
  type ConnectionId,
  type UnitId,
} from '../../shared/model/identity';
import { Refusal } from '../../shared/model/refusal';
import { brokerOfUrl, clientIdFor } from './broker-of-url';
import type { ConfiguredConnection, Intake } from './intake/create-intake';
import type { PlantStore } from './record/plant/plant-store';
import type { SourcesRoom } from './serve/rooms';

/** The configured connections: kept ones from the store, and the demo's, which lives as long as its plant. */
export interface Sources extends SourcesRoom {
  /** Opens the demo's connection, which nobody configures. */
  addDemo(configured: ConfiguredConnection): void;
  /**
   * Opens what is configured. The connection of `--broker` is kept like any other, so that its mappings last, and is
   * switched off at a start without the option.
   */
  open(commandLine: ConfiguredConnection | null): void;
}

export interface SourcesDeps {
  readonly store: PlantStore;
  readonly intake: Pick<Intake, 'apply' | 'status' | 'unmapped' | 'forgetMapped' | 'test'>;
  readonly now: () => number;
  /** The channel of a unit's catalogue tag, made where it never had a reading. */
  readonly ensureChannel: (unitId: UnitId, tag: string) => Channel | undefined;
  /** Connections or mappings changed: whoever caches them asks again. */
  readonly changed: () => void;
}

const secretNames = ['password', 'keyPem'] as const;

export function createSources({ store, intake, now, ensureChannel, changed }: SourcesDeps): Sources {
  let demo: ConfiguredConnection | null = null;

  const secretsOf = (id: ConnectionId): ConnectionSecrets => {
    const secrets: ConnectionSecrets = {};
    for (const name of secretNames) {
      const secret = store.getSecret(id, name);
      if (secret !== undefined) secrets[name] = secret;
    }
    return secrets;
  };
  const all = (): ConfiguredConnection[] => [
    ...(demo ? [demo] : []),
    ...store.listConnections().map((connection) => ({ connection, secrets: secretsOf(connection.id) })),
  ];
  const apply = (): void => {
    void intake.apply(all());
    changed();
  };
  const statusOf = ({ connection, secrets }: ConfiguredConnection): ConnectionStatus => ({
    ...(intake.status(connection.id) ?? neverOpened(connection.id, now())),
    hasPassword: secrets.password !== undefined,
    hasKey: secrets.keyPem !== undefined,
  });
  const refuseDemo = (id: ConnectionId): void => {
    if (demo?.connection.id === id)
      throw new Refusal('CONFLICT', 'The simulated plant configures its own connection', 'id');
  };
  const refuseTakenPort = (connection: Connection): void => {
    if (!('line' in connection) || !connection.enabled) return;
    const { id, line } = connection;
    const holder = store
      .listConnections()
      .find((one) => 'line' in one && one.enabled && one.id !== id && one.line.path === line.path);
    if (holder)
      throw new Refusal('CONFLICT', `${holder.name} reads ${line.path} already: switch it off first`, 'line');
  };
  const keep = (connection: Connection, secrets: ConnectionSecrets): void => {
    store.saveConnection(connection);
    for (const name of secretNames) {
      const secret = secrets[name];
      if (secret === '') store.removeSecret(connection.id, name);
      else if (secret !== undefined) store.putSecret(connection.id, name, secret);
    }
  };
  const keepCommandLine = (configured: ConfiguredConnection | null): void => {
    if (configured) return keep(configured.connection, { password: '', ...configured.secrets });
    const known = store.listConnections().find(({ id }) => id === commandLineId);
    if (known?.enabled) store.saveConnection({ ...known, enabled: false });
  };

  return {
    open: (commandLine) => {
      keepCommandLine(commandLine);
      apply();
    },
    addDemo: (configured) => {
      demo = configured;
      apply();
    },
    list: () => all().map((configured) => ({ ...configured.connection, status: statusOf(configured) })),
    save: (connection, secrets) => {
      refuseDemo(connection.id);
      refuseTakenPort(connection);
      keep(connection, secrets);
      apply();
      return connection;
    },
    remove: (id) => {
      refuseDemo(id);
      const removed = store.removeConnection(id);
      apply();
      return removed;
    },
    test: (connection, secrets) => intake.test(connection, { ...secretsOf(connection.id), ...secrets }),
    unmapped: (id) => intake.unmapped(id),
    mappings: (id) => store.listMappings(id),
    map: (mapping) => {
      refuseDemo(mapping.connectionId);
      const [unitId = '', tag = ''] = mapping.channelId.split('/');
      if (!ensureChannel(unitIdSchema.parse(unitId), tag))
        throw new Refusal('NOT_FOUND', `There is no channel ${mapping.channelId}`, 'channelId');
      store.saveMapping(mapping);
      intake.forgetMapped(
        mapping.connectionId,
        ({ unitKey, tag }) => unitKey === mapping.unitKey && tag === mapping.tag,
      );
      changed();
      return mapping;
    },
    unmap: (key) => {
      const removed = store.removeMapping(key);
      changed();
      return removed;
    },
  };
}

function neverOpened(id: ConnectionId, now: number): ConnectionStatus {
  return {
    connectionId: id,
    state: 'off',
    since: now,
    words: '',
    freshness: 'never',
    lastMessageAt: null,
    messages: 0,
    readings: 0,
    refused: {},
    reconnects: 0,
    hasPassword: false,
    hasKey: false,
  };
}

const commandLineId = connectionIdSchema.parse('command-line');
const noBroker = { tls: false, caPem: '', certPem: '', username: '' } as const;

/** The demo's connection: an ordinary broker on loopback, marked so that everything behind it is shown as simulated. */
export function demoConnection(port: number, stationId: string): ConfiguredConnection {
  const connection: BrokerConnection = {
    id: connectionIdSchema.parse('demo'),
    name: 'Simulated plant',
    kind: 'demo',
    enabled: true,
    broker: {
      ...noBroker,
      host: '127.0.0.1',
      port,
      protocol: '3.1.1',
      clientId: clientIdFor(stationId, 'demo'),
    },
    dialect: 'bt',
    topics: [],
    autoUnits: false,
    scale: '15L',
  };
  return { connection, secrets: {} };
}

/**
 * The connection of `--broker URL`.
 * @throws Refusal where the URL is not one of an MQTT broker
 */
export function commandLineConnection(url: string, stationId: string): ConfiguredConnection {
  const { broker, secrets } = brokerOfUrl(url, stationId, '--broker', 'cli');
  const connection: BrokerConnection = {
    id: commandLineId,
    name: `Broker ${new URL(url).host}`,
    kind: 'mqtt',
    enabled: true,
    broker,
    dialect: 'auto',
    topics: [],
    autoUnits: true,
    scale: '15L',
  };
  return { connection, secrets };
}
