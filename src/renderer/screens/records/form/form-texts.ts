import {
  parseField,
  type FieldValue,
  type RecordBody,
  type RowValues,
} from '../../../../shared/model/records/field-value';
import type { Finding } from '../../../../shared/model/records/finding';
import type { RecordEntry } from '../../../../shared/model/records/record';
import { isAsked, type RecordField } from '../../../../shared/model/records/record-field';
import { localInput } from '../../../ui/local-input';

/** What stands in the fields, as typed. A missing field was never touched. */
export type RowTexts = Readonly<Record<string, string>>;
export type FormTexts = Readonly<Record<string, string | readonly RowTexts[]>>;

export interface ReadForm {
  readonly body: RecordEntry['body'];
  /** Texts that cannot be read, as findings beside those of the rules. */
  readonly unreadable: readonly Finding[];
}

/**
 * Reads a form with the rules that the station reads with.
 * @param before the version that is amended: a time that was not touched keeps its seconds
 */
export function readForm(fields: readonly RecordField[], texts: FormTexts, before?: RecordBody): ReadForm {
  const body: RecordEntry['body'] = {};
  const unreadable: Finding[] = [];
  for (const field of fields) {
    const typed = texts[field.name];
    if (field.type === 'rows') {
      const rows = typeof typed === 'object' ? typed : [];
      const read = rows.map((row, index) => readRow(field, row, index, unreadable));
      if (read.length > 0) body[field.name] = read;
      continue;
    }
    if (typeof typed !== 'string' || typed.trim() === '' || !isAsked(field, body)) continue;
    const value = readOne(field, typed, before?.[field.name]);
    if (typeof value === 'object') unreadable.push(problemOf(field.name, null, value.problem));
    else body[field.name] = value;
  }
  return { body, unreadable };
}

function readRow(
  table: RecordField,
  row: RowTexts,
  index: number,
  unreadable: Finding[],
): Record<string, string | number | boolean> {
  const values: Record<string, string | number | boolean> = {};
  for (const field of table.fields ?? []) {
    const typed = row[field.name] ?? '';
    if (typed.trim() === '' || !isAsked(field, values)) continue;
    const value = readOne(field, typed, undefined);
    // A finding in a table names the table and the row; the column is in its words.
    if (typeof value === 'object')
      unreadable.push(problemOf(`${table.name}.${field.name}`, index, value.problem));
    else values[field.name] = value;
  }
  return values;
}

function readOne(field: RecordField, typed: string, before: FieldValue | undefined) {
  if (field.type === 'time' && typeof before === 'number' && localInput(before) === typed) return before;
  const parsed = parseField(field, typed);
  return 'problem' in parsed ? parsed : parsed.value;
}

const problemOf = (field: string, row: number | null, words: string): Finding => ({
  rule: 'form.unreadable',
  level: 'X',
  field,
  row,
  words,
});

/** The texts of a version that is to be amended. */
export function textsOf(fields: readonly RecordField[], body: RecordBody): FormTexts {
  const texts: Record<string, string | readonly RowTexts[]> = {};
  for (const field of fields) {
    const value = body[field.name];
    if (value === undefined || value === null) continue;
    if (Array.isArray(value))
      texts[field.name] = (value as readonly RowValues[]).map((row) => rowTexts(field.fields ?? [], row));
    else texts[field.name] = textOf(field, value as string | number | boolean);
  }
  return texts;
}

function rowTexts(fields: readonly RecordField[], row: RowValues): RowTexts {
  const texts: Record<string, string> = {};
  for (const field of fields) {
    const value = row[field.name];
    if (value !== undefined && value !== null) texts[field.name] = textOf(field, value);
  }
  return texts;
}

function textOf(field: RecordField, value: string | number | boolean): string {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (field.type === 'time' && typeof value === 'number') return localInput(value);
  return String(value);
}

/** Texts by the path of their field, as the station keeps them: `odRaw`, `components[2].actual`. */
export function rawOf(texts: FormTexts): Record<string, string> {
  const raw: Record<string, string> = {};
  for (const [name, typed] of Object.entries(texts)) {
    if (typeof typed === 'string') {
      if (typed !== '') raw[name] = typed;
      continue;
    }
    typed.forEach((row, index) => {
      for (const [column, text] of Object.entries(row))
        if (text !== '') raw[`${name}[${index}].${column}`] = text;
    });
  }
  return raw;
}

/** The form that was kept as texts by path. */
export function textsOfRaw(raw: Readonly<Record<string, string>>): FormTexts {
  const texts: Record<string, string | RowTexts[]> = {};
  for (const [path, text] of Object.entries(raw)) {
    const [, table, index, column] = /^(\w+)\[(\d{1,3})\]\.(\w+)$/.exec(path) ?? [];
    if (table === undefined || index === undefined || column === undefined) {
      texts[path] = text;
      continue;
    }
    const known = texts[table];
    const rows: RowTexts[] = typeof known === 'object' ? known : [];
    while (rows.length <= Number(index)) rows.push({});
    rows[Number(index)] = { ...rows[Number(index)], [column]: text };
    texts[table] = rows;
  }
  return texts;
}
