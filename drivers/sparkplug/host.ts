import type { Reading } from '../../src/shared/model/reading';
import type { BatchAnnouncement, RefusalKind } from '../driver';
import { batchIn } from './batch-metrics';
import { decodePayload } from './decode-payload';
import { encodePayload } from './encode-payload';
import { declare, readingsOfDeath, readMetrics, type Declared, type MetricsRead } from './node-session';
import type { Payload } from './payload';
import { nodeTopic, parseSparkplugTopic, type SparkplugTopic } from './topic';

export interface HostSettings {
  /** Ask an edge node for its births where something of it was missed; without it what follows is doubted. */
  readonly rebirth: boolean;
  /** A unit is called by its device, or by edge node and device. */
  readonly unitNames: 'device' | 'node-device';
}

/** A command to an edge node: the only kind there is asks for its births. */
export interface RebirthCommand {
  readonly topic: string;
  readonly payload: Uint8Array;
}

export interface HostStep {
  readonly readings: readonly Reading[];
  readonly batch?: BatchAnnouncement;
  readonly problem?: RefusalKind;
  readonly commands: readonly RebirthCommand[];
}

/** What was counted since the link opened; names are for people. */
export interface HostFigures {
  readonly nodesAlive: number;
  readonly devicesAlive: number;
  readonly gaps: number;
  readonly rebirthsAsked: number;
  /** Device names that two edge nodes share, where units are called by their device alone. */
  readonly sharedNames: readonly string[];
}

/** The pure part of a Sparkplug B host application: follows births, deaths and sequence numbers of every edge node. */
export interface SparkplugHost {
  receive(topic: string, payload: Uint8Array, seenTime: number): HostStep;
  /** Asks again where no birth came, and gives up waiting. Call it once a second. */
  tick(now: number): HostStep;
  figures(): HostFigures;
}

interface Held {
  readonly device: string | null;
  readonly payload: Payload;
  readonly seenTime: number;
}

interface EdgeNode {
  readonly group: string;
  readonly node: string;
  alive: boolean;
  bdSeq: bigint | undefined;
  /** Sequence number that comes next; undefined where none was seen. */
  nextSeq: number | undefined;
  /** `gap`: something was missed and a rebirth is asked for; `unsure`: it was missed and nobody will tell. */
  standing: 'sound' | 'gap' | 'unsure';
  own: Declared | undefined;
  readonly devices: Map<string, Declared>;
  /** What came after the gap and waits for births that say whether its aliases still hold. */
  held: Held[];
  /** What was declared before the gap. */
  before: Map<string | null, Declared>;
  askedAt: number;
  asked: number;
}

const mostNodes = 1000;
const mostDevices = 1000;
const mostHeld = 2000;
/** Time a birth may take to come. */
const askAgainMs = 10_000;
/** Asked in vain this often, a node counts as one that does not answer. */
const mostAsked = 3;
const longestAskMs = 300_000;

const nothing: HostStep = { readings: [], commands: [] };

export function createSparkplugHost({ rebirth, unitNames }: HostSettings): SparkplugHost {
  const nodes = new Map<string, EdgeNode>();
  const nodeOfDevice = new Map<string, string>();
  const shared = new Set<string>();
  let gaps = 0;
  let rebirthsAsked = 0;

  const nodeOf = (group: string, node: string): EdgeNode | undefined => {
    const key = `${group}/${node}`;
    const known = nodes.get(key);
    if (known || nodes.size >= mostNodes) return known;
    const made: EdgeNode = {
      group,
      node,
      alive: false,
      bdSeq: undefined,
      nextSeq: undefined,
      standing: 'sound',
      own: undefined,
      devices: new Map(),
      held: [],
      before: new Map(),
      askedAt: Number.NEGATIVE_INFINITY,
      asked: 0,
    };
    nodes.set(key, made);
    return made;
  };

  const ask = (edge: EdgeNode, now: number): RebirthCommand[] => {
    if (
      !rebirth ||
      now - edge.askedAt < Math.min(askAgainMs * 2 ** Math.max(0, edge.asked - 1), longestAskMs)
    )
      return [];
    edge.askedAt = now;
    edge.asked += 1;
    rebirthsAsked += 1;
    return [rebirthCommand(edge, now)];
  };

  /** Follows the sequence; true where nothing was missed. */
  const follows = (edge: EdgeNode, seq: number | undefined): boolean => {
    if (seq === undefined) return true;
    const sound = edge.nextSeq === undefined || edge.nextSeq === seq;
    edge.nextSeq = (seq + 1) % 256;
    return sound;
  };
  const missed = (edge: EdgeNode, now: number): RebirthCommand[] => {
    gaps += 1;
    if (edge.standing === 'sound') {
      edge.standing = rebirth ? 'gap' : 'unsure';
      edge.before = new Map<string | null, Declared>(edge.devices);
      if (edge.own) edge.before.set(null, edge.own);
    }
    return ask(edge, now);
  };

  /** What waited for this birth, where its aliases mean what they meant. */
  const release = (edge: EdgeNode, device: string | null, declared: Declared): MetricsRead => {
    const before = edge.before.get(device);
    const mine = edge.held.filter((held) => held.device === device);
    edge.held = edge.held.filter((held) => held.device !== device);
    edge.before.delete(device);
    return joined(
      mine.map(({ payload, seenTime }) =>
        readMetrics(declared, payload, { seenTime, birth: false, asBefore: before ?? declared }),
      ),
    );
  };

  const nodeBirth = (edge: EdgeNode, payload: Payload, seenTime: number): HostStep => {
    const declared = declare(edge.node, payload);
    const waited = release(edge, null, declared);
    edge.alive = true;
    edge.bdSeq = sessionIn(payload);
    edge.nextSeq = ((payload.seq ?? 0) + 1) % 256;
    edge.standing = 'sound';
    edge.own = declared;
    edge.asked = 0;
    // Every device is born anew after its node.
    for (const [name, device] of edge.devices) edge.devices.set(name, { ...device, alive: false });
    return stepOf(joined([waited, readMetrics(declared, payload, { seenTime, birth: true })]));
  };

  const deviceBirth = (edge: EdgeNode, device: string, payload: Payload, seenTime: number): HostStep => {
    const sound = follows(edge, payload.seq);
    if (!edge.devices.has(device) && edge.devices.size >= mostDevices)
      return { ...nothing, problem: 'before-birth' };
    if (isShared(edge, device)) return { ...nothing, problem: 'wrong-fields' };
    const declared = declare(unitKeyOf(edge, device), payload);
    const waited = release(edge, device, declared);
    edge.devices.set(device, declared);
    const commands = edge.alive ? (sound ? [] : missed(edge, seenTime)) : ask(edge, seenTime);
    const batch = batchIn(declared.unitKey, payload);
    const step = stepOf(
      joined([waited, readMetrics(declared, payload, { seenTime, birth: true })]),
      commands,
    );
    return batch ? { ...step, batch } : step;
  };

  const unitKeyOf = ({ node }: EdgeNode, device: string): string =>
    unitNames === 'device' ? device : `${node}/${device}`;
  /** Two reactors must not become one because their edge nodes call them alike. */
  const isShared = (edge: EdgeNode, device: string): boolean => {
    if (unitNames !== 'device') return false;
    const owner = nodeOfDevice.get(device);
    const mine = `${edge.group}/${edge.node}`;
    if (owner === undefined) nodeOfDevice.set(device, mine);
    else if (owner !== mine) shared.add(device);
    return owner !== undefined && owner !== mine;
  };

  const data = (edge: EdgeNode, device: string | null, payload: Payload, seenTime: number): HostStep => {
    const sound = follows(edge, payload.seq);
    const declared = device === null ? edge.own : edge.devices.get(device);
    if (!edge.alive || !declared?.alive) {
      // What names itself needs no birth.
      const known = declared ?? emptyOf(device === null ? edge.node : unitKeyOf(edge, device));
      if (device !== null && isShared(edge, device)) return { ...nothing, problem: 'wrong-fields' };
      const plain = { ...known, byAlias: new Map<bigint, never>() };
      return stepOf(readMetrics(plain, payload, { seenTime, birth: false }), ask(edge, seenTime));
    }
    const commands = sound ? [] : missed(edge, seenTime);
    if (edge.standing !== 'gap') {
      const doubt = edge.standing === 'unsure' ? { doubt: 'uncertain-source' as const } : {};
      return stepOf(readMetrics(declared, payload, { seenTime, birth: false, ...doubt }), commands);
    }
    if (edge.held.length >= mostHeld) return { ...nothing, problem: 'out-of-order', commands };
    edge.held.push({ device, payload, seenTime });
    return { ...nothing, commands };
  };

  const deviceDeath = (edge: EdgeNode, device: string, payload: Payload, seenTime: number): HostStep => {
    const commands = follows(edge, payload.seq) || !edge.alive ? [] : missed(edge, seenTime);
    const declared = edge.devices.get(device);
    if (!declared?.alive) return { ...nothing, commands };
    edge.devices.set(device, { ...declared, alive: false });
    return { readings: readingsOfDeath(declared, payload.timestamp ?? null, seenTime), commands };
  };

  const nodeDeath = (edge: EdgeNode, payload: Payload, seenTime: number): HostStep => {
    const bdSeq = sessionIn(payload);
    if (bdSeq === undefined) return { ...nothing, problem: 'wrong-fields' };
    if (!edge.alive) return nothing;
    // A will of an earlier session, which the broker notices only now.
    if (edge.bdSeq !== undefined && edge.bdSeq !== bdSeq) return { ...nothing, problem: 'old-death' };
    const gone = [edge.own, ...edge.devices.values()].filter((one) => one?.alive === true);
    edge.alive = false;
    edge.nextSeq = undefined;
    edge.standing = 'sound';
    for (const [name, device] of edge.devices) edge.devices.set(name, { ...device, alive: false });
    // The time in a will is that of the connection, not of the death.
    return {
      readings: gone.flatMap((one) => (one ? readingsOfDeath(one, null, seenTime) : [])),
      commands: [],
    };
  };

  const dispatch = (place: SparkplugTopic, payload: Payload, seenTime: number): HostStep => {
    if (place.kind === 'STATE' || place.kind === 'NCMD' || place.kind === 'DCMD') return nothing;
    const edge = nodeOf(place.group, place.node);
    if (!edge) return { ...nothing, problem: 'before-birth' };
    switch (place.kind) {
      case 'NBIRTH':
        return nodeBirth(edge, payload, seenTime);
      case 'NDATA':
        return data(edge, null, payload, seenTime);
      case 'NDEATH':
        return nodeDeath(edge, payload, seenTime);
      case 'DBIRTH':
        return deviceBirth(edge, place.device, payload, seenTime);
      case 'DDATA':
        return data(edge, place.device, payload, seenTime);
      case 'DDEATH':
        return deviceDeath(edge, place.device, payload, seenTime);
    }
    return nothing;
  };

  /** Nobody answers: what waited is taken as it would have been read, and doubted, like all that follows. */
  const giveUp = (edge: EdgeNode): MetricsRead => {
    edge.standing = 'unsure';
    const held = edge.held.splice(0);
    return joined(
      held.map(({ device, payload, seenTime }) => {
        const declared = edge.before.get(device) ?? (device === null ? edge.own : edge.devices.get(device));
        return declared
          ? readMetrics(declared, payload, { seenTime, birth: false, doubt: 'uncertain-source' })
          : { readings: [] };
      }),
    );
  };

  return {
    receive: (topic, bytes, seenTime) => {
      const place = parseSparkplugTopic(topic);
      if (!place) return { ...nothing, problem: 'not-sparkplug' };
      // Not for us, and of no consequence whatever is in it.
      if (place.kind === 'STATE' || place.kind === 'NCMD' || place.kind === 'DCMD') return nothing;
      const decoded = decodePayload(bytes);
      return 'refused' in decoded
        ? { ...nothing, problem: 'not-sparkplug' }
        : dispatch(place, decoded.payload, seenTime);
    },
    tick: (now) => {
      const commands: RebirthCommand[] = [];
      const given: MetricsRead[] = [];
      for (const edge of nodes.values()) {
        if (edge.standing !== 'gap' || now - edge.askedAt < askAgainMs) continue;
        if (edge.asked >= mostAsked) given.push(giveUp(edge));
        else commands.push(...ask(edge, now));
      }
      return commands.length + given.length === 0 ? nothing : stepOf(joined(given), commands);
    },
    figures: () => {
      const alive = [...nodes.values()].filter((edge) => edge.alive);
      const devices = alive.flatMap((edge) => [...edge.devices.values()].filter((device) => device.alive));
      return {
        nodesAlive: alive.length,
        devicesAlive: devices.length,
        gaps,
        rebirthsAsked,
        sharedNames: [...shared],
      };
    },
  };
}

/** Number of the session a birth or death belongs to. */
function sessionIn({ metrics }: Payload): bigint | undefined {
  const bdSeq = metrics.find(({ name }) => name === 'bdSeq')?.value;
  return typeof bdSeq === 'bigint' || Number.isInteger(bdSeq) ? BigInt(Number(bdSeq)) : undefined;
}

function emptyOf(unitKey: string): Declared {
  return { unitKey, alive: false, byName: new Map(), byAlias: new Map() };
}

function joined(parts: readonly MetricsRead[]): MetricsRead {
  const problem = parts.find((part) => part.problem)?.problem;
  const readings = parts.flatMap((part) => part.readings);
  return problem ? { readings, problem } : { readings };
}

function stepOf({ readings, problem }: MetricsRead, commands: readonly RebirthCommand[] = []): HostStep {
  return { readings, commands, ...(problem ? { problem } : {}) };
}

function rebirthCommand({ group, node }: EdgeNode, now: number): RebirthCommand {
  const metrics = [{ name: 'Node Control/Rebirth', type: 'Boolean', value: true } as const];
  return {
    topic: nodeTopic('NCMD', group, node),
    payload: encodePayload({ timestamp: now, metrics }),
  };
}
