import { z } from 'zod';
import type { FaultInput } from '../../../shared/model/simulator';
import { isFaultKind } from '../plant/fault';
import type { Fault } from '../plant/fault';

const faultSchema = z.object({
  kind: z.string(),
  tag: z.string().optional(),
  size: z.number().optional(),
  fromH: z.number(),
  forH: z.number().optional(),
});

/** What a person can do to a simulated batch while it runs. */
export const plantActionSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('set-point'), name: z.string(), value: z.number().nullable() }),
  z.object({ do: z.literal('fault'), id: z.string(), fault: faultSchema }),
  z.object({ do: z.literal('clear-faults'), id: z.string().nullable() }),
]);
export type PlantAction = z.infer<typeof plantActionSchema>;

/** An action and the second of the batch at which it was carried out: the batch is seed plus these. */
export const loggedActionSchema = z.object({
  atS: z.number().int().nonnegative(),
  action: plantActionSchema,
});
export type LoggedAction = z.infer<typeof loggedActionSchema>;

/**
 * The fault a person asks for, as the plant takes it.
 * @param nowH age of the batch, h; where the fault begins when nothing is said
 * @throws RangeError with words for the person when its kind is unknown
 */
export function faultOf({ kind, tag, size, fromH, forH }: FaultInput, nowH: number): Fault {
  if (!isFaultKind(kind)) throw new RangeError(`There is no fault called ${kind}`);
  return {
    kind,
    ...(tag === undefined ? {} : { tag }),
    ...(size === undefined ? {} : { size }),
    fromH: fromH ?? nowH,
    ...(forH === undefined ? {} : { forH }),
  };
}
