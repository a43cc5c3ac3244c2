import { z } from 'zod';
import { vesselScales } from './channel-catalogue';
import { batchIdSchema, epochMsSchema, unitIdSchema } from './identity';
import { vesselFactsSchema } from './vessel-facts';

/** A bioreactor and what the gas balance needs to know of it. */
export const processUnitSchema = z.object({
  id: unitIdSchema,
  name: z.string().min(1).max(80),
  scale: z.enum(vesselScales),
  /** Broth volume at inoculation, L. */
  startVolumeL: z.number().positive().max(100_000),
  /** True where a simulator, not a plant, is behind this unit: shown permanently. */
  simulated: z.boolean(),
  /** What formulas must know of it, where it differs from the defaults of its scale. */
  vessel: vesselFactsSchema.optional(),
});
export type ProcessUnit = z.infer<typeof processUnitSchema>;

/** One run on one unit. `endedAt` is null while it runs. */
export const batchSchema = z.object({
  id: batchIdSchema,
  unitId: unitIdSchema,
  name: z.string().min(1).max(80),
  inoculatedAt: epochMsSchema,
  endedAt: epochMsSchema.nullable(),
  simulated: z.boolean(),
});
export type Batch = z.infer<typeof batchSchema>;

/** Hours since inoculation; negative before it. */
export function batchAgeH(batch: Pick<Batch, 'inoculatedAt' | 'endedAt'>, now: number): number {
  return ((batch.endedAt ?? now) - batch.inoculatedAt) / 3_600_000;
}

/** Defaults for a unit first seen on the wire (start volumes of science.md D14). */
export function newUnit(
  id: z.infer<typeof unitIdSchema>,
  scale: ProcessUnit['scale'],
  simulated: boolean,
): ProcessUnit {
  return { id, name: id, scale, startVolumeL: scale === '1L' ? 1 : 5.5, simulated };
}
