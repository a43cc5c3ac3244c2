import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { exportPlanSchema, gridMsOf, type ExportPlan } from '../../../shared/model/export-plan';
import { batchIdSchema, unitIdSchema } from '../../../shared/model/identity';
import type { TableTarget } from '../../../shared/model/table-map';

/** Something wrong with the command line, in words. */
export class OptionProblem extends Error {}

/** A data folder that no station runs on, or a station that runs. */
export type DataPlace =
  | { readonly kind: 'folder'; readonly dataDir: string | undefined }
  | { readonly kind: 'station'; readonly url: string };

export interface ExportOrder {
  readonly place: DataPlace;
  /** Batches still by name where all are meant. */
  readonly allBatches: boolean;
  readonly plan: (batches: readonly string[]) => ExportPlan;
}

export interface ImportOrder {
  readonly place: DataPlace;
  readonly file: string;
  readonly target: TableTarget;
  /** Start of elapsed times, zone and choice in the hour that comes twice, where they are given. */
  readonly time: { readonly start?: number; readonly zone?: string; readonly ambiguous?: 'first' | 'second' };
  readonly only: { readonly column: string; readonly equals: string } | null;
  /** Columns named for channels: `COLUMN=TAG` or `COLUMN=TAG:UNIT`. */
  readonly columns: readonly { readonly from: string; readonly tag: string; readonly unit?: string }[];
  readonly leaveOutBadRows: boolean;
  readonly dryRun: boolean;
}

export const exportHelp = `Writes history to Parquet or CSV, a folder per site, unit and batch, with a manifest.
  npx bt export --data DIR --batches all|ID,.. --out FOLDER
  --data DIR           data folder of a station that does not run now (default: the platform's own place)
  --url URL            instead: the address a running station printed, token included; --out is on its disk
  --batches all|ID,..  batches to export
  --units ID,.. --from TIME --to TIME   or units over a window (ISO 8601)
  --channels TAG,..    these channels only
  --format parquet|csv --shape wide|long
  --grid raw|30s|10min|.. --statistic mean|min|max|last
  --records none|columns|file           manual records (default: a file of their own)
  --no-quality         no quality columns
  --separator , ; tab  --decimal . ,  --time iso|epoch-ms  --zone NAME  --bom  --units-row   (CSV)
  --site NAME          value of site= (default: main)
`;

export const importHelp = `Imports a CSV or Parquet table into a batch that has ended.
  npx bt import --data DIR --file TABLE --unit UNIT --name NAME
  --data DIR | --url URL   as for export
  --file TABLE         CSV, TSV or Parquet; with --url on the station's disk
  --unit UNIT          bioreactor; a new one is made (--scale 1L|15L, --simulated where it is no real one)
  --name NAME          name of the new batch, or
  --batch ID           a batch that is there and has ended
  --start TIME         what elapsed times count from (ISO 8601)
  --zone NAME          zone of local times, e.g. Europe/Berlin; --twice first|second for the hour that comes twice
  --only COLUMN=VALUE  rows of one vessel
  --column NAME=TAG[:UNIT]   maps a column (repeatable; others as their names propose)
  --leave-out-bad-rows imports what is right and says how many rows were left out
  --dry-run            reads everything, writes nothing, reports
`;

const list = (text: string | undefined): string[] => (text ? text.split(',').map((one) => one.trim()) : []);

function timeOf(text: string | undefined, option: string): number | undefined {
  if (text === undefined) return undefined;
  const t = Date.parse(text);
  if (Number.isNaN(t)) throw new OptionProblem(`${option} needs an ISO 8601 time, not ${text}`);
  return t;
}

function placeOf(values: { readonly data?: string; readonly url?: string }): DataPlace {
  if (values.url === undefined) return { kind: 'folder', dataDir: values.data };
  if (values.data !== undefined) throw new OptionProblem('--data and --url exclude each other');
  if (!URL.canParse(values.url) || !new URL(values.url).searchParams.has('token'))
    throw new OptionProblem('--url must be the address that the station printed, ending in ?token=…');
  return { kind: 'station', url: values.url };
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const places = { data: text, url: text };
const csvOptions = { separator: text, decimal: text, time: text, zone: text, bom: flag, 'units-row': flag };
const windows = { batches: text, units: text, from: text, to: text, channels: text, site: text, out: text };
const shapes = { format: text, shape: text, grid: text, statistic: text, records: text, 'no-quality': flag };
const exportOptions = { ...places, ...windows, ...shapes, ...csvOptions };
const targets = { unit: text, name: text, batch: text, scale: text, simulated: flag };
const meanings = {
  start: text,
  zone: text,
  twice: text,
  only: text,
  column: { type: 'string', multiple: true },
} as const;
const deeds = { file: text, 'leave-out-bad-rows': flag, 'dry-run': flag };
const importOptions = { ...places, ...targets, ...meanings, ...deeds };

/** @throws OptionProblem, or what parseArgs says */
export function exportOrder(args: readonly string[]): ExportOrder {
  const { values } = parseArgs({ args: [...args], options: exportOptions });
  if (values.out === undefined) throw new OptionProblem('--out FOLDER is missing');
  if (values.batches === undefined && values.units === undefined)
    throw new OptionProblem('--batches or --units is missing');
  const gridMs = gridMsOf(values.grid ?? 'raw');
  if (gridMs === null)
    throw new OptionProblem(`--grid needs raw, 30s, 10min or 1h, not ${values.grid ?? ''}`);
  const csv = {
    separator: values.separator === 'tab' ? '\t' : values.separator,
    decimal: values.decimal,
    time: values.time,
    zone: values.zone,
    bom: values.bom,
    unitsRow: values['units-row'],
  };
  const { out, format, shape, statistic, records, site } = values;
  const [from, to] = [timeOf(values.from, '--from') ?? null, timeOf(values.to, '--to') ?? null];
  const rest = { from, to, gridMs, format, shape, statistic, records, site, csv };
  return {
    place: placeOf(given({ data: values.data, url: values.url })),
    allBatches: values.batches === 'all',
    plan: (all) =>
      parsed(
        given({
          ...rest,
          batches: values.batches === 'all' ? all : list(values.batches),
          units: list(values.units),
          tags: list(values.channels),
          quality: values['no-quality'] !== true,
          folder: resolve(out),
        }),
      ),
  };
}

function parsed(plan: unknown): ExportPlan {
  const read = exportPlanSchema.safeParse(plan);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  const where = issue && issue.path.length > 0 ? `${issue.path.join('.')}: ` : '';
  throw new OptionProblem(`${where}${issue?.message ?? 'The options are not understood'}`);
}

/** Without what was not given. */
function given<T extends object>(values: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}

/** @throws OptionProblem, or what parseArgs says */
export function importOrder(args: readonly string[]): ImportOrder {
  const { values } = parseArgs({ args: [...args], options: importOptions });
  if (values.file === undefined) throw new OptionProblem('--file TABLE is missing');
  const unitId = unitIdSchema.safeParse(values.unit);
  if (!unitId.success) throw new OptionProblem('--unit needs 1 to 40 letters, digits, _ or -');
  if (values.name === undefined && values.batch === undefined)
    throw new OptionProblem('--name for a new batch or --batch ID is missing');
  if (values.twice !== undefined && values.twice !== 'first' && values.twice !== 'second')
    throw new OptionProblem('--twice needs first or second');
  const start = timeOf(values.start, '--start');
  return {
    place: placeOf(given({ data: values.data, url: values.url })),
    file: resolve(values.file),
    target: {
      unitId: unitId.data,
      batchId: values.batch === undefined ? null : batchIdSchema.parse(values.batch),
      batchName: values.name ?? '',
      scale: values.scale === '15L' ? '15L' : '1L',
      simulated: values.simulated === true,
    },
    time: given({ start, zone: values.zone, ambiguous: values.twice }),
    only: values.only === undefined ? null : pairOf(values.only, '--only'),
    columns: (values.column ?? []).map(columnOf),
    leaveOutBadRows: values['leave-out-bad-rows'] === true,
    dryRun: values['dry-run'] === true,
  };
}

function pairOf(text: string, option: string): { column: string; equals: string } {
  const at = text.lastIndexOf('=');
  if (at < 1) throw new OptionProblem(`${option} needs COLUMN=VALUE`);
  return { column: text.slice(0, at), equals: text.slice(at + 1) };
}

function columnOf(text: string): ImportOrder['columns'][number] {
  const { column, equals } = pairOf(text, '--column');
  const [tag = '', ...unit] = equals.split(':');
  return { from: column, tag, ...(unit.length > 0 ? { unit: unit.join(':') } : {}) };
}
