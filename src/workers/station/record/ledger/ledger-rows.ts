import type { Database } from 'better-sqlite3';
import {
  sealedEntrySchema,
  type LedgerSubject,
  type SealedEntry,
} from '../../../../shared/model/ledger-entry';
import type { LedgerFilter, LedgerHead } from './ledger';

interface Row {
  readonly body: string;
  readonly hash: string;
  readonly signature: string;
  readonly keyId: string;
}

export interface KeyRow {
  readonly keyId: string;
  readonly publicPem: string;
  readonly since: number;
}

const columns = 'body, hash, signature, key_id AS keyId';
/** What stands before the first entry. */
export const noHash = '0'.repeat(64);

/** A column of a row of the entry differs between before and after, or came or went with a value. */
const fieldChanged = `EXISTS (
  SELECT 1 FROM json_each(ledger.body, '$.rows') AS told,
    json_each(coalesce(told.value -> 'after', 'null'), '$') AS field
  WHERE field.key = @field AND (told.value -> 'before' -> field.key) IS NOT (told.value -> 'after' -> field.key)
  UNION ALL
  SELECT 1 FROM json_each(ledger.body, '$.rows') AS told, json_each(told.value -> 'before') AS field
  WHERE field.key = @field AND told.value ->> 'after' IS NULL)`;

/** The table `ledger` and its keys: reading and appending, nothing else. */
export function ledgerRowsIn(db: Database) {
  const head = db.prepare<[], LedgerHead>('SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1');
  const lastAt = db.prepare<[], number>('SELECT at FROM ledger ORDER BY seq DESC LIMIT 1').pluck();
  const hashAt = db.prepare<[number], string>('SELECT hash FROM ledger WHERE seq = ?').pluck();
  const insert = db.prepare<[number, string, string, string, string]>(
    'INSERT INTO ledger (seq, body, hash, signature, key_id) VALUES (?, ?, ?, ?, ?)',
  );
  const of = db.prepare<[string, string], Row>(
    `SELECT ${columns} FROM ledger WHERE subject_type = ? AND subject_id = ? ORDER BY seq`,
  );
  const from = db.prepare<[number, number], Row>(
    `SELECT ${columns} FROM ledger WHERE seq >= ? ORDER BY seq LIMIT ?`,
  );
  const newestOf = db.prepare<[string], Row>(
    `SELECT ${columns} FROM ledger WHERE what = ? ORDER BY seq DESC LIMIT 1`,
  );
  const keys = db.prepare<[], KeyRow>(
    'SELECT id AS keyId, public_pem AS publicPem, since FROM ledger_key ORDER BY since, rowid',
  );
  const addKey = db.prepare<[string, string, number]>(
    'INSERT INTO ledger_key (id, public_pem, since) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  return {
    head: (): LedgerHead => head.get() ?? { seq: 0, hash: noHash },
    lastAt: (): number | null => lastAt.get() ?? null,
    hashAt: (seq: number): string | undefined => hashAt.get(seq),
    insert: (seq: number, body: string, hash: string, signature: string, keyId: string): void => {
      insert.run(seq, body, hash, signature, keyId);
    },
    list: (filter: LedgerFilter): SealedEntry[] => {
      const { sql, values } = search(filter);
      return db.prepare<[Record<string, unknown>], Row>(sql).all(values).map(toEntry);
    },
    /** In order, from a sequence number on. */
    from: (seq: number, limit: number): SealedEntry[] => from.all(seq, limit).map(toEntry),
    newestOf: (what: string): SealedEntry | undefined => {
      const row = newestOf.get(what);
      return row && toEntry(row);
    },
    of: ({ type, id }: Omit<LedgerSubject, 'version'>): SealedEntry[] => {
      const newest = new Map<number, SealedEntry>();
      for (const sealed of of.all(type, id).map(toEntry))
        newest.set(sealed.entry.subject.version ?? 0, sealed);
      return [...newest.values()].toSorted((a, b) => (a.entry.subject.version ?? 0) - (b.entry.subject.version ?? 0)); // prettier-ignore
    },
    keys: (): KeyRow[] => keys.all(),
    addKey: (key: KeyRow): void => {
      addKey.run(key.keyId, key.publicPem, key.since);
    },
  };
}

function search(filter: LedgerFilter): { sql: string; values: Record<string, unknown> } {
  const wheres = [
    filter.before !== undefined && 'seq < @before',
    filter.from !== undefined && 'at >= @from',
    filter.to !== undefined && 'at < @to',
    filter.actor !== undefined && 'actor = @actor',
    filter.what !== undefined && (filter.what.endsWith('.') ? "what GLOB @what || '*'" : 'what = @what'),
    filter.subjectType !== undefined && 'subject_type = @subjectType',
    filter.subjectId !== undefined && 'subject_id = @subjectId',
    filter.field !== undefined && fieldChanged,
  ].filter((where) => where !== false);
  const where = wheres.length > 0 ? `WHERE ${wheres.join(' AND ')}` : '';
  return {
    sql: `SELECT ${columns} FROM ledger ${where} ORDER BY seq DESC LIMIT @limit`,
    values: { ...filter },
  };
}

function toEntry({ body, ...sealed }: Row): SealedEntry {
  return sealedEntrySchema.parse({ entry: JSON.parse(body), ...sealed });
}
