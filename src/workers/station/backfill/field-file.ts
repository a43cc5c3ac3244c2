import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createCsvReader, type CsvReader } from '../../../../drivers/influx/csv-rows';
import { storedValue } from '../../../../drivers/influx/stored-value';
import { Refusal } from '../../../shared/model/refusal';

/** One value of a field file. */
export interface FieldRow {
  /** Epoch ms. */
  readonly t: number;
  readonly unit: string;
  readonly tag: string;
  readonly value: number | null;
}

const wanted = ['time', 'unit', 'tag', 'value'] as const;
type Column = (typeof wanted)[number];

const names: Readonly<Record<Column, readonly string[]>> = {
  time: ['time', 'timestamp', 't'],
  unit: ['unit', 'vessel', 'bioreactor'],
  tag: ['tag', 'channel', 'name'],
  value: ['value', 'v'],
};
const batchRows = 10_000;

/**
 * Reads a long CSV of the columns time, unit, tag and value in any order, comma or semicolon, a batch of rows at a
 * time. Times are epoch ms or ISO 8601 with a zone; without one a time would be guessed.
 * @throws Refusal with the line where the file cannot be read
 */
export async function* readFieldFile(path: string): AsyncGenerator<FieldRow[]> {
  const found = await stat(path).catch(() => null);
  if (!found?.isFile()) throw new Refusal('NOT_FOUND', `There is no file ${path}`, 'path');
  let reader: CsvReader | null = null;
  let columns: Readonly<Record<Column, number>> | null = null;
  let line = 0;
  let batch: FieldRow[] = [];
  const take = (rows: readonly string[][]): void => {
    for (const row of rows) {
      line += 1;
      if (row.length === 1 && row[0] === '') continue;
      if (columns) batch.push(rowOf(row, columns, line));
      else columns = columnsOf(row);
    }
  };
  for await (const piece of createReadStream(path, { encoding: 'utf8' })) {
    const text = reader ? String(piece) : String(piece).replace(/^\uFEFF/, '');
    reader ??= createCsvReader(delimiterOf(text));
    take(reader.push(text));
    if (batch.length < batchRows) continue;
    yield batch;
    batch = [];
  }
  try {
    take(reader?.end() ?? []);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('REFUSED', 'The file ends inside quotes: it may be cut off', 'path');
  }
  if (!columns) throw new Refusal('REFUSED', 'The file is empty', 'path');
  if (batch.length > 0) yield batch;
}

function delimiterOf(text: string): string {
  const head = text.slice(0, text.indexOf('\n') + 1 || text.length);
  return [';', '\t'].find((letter) => head.includes(letter)) ?? ',';
}

function columnsOf(head: readonly string[]): Record<Column, number> {
  const given = head.map((name) => name.trim().toLowerCase());
  const place = (column: Column): number => {
    const at = given.findIndex((name) => names[column].includes(name));
    if (at < 0)
      throw new Refusal(
        'REFUSED',
        `The file has no column "${column}": its first row is ${head.join(', ')}`,
        'path',
      );
    return at;
  };
  return { time: place('time'), unit: place('unit'), tag: place('tag'), value: place('value') };
}

function rowOf(row: readonly string[], columns: Readonly<Record<Column, number>>, line: number): FieldRow {
  const cell = (column: Column): string => (row[columns[column]] ?? '').trim();
  const t = timeOf(cell('time'));
  if (t === null)
    throw new Refusal(
      'REFUSED',
      `Line ${line}: "${cell('time')}" is no time. Give epoch milliseconds or ISO 8601 with a zone`,
      'path',
    );
  return { t, unit: cell('unit'), tag: cell('tag'), value: storedValue(cell('value')) };
}

function timeOf(text: string): number | null {
  if (/^\d{12,14}$/.test(text)) return Number(text);
  if (!/^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(text)) return null;
  const t = Date.parse(text.replace(' ', 'T').replace(/(\.\d{3})\d+/, '$1'));
  return Number.isNaN(t) ? null : t;
}
