import { z } from 'zod';
import { measuredTags } from '../../src/shared/model/channel-catalogue';
import { registerTypes, registersOf, wordOrders } from '../modbus/register-value';

const name = z
  .string()
  .regex(/^[A-Za-z][\w.-]{0,59}$/, 'a name is a letter, then letters, digits, dots, - or _');
const registerFunction = z.enum(['input', 'holding']);
const address = z.number().int().min(0).max(65_535);
const states = z.enum(['maintenance', 'out-of-specification', 'check-function', 'failure']);

const mapReadingSchema = z.strictObject({
  name,
  words: z.string().max(80).default(''),
  /** Absent: the map's. */
  function: registerFunction.optional(),
  /** As on the wire: the first register is 0. */
  address,
  type: z.enum(registerTypes),
  unit: z.string().max(20).default(''),
  /** value = raw x scale + offset. */
  scale: z.number().default(1),
  offset: z.number().default(0),
  /** What the device can say at all, in `unit`: tells swapped words and another device. */
  possible: z.tuple([z.number(), z.number()]).optional(),
  /** A current loop: raw (after scale and offset) is mA, `low` at 4 mA and `high` at 20 mA. */
  loop: z.strictObject({ low: z.number(), high: z.number() }).optional(),
  tag: z
    .string()
    .refine((tag) => tag === '' || measuredTags.includes(tag), 'no channel of the catalogue has this tag')
    .default(''),
});
export type MapReading = z.infer<typeof mapReadingSchema>;

const identityRegister = z.strictObject({
  function: registerFunction.optional(),
  address,
  type: z.enum(['u16', 'u32', 'text']),
  /** Of a text, registers. */
  count: z.number().int().min(1).max(64).default(1),
});

const deviceMapShape = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'an id is lower-case letters, digits and -'),
  words: z.string().min(1).max(120),
  manufacturer: z.string().max(80).default(''),
  model: z.string().max(80).default(''),
  /** As the maker sets it. */
  busId: z.number().int().min(1).max(254).nullable().default(null),
  bauds: z.array(z.number().int().min(300).max(1_000_000)).default([9600]),
  parity: z.enum(['none', 'even', 'odd']).default('none'),
  stopBits: z.union([z.literal(1), z.literal(2)]).default(1),
  wordOrder: z.enum(wordOrders).default('high-first'),
  function: registerFunction.default('holding'),
  /** Registers that are read with one question at most. */
  longestRead: z.number().int().min(1).max(125).default(100),
  /** Questions the device insists on, where it does not take any other. */
  blocks: z
    .array(
      z.strictObject({
        function: registerFunction.optional(),
        address,
        count: z.number().int().min(1).max(125),
      }),
    )
    .default([]),
  identity: z
    .strictObject({
      serialNumber: identityRegister.optional(),
      firmware: identityRegister.optional(),
      model: identityRegister.optional(),
    })
    .default({}),
  /** What the device says of itself: where (register & mask) is `equals` (absent: anything but 0). */
  status: z
    .array(
      z.strictObject({
        function: registerFunction.optional(),
        address,
        mask: z.number().int().min(1).max(0xff_ff).default(0xff_ff),
        equals: z.number().int().min(0).max(0xff_ff).optional(),
        state: states,
        words: z.string().min(1).max(200),
      }),
    )
    .default([]),
  readings: z.array(mapReadingSchema).min(1).max(200),
});
export type DeviceMap = z.infer<typeof deviceMapShape>;

/** A register map as it lies in a file: checked in itself, and for numbers that share a register. */
export const deviceMapSchema = deviceMapShape.superRefine((map, context) => {
  const problem = overlapOf(map);
  if (problem !== null) context.addIssue({ code: 'custom', message: problem, path: ['readings'] });
});

function overlapOf(map: DeviceMap): string | null {
  const spans = map.readings.map((reading) => ({
    name: reading.name,
    function: reading.function ?? map.function,
    from: reading.address,
    to: reading.address + registersOf[reading.type] - 1,
  }));
  for (const [i, a] of spans.entries())
    for (const b of spans.slice(i + 1)) {
      if (a.name === b.name) return `two readings are called ${a.name}`;
      if (a.function === b.function && a.from <= b.to && b.from <= a.to)
        return `${a.name} and ${b.name} both use ${a.function} register ${Math.max(a.from, b.from)}`;
    }
  return null;
}
