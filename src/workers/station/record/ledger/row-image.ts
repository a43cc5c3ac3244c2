import { createHash } from 'node:crypto';
import type { Json } from '../../../../shared/model/ledger-entry';
import { isSecret, type CoveredTable } from './covered-tables';

export type RowImage = Readonly<Record<string, Json>>;
/** A row as SQLite gives it. */
export type StoredRow = Readonly<Record<string, unknown>>;

/** A row as an entry tells it: every column; blobs and secrets as their SHA-256. */
export function rowImage(table: CoveredTable, row: StoredRow): RowImage {
  const key = table.key.map((column) => row[column]);
  return Object.fromEntries(
    table.columns.map((column) => [column, valueImage(row[column], isSecret(table, column, key))]),
  );
}

function valueImage(value: unknown, secret: boolean): Json {
  if (value === null || value === undefined) return null;
  if (value instanceof Uint8Array || (secret && typeof value === 'string'))
    return { sha256: createHash('sha256').update(value).digest('hex') };
  if (typeof value === 'string') return value.isWellFormed() ? value : { text: JSON.stringify(value) };
  if (typeof value === 'number' && Number.isFinite(value)) return value;
  return {
    text: typeof value === 'number' || typeof value === 'bigint' ? String(value) : JSON.stringify(value),
  };
}

/** The primary key of a row as entries name it. */
export function rowKey(parts: readonly unknown[]): string {
  return JSON.stringify(
    parts.map((part) => (part instanceof Uint8Array ? Buffer.from(part).toString('hex') : part)),
  );
}
