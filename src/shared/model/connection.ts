import { z } from 'zod';
import { vesselScales } from './channel-catalogue';
import { csvFileSchema } from './csv-connection';
import { lineDeviceShape, modbusRtuShape, modbusTcpShape, serialDeviceShape } from './device-connection';
import { channelIdSchema, connectionIdSchema, epochMsSchema, unitIdSchema } from './identity';
import { sparkplugShape } from './sparkplug-connection';

/** How topics and payloads are to be read. `auto` recognises each message by its topic. */
export const dialects = [
  { id: 'auto', words: 'Recognise by topic' },
  { id: 'pichia', words: 'Pichia topic tree, bare numbers' },
  { id: 'orc', words: 'ORC controller JSON, current' },
  { id: 'orc-old', words: 'ORC controller JSON, older' },
  { id: 'bt', words: 'Bioprocess Twin JSON {t, v, q, seq}' },
] as const;
const dialectIds = ['auto', 'pichia', 'orc', 'orc-old', 'bt'] as const;
export type DialectId = (typeof dialectIds)[number];

const portWords = 'Enter a port from 1 to 65535';

export const brokerSchema = z.object({
  host: z
    .string()
    .min(1, 'Enter a host name or address')
    .max(253)
    .regex(/^(?:[^\s/:?#@]+|[0-9a-f:]+)$/i, 'Only the name or address, without mqtt://, port or path'),
  port: z.number(portWords).int(portWords).min(1, portWords).max(65_535, portWords),
  tls: z.boolean(),
  /** PEM texts; empty where the system's own authorities are meant. */
  caPem: z.string().max(200_000).default(''),
  certPem: z.string().max(200_000).default(''),
  protocol: z.enum(['3.1.1', '5']),
  clientId: z.string().min(1, 'Give a client id').max(60),
  username: z.string().max(200).default(''),
});
export type Broker = z.infer<typeof brokerSchema>;

/** True for a filter that MQTT allows: `+` and `#` fill a whole level, `#` only the last. */
export function isTopicFilter(filter: string): boolean {
  const levels = filter.split('/');
  return levels.every(
    (level, i) => (level === '#' && i === levels.length - 1) || level === '+' || !/[#+\0]/.test(level),
  );
}

const topicFilterSchema = z
  .string()
  .min(1, 'Give a topic filter')
  .max(500)
  .refine(isTopicFilter, 'In a topic filter + and # stand alone between slashes, # only at the end');

/** What every connection has, whatever kind it is. */
const connectionBase = {
  id: connectionIdSchema,
  name: z.string().min(1, 'Give the connection a name').max(80),
  enabled: z.boolean(),
  /** Create a unit when a known dialect names one we have not met. */
  autoUnits: z.boolean().default(false),
  /** Vessel scale of units created that way. */
  scale: z.enum(vesselScales).default('15L'),
};

/** A broker that the plant publishes to; `demo` is the simulated plant's own. */
export const brokerConnectionSchema = z.object({
  ...connectionBase,
  kind: z.enum(['mqtt', 'demo']),
  broker: brokerSchema,
  dialect: z.enum(dialectIds),
  /** Topic filters; empty means the dialect's own. */
  topics: z.array(topicFilterSchema).max(50),
});
export type BrokerConnection = z.infer<typeof brokerConnectionSchema>;

/** Edge nodes of Sparkplug B behind a broker; the station is their host application. */
export const sparkplugConnectionSchema = z.object({
  ...connectionBase,
  kind: z.literal('sparkplug'),
  broker: brokerSchema,
  ...sparkplugShape,
});
export type SparkplugConnection = z.infer<typeof sparkplugConnectionSchema>;

/** A table that another program keeps adding rows to. */
export const csvConnectionSchema = z.object({
  ...connectionBase,
  kind: z.literal('csv'),
  file: csvFileSchema,
});
export type CsvConnection = z.infer<typeof csvConnectionSchema>;

/**
 * A configured source. Secrets are never part of it: they go in apart and never come out. Every kind has a shape of its
 * own; one stored before there were kinds is a broker's and reads as it did.
 */
export const connectionSchema = z.discriminatedUnion('kind', [
  brokerConnectionSchema,
  sparkplugConnectionSchema,
  csvConnectionSchema,
  z.object({ ...connectionBase, kind: z.literal('serial'), ...serialDeviceShape }),
  z.object({ ...connectionBase, kind: z.literal('line'), ...lineDeviceShape }),
  z.object({ ...connectionBase, kind: z.literal('modbus-rtu'), ...modbusRtuShape }),
  z.object({ ...connectionBase, kind: z.literal('modbus-tcp'), ...modbusTcpShape }),
]);
export type Connection = z.infer<typeof connectionSchema>;

/** A connection to devices at this machine's own ports or on its network, read by a process of its own. */
export type DeviceConnection = Extract<Connection, { kind: 'serial' | 'line' | 'modbus-rtu' | 'modbus-tcp' }>;

/** Tells connections to devices, which have a process of their own, from all others. */
export function isDevices(connection: Connection): connection is DeviceConnection {
  return deviceKinds.has(connection.kind);
}
const deviceKinds: ReadonlySet<Connection['kind']> = new Set(['serial', 'line', 'modbus-rtu', 'modbus-tcp']);

/** Passwords and keys on their way in. Absent leaves what is stored, empty removes it. */
export const connectionSecretsSchema = z.object({
  password: z.string().max(1000).optional(),
  keyPem: z.string().max(200_000).optional(),
});
export type ConnectionSecrets = z.infer<typeof connectionSecretsSchema>;

/** One hand-made rule: this name at this source feeds this channel. */
export const channelMappingSchema = z.object({
  connectionId: connectionIdSchema,
  unitKey: z.string().max(200),
  tag: z.string().max(300),
  channelId: channelIdSchema,
});
export type ChannelMapping = z.infer<typeof channelMappingSchema>;

export const linkStates = ['off', 'connecting', 'online', 'refused', 'offline'] as const;

export const connectionStatusSchema = z.object({
  connectionId: connectionIdSchema,
  state: z.enum(linkStates),
  /** Since when it is in this state. */
  since: epochMsSchema,
  /** What is wrong and what to do, for a person; empty when nothing is. */
  words: z.string(),
  /** What there is to watch while it works, where its kind has more to tell. */
  detail: z.string().optional(),
  freshness: z.enum(['fresh', 'stale', 'lost', 'never']),
  lastMessageAt: epochMsSchema.nullable(),
  messages: z.number().int(),
  readings: z.number().int(),
  /** Messages that held nothing we could read, by kind. */
  refused: z.record(z.string(), z.number().int()),
  reconnects: z.number().int(),
  hasPassword: z.boolean(),
  hasKey: z.boolean(),
});
export type ConnectionStatus = z.infer<typeof connectionStatusSchema>;

/** A topic that arrives but feeds no channel. */
export const unmappedTopicSchema = z.object({
  topic: z.string(),
  unitKey: z.string(),
  tag: z.string(),
  unitId: unitIdSchema.nullable(),
  count: z.number().int(),
  lastAt: epochMsSchema,
  /** Beginning of the last payload, printable characters only. */
  lastPayload: z.string(),
  lastValue: z.number().nullable(),
});
export type UnmappedTopic = z.infer<typeof unmappedTopicSchema>;
