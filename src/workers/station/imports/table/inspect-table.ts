import { createHash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { basename, isAbsolute } from 'node:path';
import type { TableInspection } from '../../../../shared/contract/tables';
import { Refusal } from '../../../../shared/model/refusal';
import { tableMapSchema, type TableMap, type TableStructure } from '../../../../shared/model/table-map';
import { guessStructure } from './guess-structure';
import { numberCell } from './number-cell';
import { proposeMap, splitName, type ColumnLook } from './propose-map';
import type { TableRow } from './row-splitter';
import { TableFault } from './table-fault';
import { openTable, parquetMetadata } from './table-source';
import { headBytes } from './text-encoding';

const shownRows = 50;
const lookedAt = 300;
const mostLookedAt = 5000;
const shownCell = 60;

/** What a mapping is remembered under: names and units of all columns. */
const signatureOf = (columns: readonly Pick<ColumnLook, 'name' | 'unit'>[]): string =>
  createHash('sha256')
    .update(JSON.stringify(columns.map(({ name, unit }) => [name, unit])))
    .digest('hex')
    .slice(0, 32);

export const mapSetting = (columns: readonly Pick<ColumnLook, 'name' | 'unit'>[]): string =>
  `table-map:${signatureOf(columns)}`;

/**
 * Looks at the head of a file.
 * @param recall a mapping saved under a name
 * @throws Refusal where it cannot be read, is empty or its header is wrong
 */
export async function inspectTable(
  path: string,
  given: TableStructure | undefined,
  recall: (key: string) => unknown,
  now: number,
): Promise<TableInspection> {
  const bytes = await fileBytes(path);
  try {
    const structure = given ?? (await structureOf(path));
    const source = await openTable(path, structure);
    const { rows, fault } = await firstOf(source.pieces());
    if (rows.length === 0)
      throw new Refusal('REFUSED', `${basename(path)} has no rows below its header`, 'path');
    const columns = source.columns.map((name, index) =>
      look(name, source.units[index], index, rows, structure),
    );
    const { map, doubts } = proposeMap(structure, columns, now);
    const known = recalled(recall(mapSetting(columns)), structure);
    return {
      path,
      name: basename(path),
      bytes,
      columns: columns.map(({ name, unit, numeric, cells }) => ({
        name,
        unit,
        numeric,
        first: cells.slice(0, 5).map((cell) => shown(cell)),
      })),
      rows: rows.slice(0, shownRows).map(({ line, cells }) => ({ line, cells: cells.map(shown) })),
      map: known ?? map,
      remembered: known !== null,
      simulated: structure.kind === 'parquet' && (await isSimulated(path)),
      doubts: [...(fault === null ? [] : [fault]), ...(known ? [] : doubts)],
    };
  } catch (error) {
    if (!(error instanceof TableFault)) throw error;
    throw new Refusal('REFUSED', `${basename(path)}: ${error.message}`, 'path');
  }
}

/** @throws Refusal with words where there is no such file or nothing in it */
export async function fileBytes(path: string): Promise<number> {
  if (!isAbsolute(path))
    throw new Refusal('REFUSED', `${path} is not a full path on the station's disk`, 'path');
  const found = await stat(path).catch(() => null);
  if (!found) throw new Refusal('NOT_FOUND', `The station finds no file ${path}`, 'path');
  if (!found.isFile()) throw new Refusal('REFUSED', `${path} is not a file`, 'path');
  if (found.size === 0) throw new Refusal('REFUSED', `${basename(path)} is empty`, 'path');
  return found.size;
}

async function structureOf(path: string): Promise<TableStructure> {
  const head = await headBytes(path);
  const magic = new TextDecoder('latin1').decode(head.subarray(0, 4));
  if (magic !== 'PAR1') return guessStructure(head);
  return { kind: 'parquet', encoding: '', separator: ',', decimal: '.', headerLine: 1, unitsRow: false };
}

async function isSimulated(path: string): Promise<boolean> {
  const { key_value_metadata: facts = [] } = await parquetMetadata(path);
  return facts.some(({ key, value }) => key === 'simulated' && value === 'true');
}

/** The first rows, and what is wrong behind them. */
async function firstOf(
  pieces: AsyncGenerator<{ rows: readonly TableRow[] }>,
): Promise<{ rows: TableRow[]; fault: string | null }> {
  const rows: TableRow[] = [];
  try {
    for await (const piece of pieces) {
      rows.push(...piece.rows.slice(0, mostLookedAt));
      if (rows.length >= lookedAt) break;
    }
  } catch (error) {
    if (!(error instanceof TableFault) || rows.length === 0) throw error;
    return { rows, fault: error.message };
  }
  return { rows: rows.slice(0, mostLookedAt), fault: null };
}

function look(
  name: string,
  unitBelow: string | undefined,
  index: number,
  rows: readonly TableRow[],
  structure: TableStructure,
): ColumnLook {
  const cells = rows.map((row) => row.cells[index] ?? null);
  const kinds = cells.map((cell) => numberCell(cell, structure.decimal).kind);
  const numbers = kinds.filter((kind) => kind === 'number').length;
  const texts = kinds.filter((kind) => kind === 'number-problem').length;
  const unit = (unitBelow ?? '').replace(/^[[(](.*)[\])]$/, '$1');
  return {
    name,
    unit: unit === '' ? splitName(name).unit : unit,
    numeric: numbers > 0 && texts <= numbers,
    cells,
  };
}

/** A saved mapping, if it is still understood; how the file is written is told by the file. */
function recalled(saved: unknown, structure: TableStructure): TableMap | null {
  const read = tableMapSchema.safeParse(saved);
  return read.success ? { ...read.data, structure } : null;
}

function shown(cell: string | number | null): string {
  const text = String(cell ?? '');
  return text.length > shownCell ? `${text.slice(0, shownCell)}…` : text;
}
