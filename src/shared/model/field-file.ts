import { z } from 'zod';
import { deviceIdentitySchema } from './device';
import { epochMsSchema } from './identity';

/**
 * A field file (`.btfield`): what a laptop read at a vessel while no station was in reach. UTF-8 text, one line per
 * entry: a JSON object, a tab, an Ed25519 signature (base64) over the bytes of that JSON by the key the head names.
 * Every entry names the SHA-256 of the whole line before it, so that no line can be changed, moved or left out; the
 * last entry closes the file, so that it cannot be cut. It opens without this program.
 */
export const fieldFormat = 'bioprocess-twin-field';
export const fieldVersion = 1;
export const fieldEnding = '.btfield';
/** What the first entry gives as the hash before it. */
export const noHash = '0'.repeat(64);
/** A longer line is none of ours. */
export const longestFieldLine = 4 * 1024 * 1024;

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);
const chain = { n: z.number().int().nonnegative(), prev: sha256Schema };
const text = z.string().max(2000);

/** How far the laptop's clock is from the plant's. */
export const clockEstimateSchema = z.object({
  /** The laptop's clock less the plant's, ms: positive where the laptop is ahead. */
  offsetMs: z.number().int(),
  uncertaintyMs: z.number().int().nonnegative(),
  /** Who or what compared them. */
  how: text,
  at: epochMsSchema,
});
export type ClockEstimate = z.infer<typeof clockEstimateSchema>;

/** Calibration in force at the start of a recording, as the laptop's records knew it. */
export const fieldCalibrationSchema = z.object({
  recordId: text,
  probe: text,
  serial: text,
  words: text,
  validFrom: epochMsSchema,
  validUntil: epochMsSchema.nullable(),
});
export type FieldCalibration = z.infer<typeof fieldCalibrationSchema>;

export const fieldDeviceSchema = z.object({
  /** Names it within the file. */
  key: text,
  driver: text,
  driverWords: text,
  identity: deviceIdentitySchema,
  /** The connection it was read over, with port, line settings, bus ids and map. */
  connection: z.record(z.string(), z.json()),
});

export const fieldChannelSchema = z.object({
  /** Names it within the file. */
  key: text,
  device: text,
  /** What the driver calls it. */
  reading: text,
  words: text,
  /** Unit of the scaled value; empty for a pure number. */
  unit: text,
  /** Where the laptop would have put it: a catalogue tag, of a unit where one was chosen. */
  tag: text,
  unitId: text.nullable(),
  calibration: fieldCalibrationSchema.nullable(),
});
export type FieldChannel = z.infer<typeof fieldChannelSchema>;

export const fieldHeadSchema = z.object({
  ...chain,
  kind: z.literal('head'),
  format: z.literal(fieldFormat),
  version: z.literal(fieldVersion),
  recordingId: z.uuid(),
  name: z.string().min(1).max(80),
  /** The laptop's own station. */
  stationId: text,
  computer: text,
  appVersion: text,
  by: text,
  zone: text,
  startedAt: epochMsSchema,
  key: z.object({ keyId: z.string(), publicPem: z.string().max(2000) }),
  clock: clockEstimateSchema.nullable(),
  devices: z.array(fieldDeviceSchema).max(200),
  channels: z.array(fieldChannelSchema).min(1).max(2000),
});
export type FieldHead = z.infer<typeof fieldHeadSchema>;

/** Values of about one second. All columns have one length. */
export const fieldBlockSchema = z
  .object({
    ...chain,
    kind: z.literal('values'),
    /** Time that `ms` counts from, epoch ms. */
    from: epochMsSchema,
    /** Index in the head's channels. */
    channel: z.array(z.number().int().nonnegative()),
    ms: z.array(z.number().int().nonnegative()),
    /** As the line carried it: registers in hex, a line's text. */
    raw: z.array(z.string().max(400)),
    value: z.array(z.number().nullable()),
    /** Quality codes; 0 is good. */
    quality: z.array(z.number().int().nonnegative()),
  })
  .refine(
    ({ channel, ms, raw, value, quality }) =>
      [ms, raw, value, quality].every(({ length }) => length === channel.length),
    'Columns differ in length',
  );

export const fieldNoteSchema = z.object({
  ...chain,
  kind: z.literal('note'),
  at: epochMsSchema,
  by: text,
  words: z.string().min(1).max(2000),
});

/** The clocks were compared, or the laptop's clock was set while it recorded. */
export const fieldClockSchema = z.object({
  ...chain,
  kind: z.literal('clock'),
  estimate: clockEstimateSchema.nullable(),
  /** By how much the laptop's clock jumped, ms; times of values go on evenly as if it had not. */
  jumpMs: z.number().int().nullable(),
  at: epochMsSchema,
});

/** A device fell silent, came back, or turned out to be another. */
export const fieldDeviceNewsSchema = z.object({
  ...chain,
  kind: z.literal('device'),
  at: epochMsSchema,
  device: text,
  words: text,
});

export const fieldEndReasons = ['stopped', 'station-stopped', 'found-unfinished'] as const;
export const fieldEndSchema = z.object({
  ...chain,
  kind: z.literal('end'),
  at: epochMsSchema,
  by: text,
  reason: z.enum(fieldEndReasons),
  /** Values in the file, and those left out because their device gave the same moment twice. */
  values: z.number().int(),
  repeated: z.number().int(),
  words: text,
});
export type FieldEnd = z.infer<typeof fieldEndSchema>;

export const fieldEntrySchema = z.discriminatedUnion('kind', [
  fieldHeadSchema,
  fieldBlockSchema,
  fieldNoteSchema,
  fieldClockSchema,
  fieldDeviceNewsSchema,
  fieldEndSchema,
]);
export type FieldEntry = z.infer<typeof fieldEntrySchema>;

/** An entry without what ties it to the one before. */
export type FieldEntryBody = FieldEntry extends infer E
  ? E extends FieldEntry
    ? Omit<E, 'n' | 'prev'>
    : never
  : never;

/** One value of a field file. */
export interface FieldValue {
  /** Index in the head's channels. */
  readonly channel: number;
  /** Epoch ms. */
  readonly t: number;
  readonly raw: string;
  readonly value: number | null;
  readonly quality: number;
}

/** The values of an entry. */
export function fieldValues(block: Extract<FieldEntry, { kind: 'values' }>): FieldValue[] {
  return block.channel.map((channel, row) => ({
    channel,
    t: block.from + (block.ms[row] ?? 0),
    raw: block.raw[row] ?? '',
    value: block.value[row] ?? null,
    quality: block.quality[row] ?? 0,
  }));
}

/** A key's name in groups of four, to be compared by eye. */
export function fingerprintOf(keyId: string): string {
  return (keyId.match(/.{1,4}/g) ?? []).join(' ');
}
