import { z } from 'zod';
import { batchIdSchema, epochMsSchema } from '../model/identity';
import {
  tableMapSchema,
  tableProblemSchema,
  tableReportSchema,
  tableStructureSchema,
  tableTargetSchema,
} from '../model/table-map';
import { verb } from './refusals';

/** The platform's Blob, which `shared` may not name. */
export interface BinaryPiece {
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}
const binaryPiece = z.custom<BinaryPiece>(
  (body) => typeof body === 'object' && body !== null && 'arrayBuffer' in body && 'size' in body,
  'A binary body is expected',
);

/** Pieces of a file on its way to the station. */
export const tablePieceBytes = 4 * 1024 * 1024;

const path = z.string().min(1, 'Give the path of the file').max(4000);

export const tableInspectionSchema = z.object({
  path: z.string(),
  name: z.string(),
  bytes: z.number().int(),
  /** Columns with the unit that stands in their head or below it, and their first cells. */
  columns: z.array(
    z.object({ name: z.string(), unit: z.string(), numeric: z.boolean(), first: z.array(z.string()) }),
  ),
  /** First rows as they stand in the file. */
  rows: z.array(z.object({ line: z.number().int(), cells: z.array(z.string()) })),
  /** Proposed from names, or as it was mapped last time. */
  map: tableMapSchema,
  remembered: z.boolean(),
  simulated: z.boolean(),
  /** What could not be told from the file alone. */
  doubts: z.array(z.string()),
});
export type TableInspection = z.infer<typeof tableInspectionSchema>;

export const tablePreviewSchema = z.object({
  samples: z.array(
    z.object({
      line: z.number().int(),
      t: epochMsSchema,
      tag: z.string(),
      value: z.number().nullable(),
      unit: z.string(),
      quality: z.number().int(),
    }),
  ),
  problems: z.array(tableProblemSchema),
});
export type TablePreview = z.infer<typeof tablePreviewSchema>;

export const tableJobStates = ['idle', 'checking', 'importing', 'done', 'cancelled', 'failed'] as const;

/** The check or import that runs, or the last one since the station started. */
export const tableJobSchema = z.object({
  state: z.enum(tableJobStates),
  kind: z.enum(['check', 'import']),
  path: z.string(),
  /** Share of the file that is read, 0 to 1, over both passes of an import. */
  done: z.number(),
  rows: z.number().int(),
  samples: z.number().int(),
  report: tableReportSchema.nullable(),
  batchId: batchIdSchema.nullable(),
  startedAt: epochMsSchema.nullable(),
  endedAt: epochMsSchema.nullable(),
  words: z.string(),
});
export type TableJob = z.infer<typeof tableJobSchema>;

const route = (method: 'GET' | 'POST', name: string, summary: string) =>
  verb.route({ method, path: `/import/table/${name}`, summary, tags: ['Imports'] });

export const tables = {
  /** Takes a file in pieces, the first at offset 0; answers where it lies on the station's disk. */
  upload: route('POST', 'upload', 'Hand in a piece of a file')
    .input(
      z.object({
        name: z.string().min(1).max(200),
        offset: z.coerce.number().int().nonnegative(),
        piece: binaryPiece,
      }),
    )
    .output(z.object({ path: z.string(), bytes: z.number().int() })),
  inspect: route('POST', 'inspect', 'Structure of a CSV or Parquet file, with a proposed mapping')
    .input(z.object({ path, structure: tableStructureSchema.optional() }))
    .output(tableInspectionSchema),
  preview: route('POST', 'preview', 'The first rows as they would be stored')
    .input(z.object({ path, map: tableMapSchema, target: tableTargetSchema }))
    .output(tablePreviewSchema),
  /** Reads all of the file and writes nothing; the report is in the progress. */
  check: route('POST', 'check', 'Dry run over the whole file')
    .input(z.object({ path, map: tableMapSchema, target: tableTargetSchema }))
    .output(tableJobSchema),
  /** Checks first; goes on to write only where nothing is wrong, or wrong rows are to be left out. */
  start: route('POST', 'start', 'Import a table into a batch that has ended')
    .input(
      z.object({
        path,
        map: tableMapSchema,
        target: tableTargetSchema,
        leaveOutBadRows: z.boolean().default(false),
      }),
    )
    .output(tableJobSchema),
  progress: route('GET', 'progress', 'How the check or import is doing').output(tableJobSchema),
  cancel: route('POST', 'cancel', 'Stop the check or import').output(tableJobSchema),
};
