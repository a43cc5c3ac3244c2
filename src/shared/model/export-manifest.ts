import { z } from 'zod';
import { epochMsSchema } from './identity';
import { exportFormats, exportShapes, exportStatistics } from './export-plan';

/** Raised when a manifest of an older layout can no longer be read. */
export const exportManifestVersion = 1;

const columnSchema = z.object({
  name: z.string(),
  type: z.enum(['time', 'number', 'code', 'text']),
  /** What it holds; `quality` columns name the channel they judge. */
  holds: z.string(),
  /** Unit of measure; empty for a pure number. */
  unit: z.string(),
});
export type ExportColumn = z.infer<typeof columnSchema>;

const columnSumSchema = z.object({
  /** Cells that hold a value, and what they add up to. */
  count: z.number().int(),
  sum: z.number(),
});
export type ColumnSum = z.infer<typeof columnSumSchema>;

export const exportFileSchema = z.object({
  path: z.string(),
  unit: z.string().nullable(),
  batch: z.string().nullable(),
  rows: z.number().int(),
  bytes: z.number().int(),
  sha256: z.string(),
  from: epochMsSchema.nullable(),
  to: epochMsSchema.nullable(),
  sums: z.record(z.string(), columnSumSchema),
});
export type ExportFile = z.infer<typeof exportFileSchema>;

export const exportHoleSchema = z.object({
  unit: z.string(),
  channel: z.string(),
  from: epochMsSchema,
  to: epochMsSchema,
  cause: z.string(),
});
export type ExportHole = z.infer<typeof exportHoleSchema>;

/** `manifest.json` of an export folder. */
export const exportManifestSchema = z.object({
  format: z.literal('bioprocess-twin-export'),
  version: z.literal(exportManifestVersion),
  createdAt: z.string(),
  appVersion: z.string(),
  stationId: z.string(),
  /** True where any of it comes from a simulator, not a plant. */
  simulated: z.boolean(),
  site: z.string(),
  timeZone: z.string(),
  fileFormat: z.enum(exportFormats),
  shape: z.enum(exportShapes),
  resolution: z.string(),
  statistic: z.enum(exportStatistics).nullable(),
  window: z.object({ from: epochMsSchema.nullable(), to: epochMsSchema.nullable() }),
  batches: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      unit: z.string(),
      from: epochMsSchema,
      to: epochMsSchema,
      simulated: z.boolean(),
    }),
  ),
  columns: z.array(columnSchema),
  qualities: z.record(z.string(), z.string()),
  rows: z.number().int(),
  samples: z.number().int(),
  files: z.array(exportFileSchema),
  /** Null where this station keeps no account of holes. */
  holes: z.array(exportHoleSchema).nullable(),
  holesWords: z.string(),
  /** What the last verification said of batches that are in it; absent where nothing was verified. */
  integrity: z
    .object({
      words: z.string(),
      failedBatches: z.array(z.object({ id: z.string(), rows: z.array(z.string()) })),
    })
    .optional(),
});
export type ExportManifest = z.infer<typeof exportManifestSchema>;
