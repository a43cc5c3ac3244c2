import { z } from 'zod';
import { epochMsSchema, unitIdSchema, connectionIdSchema } from './identity';
import type { Reading } from './reading';

/** Status of a device by NAMUR NE 107, from good to worst. The letter stands beside the colour, never alone. */
export const deviceStates = [
  { id: 'good', letter: '', words: 'Good', fault: null },
  { id: 'maintenance', letter: 'M', words: 'Maintenance required', fault: null },
  { id: 'out-of-specification', letter: 'S', words: 'Out of specification', fault: 'uncertain-source' },
  { id: 'check-function', letter: 'C', words: 'Check function', fault: 'check-function' },
  { id: 'failure', letter: 'F', words: 'Failure', fault: 'sensor-fault' },
] as const satisfies readonly {
  readonly id: string;
  readonly letter: string;
  readonly words: string;
  /** What a reading of a device in this state carries. */
  readonly fault: NonNullable<Reading['fault']> | null;
}[];
const deviceStateIds = ['good', 'maintenance', 'out-of-specification', 'check-function', 'failure'] as const;
export type DeviceState = (typeof deviceStateIds)[number];

/** The worse of two states. */
export function worstDeviceState(a: DeviceState, b: DeviceState): DeviceState {
  return deviceStateIds.indexOf(b) > deviceStateIds.indexOf(a) ? b : a;
}

/** A serial port of the station's machine. Empty strings where the system does not know. */
export const serialPortSchema = z.object({
  path: z.string(),
  manufacturer: z.string(),
  product: z.string(),
  serialNumber: z.string(),
  vendorId: z.string(),
  productId: z.string(),
  /** The connection that holds it open, where one of ours does. */
  usedBy: connectionIdSchema.nullable(),
});
export type SerialPortInfo = z.infer<typeof serialPortSchema>;

export const bauds = [1200, 2400, 4800, 9600, 19_200, 38_400, 57_600, 115_200] as const;

/** A serial line: which port, and how it speaks. */
export const serialLineSchema = z.object({
  path: z.string().min(1, 'Choose a port').max(200),
  /** Of the USB adapter: the port is found by it after it was numbered anew. Empty: by its path alone. */
  usbSerial: z.string().max(200).default(''),
  baud: z.number().int().min(300, 'At least 300 baud').max(1_000_000, 'At most 1,000,000 baud').default(9600),
  dataBits: z.union([z.literal(7), z.literal(8)]).default(8),
  parity: z.enum(['none', 'even', 'odd']).default('none'),
  stopBits: z.union([z.literal(1), z.literal(2)]).default(1),
});
export type SerialLine = z.infer<typeof serialLineSchema>;

/** What a device says it is. Empty strings where it says nothing. */
export const deviceIdentitySchema = z.object({
  manufacturer: z.string().max(200).default(''),
  model: z.string().max(200).default(''),
  serialNumber: z.string().max(200).default(''),
  firmware: z.string().max(200).default(''),
});
export type DeviceIdentity = z.infer<typeof deviceIdentitySchema>;

/** Where a device is reached. */
export const devicePlaceSchema = z.discriminatedUnion('kind', [
  /** `address` is the unit letter or module address on a shared line; empty for a device alone on its line. */
  z.object({ kind: z.literal('serial'), line: serialLineSchema, address: z.string().max(20) }),
  z.object({
    kind: z.literal('modbus-rtu'),
    line: serialLineSchema,
    busId: z.number().int().min(1).max(254),
  }),
  z.object({
    kind: z.literal('modbus-tcp'),
    host: z.string().min(1).max(253),
    port: z.number().int().min(1).max(65_535),
    busId: z.number().int().min(0).max(255),
  }),
]);
export type DevicePlace = z.infer<typeof devicePlaceSchema>;

/** One quantity of a driver, and the tag of the channel catalogue it is proposed to feed (empty: none fits). */
export const proposedReadingSchema = z.object({
  reading: z.string(),
  words: z.string(),
  unit: z.string(),
  tag: z.string(),
  /** As read during the scan. */
  sample: z.number().nullable(),
});
export type ProposedReading = z.infer<typeof proposedReadingSchema>;

export const foundDeviceSchema = z.object({
  /** Names it within its scan. */
  key: z.string(),
  place: devicePlaceSchema,
  driverId: z.string(),
  driverWords: z.string(),
  identity: deviceIdentitySchema,
  /** 0 to 1: 1 where it says what it is, less where its answers merely fit. */
  confidence: z.number().min(0).max(1),
  readings: z.array(proposedReadingSchema),
  /** Its numbers make sense only with the words of each swapped. */
  swapWords: z.boolean().optional(),
  /** Of note to a person: an unusual word order, a port's other baud. Empty where nothing is. */
  words: z.string(),
});
export type FoundDevice = z.infer<typeof foundDeviceSchema>;

export const deviceScanSchema = z.object({
  id: z.string(),
  state: z.enum(['running', 'done', 'cancelled', 'failed']),
  startedAt: epochMsSchema,
  endedAt: epochMsSchema.nullable(),
  /** Questions asked of questions to ask. */
  done: z.number().int(),
  total: z.number().int(),
  /** What it is doing, or how it ended. */
  words: z.string(),
  found: z.array(foundDeviceSchema),
  /** Ports and hosts that could not be looked at, and what to do. */
  problems: z.array(z.object({ where: z.string(), words: z.string() })),
});
export type DeviceScan = z.infer<typeof deviceScanSchema>;

export const deviceScanPlanSchema = z.object({
  ports: z.array(z.string().min(1).max(200)).max(50).default([]),
  bauds: z.array(z.number().int().min(300).max(1_000_000)).max(12).default([9600, 19_200]),
  /** Modbus bus ids asked on every port and host; empty: no Modbus. */
  busIds: z.array(z.number().int().min(1).max(254)).max(254).default([]),
  hosts: z
    .array(z.object({ host: z.string().min(1).max(253), port: z.number().int().min(1).max(65_535) }))
    .max(20)
    .default([]),
  /** Serial protocols to try; absent: all. */
  drivers: z.array(z.string().max(60)).max(50).optional(),
});
export type DeviceScanPlan = z.infer<typeof deviceScanPlanSchema>;

/** One quantity of a device as it stands: what came over the line, and what it means. */
export const deviceValueSchema = z.object({
  reading: z.string(),
  words: z.string(),
  unit: z.string(),
  /** Catalogue tag it feeds; empty: none. */
  tag: z.string(),
  /** Before the driver's scaling, as the line carried it: registers in hex, a line's text, milliamperes. */
  raw: z.string(),
  value: z.number().nullable(),
  at: epochMsSchema.nullable(),
  /** What the driver holds against the value, in words; empty where nothing. */
  doubt: z.string(),
  /** Standard deviation of the recent values around their running line, in the unit; null for fewer than 10. */
  noise: z.number().nullable(),
  /** The newest values at most two minutes back, oldest first: epoch ms and scaled value. */
  recent: z.array(z.tuple([epochMsSchema, z.number().nullable()])),
});
export type DeviceValue = z.infer<typeof deviceValueSchema>;

/** A device of an open connection. */
export const deviceStatusSchema = z.object({
  connectionId: connectionIdSchema,
  /** Names it within its connection: the bus id, or `1`. */
  device: z.string(),
  driverId: z.string(),
  driverWords: z.string(),
  unitId: unitIdSchema.nullable(),
  identity: deviceIdentitySchema,
  state: z.enum(deviceStateIds),
  since: epochMsSchema,
  /** What is wrong and what to do; empty when nothing is. */
  words: z.string(),
  /** Since the driver's start, by kind: timeout, wrong-crc, noise, exception, ... */
  errors: z.record(z.string(), z.number().int()),
  answers: z.number().int(),
  /** Time the last round of questions took, ms. */
  cycleMs: z.number().nullable(),
  lastAnswerAt: epochMsSchema.nullable(),
  /** Its numbers would make sense with the two words of each number swapped: worth offering, never assumed. */
  swapOffered: z.boolean(),
  values: z.array(deviceValueSchema),
});
export type DeviceStatus = z.infer<typeof deviceStatusSchema>;

/** A driver or register map that devices can be read with. */
export const driverCardSchema = z.object({
  id: z.string(),
  words: z.string(),
  kind: z.enum(['serial', 'modbus']),
  manufacturer: z.string(),
  /** Came with the program, or lies in the data folder's `devices`. */
  origin: z.enum(['program', 'data-folder']),
  bauds: z.array(z.number().int()),
  /** Bus id that the maker sets; null for other drivers. */
  busId: z.number().int().nullable(),
  readings: z.array(proposedReadingSchema.omit({ sample: true })),
});
export type DriverCard = z.infer<typeof driverCardSchema>;
