import type { Database } from 'better-sqlite3';
import type { LedgerFinding } from '../../../../shared/contract/audit';
import type { LastImages } from './last-images';

type Row = Readonly<Record<string, unknown>>;

/** A table whose rows name a batch by themselves. */
const batchTables: Readonly<Record<string, string>> = { batch: 'id', batch_run: 'id' };
/** A table whose rows name another row, which may name a batch. */
const owners: Readonly<Record<string, { readonly column: string; readonly table: string }>> = {
  record_step: { column: 'record_id', table: 'record_version' },
  record_note: { column: 'record_id', table: 'record_version' },
  quality_signed: { column: 'id', table: 'quality_version' },
};
const subjects: Readonly<Record<string, string>> = {
  record: 'record_version',
  deviation: 'quality_version',
  capa: 'quality_version',
  change: 'quality_version',
};

/**
 * Which batch a finding concerns: by what the ledger says of the row first, then by the row as it is. Null where it
 * concerns none, or all.
 */
export function batchOfFinding(db: Database, images: LastImages, finding: LedgerFinding): string | null {
  const { table, key, seq } = finding;
  if (table !== null && key !== null && table !== 'ledger')
    return batchOfRow(db, table, images.get(table)?.get(key) ?? stored(db, table, key));
  if (seq === null) return null;
  const body = db.prepare<[number], string>('SELECT body FROM ledger WHERE seq = ?').pluck().get(seq);
  return body === undefined ? null : batchOfEntry(db, tryJson(body));
}

function batchOfEntry(db: Database, entry: unknown): string | null {
  if (!isRow(entry)) return null;
  const { subject, rows } = entry;
  if (isRow(subject) && subject['type'] === 'batch') return text(subject['id']);
  for (const row of Array.isArray(rows) ? rows : []) {
    if (!isRow(row)) continue;
    const image = isRow(row['after']) ? row['after'] : row['before'];
    const found = isRow(image) ? batchOfRow(db, String(row['table']), image) : null;
    if (found !== null) return found;
  }
  return null;
}

function batchOfRow(db: Database, table: string, row: Row | undefined): string | null {
  if (!row) return null;
  const own = batchTables[table];
  if (own !== undefined) return text(row[own]);
  if (text(row['batch_id']) !== null) return text(row['batch_id']);
  if (table === 'signature') return batchOfSubject(db, text(row['subject_type']), text(row['subject_id']));
  const owner = owners[table];
  return owner ? ownerBatch(db, owner.table, text(row[owner.column])) : null;
}

function batchOfSubject(db: Database, type: string | null, id: string | null): string | null {
  if (type === 'batch') return id;
  const table = type === null ? undefined : subjects[type];
  return table === undefined ? null : ownerBatch(db, table, id);
}

function ownerBatch(db: Database, table: string, id: string | null): string | null {
  if (id === null) return null;
  const sql = `SELECT batch_id FROM ${table} WHERE id = ? AND batch_id IS NOT NULL ORDER BY version DESC LIMIT 1`;
  return text(db.prepare<[string]>(sql).pluck().get(id));
}

/** A row that no entry tells of, by the key that findings name it with. */
function stored(db: Database, table: string, key: string): Row | undefined {
  const parts = tryJson(key);
  const columns = db
    .prepare<[string], string>('SELECT name FROM pragma_table_info(?) WHERE pk > 0 ORDER BY pk')
    .pluck()
    .all(table);
  if (!Array.isArray(parts) || columns.length === 0 || parts.length !== columns.length) return undefined;
  const where = columns.map((name) => `"${name}" = ?`).join(' AND ');
  return db.prepare<unknown[], Row>(`SELECT * FROM "${table}" WHERE ${where}`).get(...parts);
}

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null;
const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);

function tryJson(words: string): unknown {
  try {
    return JSON.parse(words);
  } catch {
    return undefined;
  }
}
