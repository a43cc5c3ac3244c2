import { z } from 'zod';
import { vesselScales } from './channel-catalogue';
import { batchIdSchema, epochMsSchema, unitIdSchema } from './identity';

/** How a column writes time. Elapsed times count from a start that is given; the others are moments themselves. */
export const tableTimeFormats = [
  'iso',
  'epoch-ms',
  'epoch-s',
  'excel',
  'day-first',
  'month-first',
  'elapsed-h',
  'elapsed-min',
  'elapsed-s',
] as const;
export type TableTimeFormat = (typeof tableTimeFormats)[number];

export const tableTimeWords: Readonly<Record<TableTimeFormat, string>> = {
  iso: 'ISO 8601 (2026-03-04 05:06:07)',
  'epoch-ms': 'Milliseconds since 1970 (UTC)',
  'epoch-s': 'Seconds since 1970 (UTC)',
  excel: 'Days since 1900 (spreadsheet serial)',
  'day-first': 'Day first (04.03.2026 05:06)',
  'month-first': 'Month first (03/04/2026 5:06 PM)',
  'elapsed-h': 'Hours since the start',
  'elapsed-min': 'Minutes since the start',
  'elapsed-s': 'Seconds since the start',
};

export const tableTimeSchema = z.object({
  column: z.string(),
  format: z.enum(tableTimeFormats),
  /** Zone of local times that carry none. */
  zone: z.string().max(60),
  /** What the hour that comes twice means in autumn. */
  ambiguous: z.enum(['refuse', 'first', 'second']),
  /** What elapsed times count from; null where it is not given yet. */
  start: epochMsSchema.nullable(),
});
export type TableTime = z.infer<typeof tableTimeSchema>;

/** How the file is written. */
export const tableStructureSchema = z.object({
  kind: z.enum(['csv', 'parquet']),
  /** A label of the Encoding Standard; empty for Parquet. */
  encoding: z.string().max(40),
  separator: z.enum([',', ';', '\t', '|']),
  decimal: z.enum(['.', ',']),
  /** Line of the column names, counted from 1. */
  headerLine: z.number().int().min(1).max(1000),
  /** The line below it holds units. */
  unitsRow: z.boolean(),
});
export type TableStructure = z.infer<typeof tableStructureSchema>;

/** One column (wide) or one name in the channel column (long), and the channel it becomes. */
export const tableValueSchema = z.object({
  from: z.string(),
  tag: z.string().min(1).max(60),
  /** Unit in the file. */
  unit: z.string().max(40),
  /** Column of quality codes as this product exports them; null where the station is to judge. */
  quality: z.string().nullable(),
  /** Written only when it changed: nothing is filled in between, and standing still is no fault. */
  onChange: z.boolean(),
});
export type TableValue = z.infer<typeof tableValueSchema>;

export const tableTargetSchema = z.object({
  unitId: unitIdSchema,
  /** An ended batch that is there; null makes a new one. */
  batchId: batchIdSchema.nullable(),
  /** Name of the new batch. */
  batchName: z.string().max(80),
  /** For a unit that is not there yet. */
  scale: z.enum(vesselScales),
  /** The data come from a simulator, not a plant. */
  simulated: z.boolean(),
});
export type TableTarget = z.infer<typeof tableTargetSchema>;

/** All that turns a file into samples. */
export const tableMapSchema = z.object({
  structure: tableStructureSchema,
  time: tableTimeSchema,
  /** Columns of a long table; null where it is wide. */
  long: z.object({ channel: z.string(), value: z.string(), quality: z.string().nullable() }).nullable(),
  values: z.array(tableValueSchema).max(500),
  /** Rows that are meant, where a file holds several vessels; null takes all. */
  only: z.object({ column: z.string(), equals: z.string() }).nullable(),
});
export type TableMap = z.infer<typeof tableMapSchema>;

export const tableProblemKinds = [
  'broken-quotes',
  'ragged',
  'encoding',
  'time',
  'zone',
  'ambiguous-hour',
  'future',
  'number',
  'thousands',
  'infinite',
  'quality',
] as const;

/** Something in the file that cannot be taken, where it stands. */
export const tableProblemSchema = z.object({
  line: z.number().int(),
  column: z.string(),
  kind: z.enum(tableProblemKinds),
  words: z.string(),
});
export type TableProblem = z.infer<typeof tableProblemSchema>;

/** What is worth knowing and stops nothing. */
export const tableNoticeSchema = z.object({
  kind: z.enum(['blank', 'nan', 'duplicate', 'out-of-order', 'other-rows', 'unmapped']),
  count: z.number().int(),
  firstLine: z.number().int(),
  words: z.string(),
});
export type TableNotice = z.infer<typeof tableNoticeSchema>;

/** What a whole file would become. */
export const tableReportSchema = z.object({
  sha256: z.string(),
  bytes: z.number().int(),
  /** Rows below the header, and those among them that are meant. */
  rows: z.number().int(),
  usedRows: z.number().int(),
  samples: z.number().int(),
  from: epochMsSchema.nullable(),
  to: epochMsSchema.nullable(),
  channels: z.array(
    z.object({
      tag: z.string(),
      samples: z.number().int(),
      min: z.number().nullable(),
      max: z.number().nullable(),
      /** Samples outside of the channel's range, kept and marked. */
      outOfRange: z.number().int(),
      onChange: z.boolean(),
    }),
  ),
  notices: z.array(tableNoticeSchema),
  problems: z.number().int(),
  /** Rows left out where problems are to be passed over. */
  badRows: z.number().int(),
  firstProblems: z.array(tableProblemSchema),
  /** False where a fault stopped the reading before the end. */
  complete: z.boolean(),
});
export type TableReport = z.infer<typeof tableReportSchema>;
