import { z } from 'zod';
import { batchIdSchema, epochMsSchema, unitIdSchema } from './identity';

export const exportFormats = ['parquet', 'csv'] as const;
/** Wide: a row a time, a column a channel. Long: a row a sample. */
export const exportShapes = ['wide', 'long'] as const;
/** What stands for a grid cell: computed from the raw samples in it that are not bad. */
export const exportStatistics = ['mean', 'min', 'max', 'last'] as const;
/** Where manual records go: nowhere, on the row of their time, or into a file of their own. */
export const exportRecords = ['none', 'columns', 'file'] as const;

export const csvStyleSchema = z
  .object({
    separator: z.enum([',', ';', '\t']).default(','),
    decimal: z.enum(['.', ',']).default('.'),
    time: z.enum(['iso', 'epoch-ms']).default('iso'),
    /** Name of a time zone; ISO times carry its offset. */
    zone: z.string().max(60).default('UTC'),
    /** A mark at the start that makes spreadsheets read UTF-8. */
    bom: z.boolean().default(false),
    /** Units of measure as a second line. */
    unitsRow: z.boolean().default(false),
  })
  .refine(
    (style) => style.separator !== style.decimal,
    'Separator and decimal sign are the same: choose ; or tab with a decimal comma',
  );
export type CsvStyle = z.infer<typeof csvStyleSchema>;

export const exportPlanSchema = z
  .object({
    batches: z.array(batchIdSchema).max(5000).default([]),
    /** Units over the window; their batches become partitions of their own. */
    units: z.array(unitIdSchema).max(500).default([]),
    from: epochMsSchema.nullable().default(null),
    /** Not included. */
    to: epochMsSchema.nullable().default(null),
    /** Tags of the channels; none given means all there are. */
    tags: z.array(z.string().min(1).max(60)).max(500).default([]),
    format: z.enum(exportFormats).default('parquet'),
    shape: z.enum(exportShapes).default('wide'),
    /** Width of a grid cell, ms; 0 exports the samples as they were recorded. */
    gridMs: z.number().int().min(0).max(31_536_000_000).default(0),
    statistic: z.enum(exportStatistics).default('mean'),
    /** A quality column beside each channel of a wide table. */
    quality: z.boolean().default(true),
    records: z.enum(exportRecords).default('file'),
    csv: csvStyleSchema.prefault({}),
    /** A folder on the station's disk; empty: one of the station's own. */
    folder: z.string().max(4000).default(''),
    /** Value of the `site=` partition. */
    site: z
      .string()
      .regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$/, 'Use 1 to 60 letters, digits, _ . or -')
      .default('main'),
  })
  .refine((plan) => plan.batches.length + plan.units.length > 0, 'Choose batches or units')
  .refine(
    (plan) => plan.units.length === 0 || (plan.from !== null && plan.to !== null),
    'Units need a window: give from and to',
  )
  .refine((plan) => plan.from === null || plan.to === null || plan.from < plan.to, 'from must be before to')
  .refine((plan) => plan.gridMs === 0 || plan.gridMs >= 1000, 'A grid cell is 1 s or longer');
export type ExportPlan = z.infer<typeof exportPlanSchema>;
export type ExportPlanInput = z.input<typeof exportPlanSchema>;

export const exportStates = ['running', 'done', 'cancelled', 'failed'] as const;

/** An export that runs or has ended. */
export const exportJobSchema = z.object({
  id: z.string(),
  state: z.enum(exportStates),
  plan: exportPlanSchema,
  folder: z.string(),
  startedAt: epochMsSchema,
  endedAt: epochMsSchema.nullable(),
  /** Share of the time to cover that is written, 0 to 1. */
  done: z.number(),
  parts: z.number().int(),
  partsDone: z.number().int(),
  /** Partition in hand; null between them. */
  current: z.string().nullable(),
  rows: z.number().int(),
  samples: z.number().int(),
  bytes: z.number().int(),
  simulated: z.boolean(),
  words: z.string(),
});
export type ExportJob = z.infer<typeof exportJobSchema>;

/** How a resolution is named in words, in a manifest and on screens. */
export function resolutionWords(gridMs: number): string {
  if (gridMs === 0) return 'raw';
  if (gridMs % 3_600_000 === 0) return `${gridMs / 3_600_000} h`;
  if (gridMs % 60_000 === 0) return `${gridMs / 60_000} min`;
  return `${gridMs / 1000} s`;
}

/** Reads `raw`, `30s`, `10min` or `1h`; null where it is none of these. */
export function gridMsOf(text: string): number | null {
  if (text === 'raw') return 0;
  const found = /^(\d{1,6})\s*(ms|s|min|h)$/.exec(text.trim());
  if (!found) return null;
  const ms = Number(found[1]) * ({ ms: 1, s: 1000, min: 60_000, h: 3_600_000 }[found[2] ?? ''] ?? 0);
  return ms >= 1000 ? ms : null;
}
