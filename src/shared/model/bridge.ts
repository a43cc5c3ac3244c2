import { z } from 'zod';
import { brokerSchema, connectionSecretsSchema } from './connection';
import { epochMsSchema, unitIdSchema } from './identity';
import { sparkplugIdSchema } from './sparkplug-connection';

/** A way out: what this station reads goes to a broker, so that it can stand in for an edge box. */
export const bridgeIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'Use 1 to 40 lower-case letters, digits or -')
  .brand<'BridgeId'>();
export type BridgeId = z.infer<typeof bridgeIdSchema>;

/** How what goes out is written. */
export const bridgeDialects = [
  { id: 'bt', words: 'Bioprocess Twin JSON {t, v, q, seq}' },
  { id: 'sparkplug', words: 'Sparkplug B edge node' },
  { id: 'pichia', words: 'Pichia topic tree, bare numbers' },
] as const;
export const bridgeDialectIds = ['bt', 'sparkplug', 'pichia'] as const;
export type BridgeDialect = (typeof bridgeDialectIds)[number];

export const bridgeSchema = z.object({
  id: bridgeIdSchema,
  name: z.string().min(1, 'Give the bridge a name').max(80),
  enabled: z.boolean(),
  broker: brokerSchema,
  dialect: z.enum(bridgeDialectIds),
  /** Units whose readings go out; empty means all. */
  units: z.array(unitIdSchema).max(200),
  /** Sparkplug: how this station is called as an edge node. */
  group: sparkplugIdSchema.default('bioprocess-twin'),
  node: sparkplugIdSchema.default('station'),
  /** Sparkplug: the host application whose absence keeps data here. Empty: nobody's. */
  primaryHost: z.union([z.literal(''), sparkplugIdSchema]).default(''),
  /** Room on the disk for what waits, MB. What does not fit waits in the historian and is read from there. */
  queueMb: z
    .number('Give 1 to 100000 MB')
    .int('Whole MB')
    .min(1, 'Give 1 to 100000 MB')
    .max(100_000, 'Give 1 to 100000 MB')
    .default(100),
  /** Samples recorded from then on go out; set by the station when it is switched on. */
  since: epochMsSchema.default(0),
});
export type Bridge = z.infer<typeof bridgeSchema>;

export const bridgeStates = [
  'off',
  'connecting',
  'waiting',
  'idle',
  'sending',
  'catching-up',
  'failing',
] as const;

const count = z.number().int().nonnegative();

/** How a bridge stands. */
export const bridgeStatusSchema = z.object({
  id: bridgeIdSchema,
  state: z.enum(bridgeStates),
  since: epochMsSchema,
  /** What is wrong or waited for, for a person; empty where nothing is. */
  words: z.string(),
  /** Readings that wait on the disk, and their size. */
  queued: count,
  queuedBytes: count,
  /** Sent, and kept a while in case the primary host missed it. */
  kept: count,
  sent: count,
  /** Readings this dialect cannot carry, such as old ones without a time. */
  refused: count,
  lastSentAt: epochMsSchema.nullable(),
  /** Channels that are left out because they came from the same broker. */
  looped: count,
  /** Sparkplug: times births were sent in this session, and the number of the session. */
  births: count,
  session: count.nullable(),
  hasPassword: z.boolean(),
  hasKey: z.boolean(),
});
export type BridgeStatus = z.infer<typeof bridgeStatusSchema>;

export const bridgeSecretsSchema = connectionSecretsSchema;
