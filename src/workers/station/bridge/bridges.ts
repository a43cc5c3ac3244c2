import { z } from 'zod';
import {
  bridgeIdSchema,
  bridgeSchema,
  type Bridge,
  type BridgeDialect,
  type BridgeId,
} from '../../../shared/model/bridge';
import type { ConnectionSecrets } from '../../../shared/model/connection';
import { Refusal } from '../../../shared/model/refusal';
import type { Log } from '../../log';
import type { PlantStore } from '../record/plant/plant-store';
import { brokerOfUrl } from '../broker-of-url';

const setting = 'bridges';
const mostBridges = 10;
const secretNames = ['password', 'keyPem'] as const;

/** What `--bridge` and `--dialect` said. */
export interface CommandLineBridge {
  readonly url: string;
  readonly dialect: BridgeDialect;
}

/** The configured bridges. Secrets go in and never come out. */
export interface Bridges {
  list(): readonly Bridge[];
  secrets(id: BridgeId): ConnectionSecrets;
  /** Absent secrets keep what is stored, empty ones remove it. */
  save(bridge: Bridge, secrets: ConnectionSecrets): Bridge;
  remove(id: BridgeId): boolean;
  /** The bridge of the command line is kept like any other, so that its queue lasts, and is off without the option. */
  useCommandLine(given: CommandLineBridge | null, stationId: string): void;
}

export interface BridgesDeps {
  readonly keep: Pick<PlantStore, 'getSetting' | 'putSetting' | 'getSealed' | 'putSealed'>;
  readonly log: Log;
  readonly now: () => number;
}

const commandLineId = bridgeIdSchema.parse('command-line');

export function createBridges({ keep, log, now }: BridgesDeps): Bridges {
  let bridges = readBridges(keep.getSetting(setting), log);
  const put = (next: Bridge[]): void => {
    keep.putSetting(setting, next);
    bridges = next;
  };
  const place = (id: BridgeId, name: string): string => `bridge/${id}/${name}`;
  const save = (given: Bridge, secrets: ConnectionSecrets): Bridge => {
    const before = bridges.find(({ id }) => id === given.id);
    if (!before && bridges.length >= mostBridges)
      throw new Refusal('REFUSED', `There are ${mostBridges} bridges already: remove one`);
    const namesake = bridges.find(
      ({ id, broker }) =>
        id !== given.id && broker.host === given.broker.host && broker.clientId === given.broker.clientId,
    );
    if (namesake)
      throw new Refusal(
        'REFUSED',
        `"${namesake.name}" uses this client id on the same broker: choose another`,
        'clientId',
      );
    const bridge = { ...given, since: bridgedSince(given, before, now()) };
    for (const name of secretNames) {
      const secret = secrets[name];
      if (secret !== undefined) keep.putSealed(place(bridge.id, name), secret === '' ? undefined : secret);
    }
    put(before ? bridges.map((known) => (known.id === bridge.id ? bridge : known)) : [...bridges, bridge]);
    return bridge;
  };
  return {
    list: () => bridges,
    secrets: (id) => {
      const secrets: ConnectionSecrets = {};
      for (const name of secretNames) {
        const secret = keep.getSealed(place(id, name));
        if (secret !== undefined) secrets[name] = secret;
      }
      return secrets;
    },
    save,
    remove: (id) => {
      if (!bridges.some((bridge) => bridge.id === id)) return false;
      put(bridges.filter((bridge) => bridge.id !== id));
      for (const name of secretNames) keep.putSealed(place(id, name), undefined);
      return true;
    },
    useCommandLine: (given, stationId) => {
      const known = bridges.find(({ id }) => id === commandLineId);
      if (given) {
        const { bridge, secrets } = commandLineBridge(given, stationId);
        if (
          !known ||
          JSON.stringify({ ...known, since: 0 }) !== JSON.stringify(bridge) ||
          secrets.password !== undefined
        )
          save(bridge, { password: '', ...secrets });
      } else if (known?.enabled)
        put(bridges.map((one) => (one === known ? { ...known, enabled: false } : one)));
    },
  };
}

/** @throws Refusal where the address is none of an MQTT broker, or a name in it cannot be one of Sparkplug */
function commandLineBridge(
  { url, dialect }: CommandLineBridge,
  stationId: string,
): { bridge: Bridge; secrets: ConnectionSecrets } {
  const { broker, secrets, params } = brokerOfUrl(url, stationId, '--bridge', 'bridge');
  const read = bridgeSchema.safeParse({
    id: commandLineId,
    name: `Bridge to ${broker.host}`,
    enabled: true,
    broker,
    dialect,
    units: [],
    group: params.get('group') ?? undefined,
    node: params.get('node') ?? `station-${stationId.slice(0, 8)}`,
    primaryHost: params.get('host') ?? undefined,
  });
  if (read.success) return { bridge: read.data, secrets };
  throw new Refusal('REFUSED', `--bridge ${url}: ${read.error.issues[0]?.message ?? 'cannot be used'}`);
}

/** What goes out begins with what is recorded from the moment it is switched on. */
function bridgedSince(bridge: Bridge, before: Bridge | undefined, now: number): number {
  if (!bridge.enabled) return 0;
  return before?.enabled === true ? before.since : now;
}

function readBridges(saved: unknown, log: Log): Bridge[] {
  const list = z.array(z.unknown()).safeParse(saved);
  return (list.success ? list.data : []).flatMap((one) => {
    const bridge = bridgeSchema.safeParse(one);
    // One unreadable bridge must not keep the others from working.
    if (!bridge.success) log('error', 'A stored bridge cannot be read and is left out', {});
    return bridge.success ? [bridge.data] : [];
  });
}
