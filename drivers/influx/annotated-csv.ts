import { csvRows } from './csv-rows';
import { InfluxProblem } from './influx-problem';

/** One record of a Flux answer: column name to value as the column's type says. Absent and null are one. */
export type FluxRecord = Readonly<Record<string, FluxValue>>;
export type FluxValue = string | number | boolean | null;

/** One table of a Flux answer. */
export interface FluxTable {
  readonly result: string;
  readonly columns: readonly string[];
  /** Names of the columns whose values all records of the table share. */
  readonly groupKey: readonly string[];
  readonly records: readonly FluxRecord[];
}

interface Schema {
  datatype: readonly string[];
  group: readonly string[];
  defaults: readonly string[];
  header: readonly string[] | null;
}

const annotations = { '#datatype': 'datatype', '#group': 'group', '#default': 'defaults' } as const;

/**
 * Reads annotated CSV, the answer format of InfluxDB 2.x: blocks of annotation rows, a header and records, each block
 * one or more tables told apart by the column `table`. Times come out as epoch ms, `long` as numbers.
 * @throws InfluxProblem where the server says in the answer itself that the query failed, or the text is no such answer
 */
export function readAnnotatedCsv(text: string): FluxTable[] {
  const tables: { key: string; table: FluxTable & { records: FluxRecord[] } }[] = [];
  let schema: Schema = emptySchema();
  for (const row of rowsOf(text)) {
    const mark = row[0] ?? '';
    if (row.length === 1 && mark === '') continue;
    if (mark in annotations) {
      // Annotations after a header begin a new block.
      if (schema.header) schema = emptySchema();
      schema[annotations[mark as keyof typeof annotations]] = row;
    } else if (mark.startsWith('#')) continue;
    else if (!schema.header) schema.header = row;
    else {
      const record = recordOf(row, schema);
      refuseErrors(record, schema);
      const key = `${String(record['result'] ?? '')} ${String(record['table'] ?? '')}`;
      const last = tables.at(-1);
      if (last?.key === key && last.table.columns === schema.header) last.table.records.push(record);
      else tables.push({ key, table: tableOf(record, schema) });
    }
  }
  return tables.map(({ table }) => table);
}

function emptySchema(): Schema {
  return { datatype: [], group: [], defaults: [], header: null };
}

function rowsOf(text: string): string[][] {
  try {
    return csvRows(text);
  } catch (error) {
    throw new InfluxProblem('unreadable', `The answer is cut off: ${String(error)}`);
  }
}

function tableOf(first: FluxRecord, { header, group }: Schema): FluxTable & { records: FluxRecord[] } {
  const columns = header ?? [];
  return {
    result: String(first['result'] ?? ''),
    columns,
    groupKey: columns.filter((_name, index) => group[index] === 'true'),
    records: [first],
  };
}

function recordOf(row: readonly string[], { header, datatype, defaults }: Schema): FluxRecord {
  const columns = header ?? [];
  if (row.length !== columns.length)
    throw new InfluxProblem(
      'unreadable',
      `A record of the answer has ${row.length} columns instead of ${columns.length}; it may be cut off`,
    );
  const record: Record<string, FluxValue> = {};
  for (const [index, name] of columns.entries()) {
    if (index === 0) continue;
    const given = row[index] ?? '';
    const text = given === '' ? (defaults[index] ?? '') : given;
    record[name] = valueOf(text, datatype[index] ?? 'string');
  }
  return record;
}

/** An empty text is null, in a column of texts too: Flux writes both alike. */
function valueOf(text: string, type: string): FluxValue {
  if (text === '') return null;
  if (type.startsWith('dateTime')) return rfc3339Ms(text);
  switch (type) {
    case 'double':
      return doubleOf(text);
    case 'long':
    case 'unsignedLong':
      return Number(text);
    case 'boolean':
      return text === 'true';
    default:
      return text;
  }
}

function doubleOf(text: string): number {
  if (text === '+Inf' || text === 'Inf') return Number.POSITIVE_INFINITY;
  if (text === '-Inf') return Number.NEGATIVE_INFINITY;
  return Number(text);
}

/** RFC 3339 with up to nine decimals, as epoch ms, cut to the millisecond as `epoch=ms` does. */
function rfc3339Ms(text: string): number {
  const cut = text.replace(/(\.\d{3})\d+/, '$1');
  const t = Date.parse(cut);
  if (Number.isNaN(t))
    throw new InfluxProblem('unreadable', `The answer holds a time nobody can read: ${text}`);
  return t;
}

/** A failed query is answered with status 200 and a table of the columns `error` and `reference`. */
function refuseErrors(record: FluxRecord, { header }: Schema): void {
  if (!header?.includes('error') || !header.includes('reference')) return;
  throw new InfluxProblem('query', String(record['error'] ?? 'The query failed'));
}
