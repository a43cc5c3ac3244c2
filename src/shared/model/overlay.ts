import { z } from 'zod';
import { batchIdSchema } from './identity';

/** What batches can be lined up by. */
export const alignments = ['clock', 'inoculation', 'phase', 'depletion', 'co2', 'maturity'] as const;
export type Alignment = (typeof alignments)[number];

/** The words of each way, and the unit of its axis. */
export const alignmentWords: Readonly<
  Record<Alignment, { readonly name: string; readonly axis: string; readonly unit: string }>
> = {
  clock: { name: 'Clock', axis: 'Hours since the first inoculation', unit: 'h' },
  inoculation: { name: 'Inoculation', axis: 'Hours since inoculation', unit: 'h' },
  phase: { name: 'Phase', axis: 'Hours, each phase at its median length', unit: 'h' },
  depletion: { name: 'Depletion', axis: 'Hours from depletion', unit: 'h' },
  co2: { name: 'Cumulative CO₂', axis: 'CO₂ given off since inoculation, mmol/L', unit: 'mmol/L' },
  maturity: { name: 'Maturity (DTW)', axis: 'Hours of the reference batch', unit: 'h' },
};

/** How a batch found its place: all of it, a part of it, or none. */
export const placedBatchSchema = z.object({
  batchId: batchIdSchema,
  placed: z.boolean(),
  /** Why not, or what limits it; empty where nothing does. */
  note: z.string(),
});

export const overlayTraceSchema = z.object({
  batchId: batchIdSchema,
  tag: z.string(),
  /** Share of its cells that hold something. */
  known: z.coerce.number(),
});
