import { z } from 'zod';
import { channelIdSchema, connectionIdSchema, epochMsSchema, unitIdSchema } from './identity';

/** A database beside the plant that keeps what passes there: InfluxDB, written by Telegraf or by ourselves. */
export const edgeStoreIdSchema = z
  .string()
  .regex(/^[a-z0-9][a-z0-9-]{0,39}$/, 'Use 1 to 40 lower-case letters, digits or -')
  .brand<'EdgeStoreId'>();
export type EdgeStoreId = z.infer<typeof edgeStoreIdSchema>;

export const edgeStoreKinds = ['influx1', 'influx2'] as const;

const key = z.string().min(1, 'Name the tag').max(200);

/** Where in a stored series a name is written. A topic is read by the rules of our MQTT dialects. */
export const namePlaceSchema = z.discriminatedUnion('from', [
  z.object({ from: z.literal('measurement') }),
  z.object({ from: z.literal('field') }),
  z.object({ from: z.literal('tag'), key }),
  z.object({ from: z.literal('topic'), key }),
  z.object({ from: z.literal('fixed'), name: z.string().min(1, 'Give a name').max(200) }),
]);
export type NamePlace = z.infer<typeof namePlaceSchema>;

/** How a store names units and channels. */
export const edgeLayoutSchema = z.object({
  unit: namePlaceSchema,
  channel: namePlaceSchema,
  /** The field that holds the value; empty where every field is a channel of its own. */
  field: z.string().max(200),
  /** The field that holds our quality code; empty where there is none. */
  qualityField: z.string().max(200),
  /**
   * `exact`: points carry the source's own time, and an equal time is the same sample. `arrival`: the store took the
   * time of arrival, which differs from ours by some milliseconds; a point nearer than half a period to a sample we
   * have is that sample.
   */
  times: z.enum(['exact', 'arrival']),
});
export type EdgeLayout = z.infer<typeof edgeLayoutSchema>;

/** Layouts we know by name. */
export const edgeLayouts = {
  telegraf: {
    words: 'Telegraf, mqtt_consumer (tag "topic", field "value")',
    layout: {
      unit: { from: 'topic', key: 'topic' },
      channel: { from: 'topic', key: 'topic' },
      field: 'value',
      qualityField: '',
      times: 'arrival',
    },
  },
  forwarded: {
    words: 'Bioprocess Twin (measurement = unit, tag "channel")',
    layout: {
      unit: { from: 'measurement' },
      channel: { from: 'tag', key: 'channel' },
      field: 'value',
      qualityField: 'quality',
      times: 'exact',
    },
  },
  fields: {
    words: 'Measurement = unit, one field per channel',
    layout: {
      unit: { from: 'measurement' },
      channel: { from: 'field' },
      field: '',
      qualityField: '',
      times: 'exact',
    },
  },
} as const satisfies Record<string, { words: string; layout: EdgeLayout }>;
export type EdgeLayoutName = keyof typeof edgeLayouts;

/** A decision about one stored series, by its printed name; null: feeds nothing. */
export const seriesOverrideSchema = z.object({
  series: z.string().min(1).max(2000),
  channelId: channelIdSchema.nullable(),
});
export type SeriesOverride = z.infer<typeof seriesOverrideSchema>;

export const forwardSettingsSchema = z.object({
  enabled: z.boolean(),
  /** Units whose samples are written there. */
  units: z.array(unitIdSchema).max(200),
  /** Room on the disk for what waits, MB. What does not fit waits in the historian and is read from there. */
  queueMb: z.number().int().min(1, 'Give 1 to 100000 MB').max(100_000, 'Give 1 to 100000 MB'),
  /** Samples recorded from then on are forwarded; set by the station when it is switched on. */
  since: epochMsSchema.default(0),
});

export const edgeStoreSchema = z
  .object({
    id: edgeStoreIdSchema,
    name: z.string().min(1, 'Give the store a name').max(80),
    kind: z.enum(edgeStoreKinds),
    enabled: z.boolean(),
    url: z
      .string()
      .max(500)
      .refine(isHttpUrl, 'Enter an address such as http://edge:8086, without user and password'),
    /** PEM text of the authority that signed its certificate; empty where the system's own are meant. */
    caPem: z.string().max(200_000).default(''),
    /** InfluxDB 1.x, and 2.x through its 1.x interface. An empty policy is the default one. */
    database: z.string().max(200).default(''),
    retentionPolicy: z.string().max(200).default(''),
    username: z.string().max(200).default(''),
    /** InfluxDB 2.x. */
    org: z.string().max(200).default(''),
    bucket: z.string().max(200).default(''),
    /** What a 2.x store is asked in. */
    language: z.enum(['influxql', 'flux']),
    /** Measurements to look at; empty means all. */
    measurements: z.array(z.string().min(1).max(200)).max(200),
    layout: edgeLayoutSchema,
    /** The source whose hand-made mappings name this store's topics too. */
    connectionId: connectionIdSchema.nullable(),
    overrides: z.array(seriesOverrideSchema).max(2000),
    /** Fill holes from here. */
    backfill: z.boolean(),
    forward: forwardSettingsSchema,
  })
  .superRefine((store, context) => {
    const need = (field: 'database' | 'org' | 'bucket', message: string): void => {
      if (store[field].trim() === '') context.addIssue({ code: 'custom', path: [field], message });
    };
    if (store.kind === 'influx1') return need('database', 'Name the database');
    need('org', 'Name the organisation');
    need('bucket', 'Name the bucket');
    if (store.language === 'influxql')
      need('database', 'Name the database that the bucket is mapped to, often the bucket itself');
  });
export type EdgeStore = z.infer<typeof edgeStoreSchema>;

/** Password (1.x) or token (2.x) on its way in. Absent leaves what is stored, empty removes it. */
export const edgeSecretSchema = z.object({ secret: z.string().max(2000).optional() });

/** Scheme, host, perhaps port and path; a user or password has a field of its own. */
function isHttpUrl(text: string): boolean {
  return /^https?:\/\/[^\s/@?#]+(\/[^\s?#]*)?$/i.test(text);
}
