import type { Json, LedgerRow } from '../../../shared/model/ledger-entry';
import { tr } from '../../strings/translate';

export interface ChangedField {
  readonly field: string;
  /** Null: it was not there. */
  readonly before: string | null;
  readonly after: string | null;
}

/** The fields of a row that differ, in words; columns that hold JSON are taken apart. */
export function changedFields({ before, after }: Pick<LedgerRow, 'before' | 'after'>): ChangedField[] {
  const [was, is] = [flat(before), flat(after)];
  const names = [...new Set([...was.keys(), ...is.keys()])];
  return names
    .map((field) => ({ field, before: was.get(field) ?? null, after: is.get(field) ?? null }))
    .filter((changed) => changed.before !== changed.after);
}

function flat(row: LedgerRow['before']): Map<string, string> {
  const fields = new Map<string, string>();
  for (const [column, value] of Object.entries(row ?? {})) put(fields, column, value);
  return fields;
}

function put(fields: Map<string, string>, name: string, value: Json): void {
  const inner = typeof value === 'string' ? objectIn(value) : value;
  if (inner !== null && typeof inner === 'object' && !Array.isArray(inner) && !('sha256' in inner))
    for (const [key, part] of Object.entries(inner)) put(fields, `${name}.${key}`, part);
  else fields.set(name, text(value));
}

function objectIn(value: string): Json {
  if (!value.startsWith('{')) return value;
  try {
    return JSON.parse(value) as Json;
  } catch {
    return value;
  }
}

/** Numbers between are told as moments too: no other quantity here is as large. */
const [earliestMs, latestMs] = [Date.UTC(2000, 0), Date.UTC(2100, 0)];

function text(value: Json): string {
  if (value === null) return tr('nothing');
  if (typeof value === 'string') return value === '' ? tr('(empty)') : value;
  if (typeof value === 'object' && 'sha256' in value && typeof value['sha256'] === 'string')
    return tr('secret, SHA-256 {value}…', { value: value['sha256'].slice(0, 12) });
  if (typeof value === 'number' && value > earliestMs && value < latestMs && Number.isInteger(value))
    return `${value} (${new Date(value).toISOString()})`;
  return JSON.stringify(value);
}
