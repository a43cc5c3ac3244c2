import { z } from 'zod';
import { epochMsSchema } from './identity';

/**
 * What a device said, before anyone judged it. `value` is null where the payload held no finite number
 * (`fault` then says why). `sourceTime` is null where the protocol carries none.
 */
export interface Reading {
  /** Unit as the source names it (topic segment, MAC, edge id); the connection maps it to our unit. */
  readonly unitKey: string;
  readonly tag: string;
  /** What the device calls the quantity, where it sends a name beside the address that `tag` holds. */
  readonly name?: string;
  readonly value: number | null;
  readonly sourceTime: number | null;
  readonly seenTime: number;
  readonly seq?: number;
  /** Unit symbol the device sent, if it sends one. */
  readonly unit?: string;
  /** Delivered by the broker from its store of last values. */
  readonly retained?: boolean;
  /** What the device or the decoder holds against the value. */
  readonly fault?: 'not-a-number' | 'sensor-fault' | 'uncertain-source' | 'bad-source' | 'check-function';
}

/** A judged value: which series, when, how much, how sure (`quality` is a code of quality.ts). */
export interface Sample {
  readonly series: number;
  readonly t: number;
  readonly value: number | null;
  readonly quality: number;
}

/**
 * Readings handed in as columns by our own workers (twin, simulator's memory of past hours). All arrays have one
 * length; `tags` is a dictionary that `tag` indexes. Null values mean "measured: nothing".
 */
export const readingColumnsSchema = z
  .object({
    unitId: z.string(),
    tags: z.array(z.string()).max(200),
    tag: z.array(z.number().int().nonnegative()).max(100_000),
    t: z.array(epochMsSchema),
    value: z.array(z.number().nullable()),
    /** Quality codes; absent means the check decides alone. */
    quality: z.array(z.number().int().nonnegative()).optional(),
  })
  .refine((c) => c.t.length === c.tag.length && c.value.length === c.tag.length, 'Columns differ in length');
export type ReadingColumns = z.infer<typeof readingColumnsSchema>;
