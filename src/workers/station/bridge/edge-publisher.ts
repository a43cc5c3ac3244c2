import { batchMetrics } from '../../../../drivers/sparkplug/batch-metrics';
import type { Publish } from '../../../../drivers/mqtt/open';
import { decodePayload } from '../../../../drivers/sparkplug/decode-payload';
import { encodePayload } from '../../../../drivers/sparkplug/encode-payload';
import { decodeHostState } from '../../../../drivers/sparkplug/host-state';
import { ownQualityProperty } from '../../../../drivers/sparkplug/metric-reading';
import type { Metric } from '../../../../drivers/sparkplug/payload';
import {
  deviceTopic,
  nodeTopic,
  stateTopic,
  type DeviceMessage,
  type NodeMessage,
} from '../../../../drivers/sparkplug/topic';
import type { Bridge } from '../../../shared/model/bridge';
import { qualityLevel } from '../../../shared/model/quality';
import type { BridgedReading } from './bridged-reading';
import type { BridgedUnit, Publisher, PublisherHost } from './publisher';

const rebirthName = 'Node Control/Rebirth';
/** Longer than a broker takes to find out that a host's link is dead. */
const keptForHostMs = 30_000;
const mostInMessage = 200;

/**
 * A Sparkplug B 3.0 edge node: its devices are our units. Data go out with QoS 1, so that the broker says what it has.
 * @param bdSeq number of this session, the same in its will
 */
export function createEdgePublisher(
  { group, node, primaryHost }: Pick<Bridge, 'group' | 'node' | 'primaryHost'>,
  bdSeq: number,
  host: PublisherHost,
): Publisher {
  const session: Metric = { name: 'bdSeq', type: 'Int64', value: BigInt(bdSeq) };
  const born = new Map<string, { readonly tags: ReadonlySet<string>; readonly about: string }>();
  const command = nodeTopic('NCMD', group, node);
  const state = stateTopic(primaryHost);
  let publish: Publish | undefined;
  let seq = 0;
  let births = 0;
  let bornAt = 0;
  let hostSince: number | undefined;

  const say = (topic: string, metrics: readonly Metric[], timestamp: number): Promise<void> => {
    const payload = encodePayload({ timestamp, seq, metrics });
    seq = (seq + 1) % 256;
    return publish?.({ topic, payload, qos: 1, retain: false }) ?? Promise.reject(new Error('not connected'));
  };
  const ofNode = (kind: NodeMessage): string => nodeTopic(kind, group, node);
  const ofDevice = (kind: DeviceMessage, unitId: string): string => deviceTopic(kind, group, node, unitId);

  const bearDevice = (unit: BridgedUnit): Promise<void> => {
    const about = aboutOf(unit);
    born.set(unit.unit.id, { tags: new Set(unit.channels.map(({ channel }) => channel.tag)), about });
    return say(ofDevice('DBIRTH', unit.unit.id), birthMetrics(unit), host.now());
  };
  const bear = async (): Promise<void> => {
    seq = 0;
    births += 1;
    bornAt = host.now();
    born.clear();
    const control: Metric = { name: rebirthName, type: 'Boolean', value: false };
    const under = [say(ofNode('NBIRTH'), [session, control], bornAt)];
    for (const unit of host.units()) under.push(bearDevice(unit));
    await Promise.all(under);
  };
  const bearOrEnd = (): void => {
    bear().catch((problem: unknown) =>
      host.restart(problem instanceof Error ? problem.message : String(problem)),
    );
    host.wake();
  };
  /** What is new since a device was born must be declared before it is sent. */
  const declare = (readings: readonly BridgedReading[]): Promise<void>[] => {
    const missing = new Set(
      readings.filter(({ unitId, tag }) => !born.get(unitId)?.tags.has(tag)).map(({ unitId }) => unitId),
    );
    return host
      .units()
      .filter(({ unit }) => missing.has(unit.id))
      .map(bearDevice);
  };

  const hostSpoke = (payload: Uint8Array): void => {
    const told = decodeHostState(payload);
    if (!told || told.timestamp < (hostSince ?? 0)) return;
    if (!told.online) {
      if (hostSince !== undefined) host.restart(`The primary host "${primaryHost}" has left`);
      return;
    }
    const first = hostSince === undefined;
    if (hostSince === told.timestamp) return;
    hostSince = told.timestamp;
    // Another session of the host: it has not seen what was sent to the one before.
    if (!first) host.again();
    bearOrEnd();
  };

  return {
    filters: [command, ...(primaryHost === '' ? [] : [state])],
    will: {
      topic: ofNode('NDEATH'),
      payload: encodePayload({ timestamp: host.now(), metrics: [session] }),
      qos: 1,
      retain: false,
    },
    keepSentMs: primaryHost === '' ? 0 : keptForHostMs,
    begin: (give) => {
      publish = give;
      if (primaryHost === '') bearOrEnd();
    },
    message: (topic, payload) => {
      if (topic === command && asksForBirths(payload)) return bearOrEnd();
      if (topic === state && primaryHost !== '') hostSpoke(payload);
    },
    waitsFor: () =>
      births > 0 ? '' : `Waits for the primary host "${primaryHost}": what is read is kept here`,
    send: async (readings) => {
      const now = host.now();
      const under = declare(readings);
      for (const { unitId, metrics } of messagesOf(readings, bornAt))
        under.push(say(ofDevice('DDATA', unitId), metrics, now));
      await Promise.all(under);
      return 0;
    },
    announce: () => {
      if (births === 0) return;
      const changed = host.units().filter((unit) => born.get(unit.unit.id)?.about !== aboutOf(unit));
      // A link that fails ends, and everything is born again when it is back.
      for (const unit of changed) void bearDevice(unit).catch(() => undefined);
    },
    leave: (give) => {
      if (births === 0) return;
      const payload = encodePayload({ timestamp: host.now(), metrics: [session] });
      void give({ topic: ofNode('NDEATH'), payload, qos: 1, retain: false }).catch(() => undefined);
    },
    figures: () => ({ births, session: bdSeq }),
  };
}

function asksForBirths(payload: Uint8Array): boolean {
  const decoded = decodePayload(payload);
  return (
    'payload' in decoded &&
    decoded.payload.metrics.some(({ name, value }) => name === rebirthName && value === true)
  );
}

/** What a birth says beside measurements; another text is another birth. */
function aboutOf({ unit, batch }: BridgedUnit): string {
  return JSON.stringify([unit.simulated, batch?.id, batch?.name, batch?.inoculatedAt, batch?.endedAt]);
}

function birthMetrics({ unit, batch, channels }: BridgedUnit): Metric[] {
  const about = batch && { ...batch, batchId: batch.id };
  return [
    ...batchMetrics(about, unit.simulated),
    ...channels.map(({ channel, newest }): Metric => {
      const { tag, series, unit: symbol } = channel;
      return {
        name: tag,
        alias: BigInt(series),
        type: 'Double',
        ...(newest ? { timestamp: newest.t } : {}),
        properties: {
          ...(symbol === '' ? {} : { engUnit: symbol }),
          ...qualityOfMetric(newest?.quality ?? 0),
        },
        value: newest?.value ?? null,
      };
    }),
  ];
}

/** Good goes without saying. */
function qualityOfMetric(quality: number): Record<string, number> {
  if (quality === 0) return {};
  const level = qualityLevel(quality);
  return { Quality: level === 'good' ? 192 : level === 'uncertain' ? 64 : 0, [ownQualityProperty]: quality };
}

interface DataMessage {
  readonly unitId: string;
  readonly metrics: Metric[];
}

/** One message per unit, the readings of each in their order. */
function messagesOf(readings: readonly BridgedReading[], bornAt: number): DataMessage[] {
  const messages: DataMessage[] = [];
  const open = new Map<string, DataMessage>();
  for (const { unitId, series, t, value, quality } of readings) {
    let message = open.get(unitId);
    if (!message || message.metrics.length >= mostInMessage) {
      message = { unitId, metrics: [] };
      open.set(unitId, message);
      messages.push(message);
    }
    message.metrics.push({
      alias: BigInt(series),
      timestamp: t,
      type: 'Double',
      // From before this session: it waited here.
      ...(t < bornAt ? { historical: true } : {}),
      ...(quality === 0 ? {} : { properties: qualityOfMetric(quality) }),
      value,
    });
  }
  return messages;
}
