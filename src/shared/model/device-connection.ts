import { z } from 'zod';
import { serialLineSchema } from './device';
import { unitIdSchema } from './identity';

/** Which reading of a device feeds which tag of the channel catalogue, and in which unit. */
const feedShape = {
  /** Null: what it says is shown and feeds nothing. */
  unitId: unitIdSchema.nullable().default(null),
  feeds: z.record(z.string().max(60), z.string().max(60)).default({}),
  /** The device that is meant: another serial number is told as an event. Empty: whichever is there. */
  serialNumber: z.string().max(100).default(''),
};

const intervalMs = z
  .number('Give an interval in milliseconds')
  .int('Whole milliseconds')
  .min(10, 'At least 10 ms between two rounds')
  .max(3_600_000, 'At most an hour between two rounds')
  .default(1000);
const timeoutMs = z
  .number('Give a time in milliseconds')
  .int('Whole milliseconds')
  .min(20, 'At least 20 ms for an answer')
  .max(30_000, 'At most 30 s for an answer')
  .default(500);

/** How an analogue module's current or voltage is to be read. */
export const analogSignals = ['4-20 mA', '0-20 mA', '0-10 V', '0-5 V'] as const;
export type AnalogSignal = (typeof analogSignals)[number];

export const analogInputSchema = z
  .object({
    /** 0 to 7, as the module numbers them. */
    channel: z.number().int().min(0).max(7),
    signal: z.enum(analogSignals),
    /** The unit's value at the low and the high end of the signal. */
    low: z.number('Give the value at the low end'),
    high: z.number('Give the value at the high end'),
    unit: z.string().max(20).default(''),
    words: z.string().max(60).default(''),
  })
  .refine(({ low, high }) => low !== high, { error: 'Low and high end are the same', path: ['high'] });
export type AnalogInput = z.infer<typeof analogInputSchema>;

/** A device alone on its line, read by one of the program's serial protocols. */
export const serialDeviceShape = {
  line: serialLineSchema,
  driver: z.string().min(1, 'Choose what is connected').max(60),
  address: z.string().max(20).default(''),
  intervalMs,
  timeoutMs,
  /** Of an analogue module; one entry per wired input. */
  inputs: z.array(analogInputSchema).max(8).default([]),
  ...feedShape,
};

/** True for a regular expression that this program can run and that names at least one group. */
export function lineRuleProblem(pattern: string): string | null {
  try {
    if (new RegExp(pattern, 'u').source === '') return 'Give a regular expression';
  } catch {
    return 'This is not a regular expression';
  }
  return /\(\?<[A-Za-z]\w*>/.test(pattern) ? null : 'Name what is to be read: (?<weight>[-+.0-9]+)';
}

export const lineRuleSchema = z.discriminatedUnion('kind', [
  /** Named groups are readings. */
  z.object({
    kind: z.literal('pattern'),
    pattern: z
      .string()
      .min(1, 'Give a regular expression')
      .max(500)
      .superRefine((pattern, context) => {
        const problem = lineRuleProblem(pattern);
        if (problem) context.addIssue({ code: 'custom', message: problem });
      }),
  }),
  /** Every number of a JSON object is a reading, inner ones as `outer.inner`. */
  z.object({ kind: z.literal('json') }),
]);
export type LineRule = z.infer<typeof lineRuleSchema>;

/** Anything that writes lines. */
export const lineDeviceShape = {
  line: serialLineSchema,
  rule: lineRuleSchema,
  /** Sent before every reading with CR behind it; empty: the device talks by itself. */
  ask: z.string().max(100).default(''),
  intervalMs,
  timeoutMs,
  ...feedShape,
};

const onBus = z.object({
  busId: z.number('Give a bus id').int().min(0, 'Bus ids are 1 to 247').max(255, 'Bus ids are 1 to 247'),
  map: z.string().min(1, 'Choose a register map').max(60),
  /** Differs from the map's own where somebody accepted that the words are swapped. */
  swapWords: z.boolean().default(false),
  ...feedShape,
});
export type BusDevice = z.infer<typeof onBus>;

const busDevices = z
  .array(onBus)
  .min(1, 'Add a device')
  .max(64)
  .refine(
    (list) => new Set(list.map(({ busId }) => busId)).size === list.length,
    'Two devices have one bus id',
  );

export const modbusRtuShape = { line: serialLineSchema, intervalMs, timeoutMs, devices: busDevices };

export const modbusTcpShape = {
  host: z.string().min(1, 'Enter a host name or address').max(253),
  port: z
    .number('Enter a port')
    .int()
    .min(1, 'Enter a port from 1 to 65535')
    .max(65_535, 'Enter a port from 1 to 65535')
    .default(502),
  intervalMs,
  timeoutMs,
  devices: busDevices,
};
