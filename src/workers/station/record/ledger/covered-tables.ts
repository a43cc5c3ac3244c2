import type { Database } from 'better-sqlite3';

/**
 * Tables of records.db whose changes have no entry, and why. Every other table is covered: a new one is in the ledger
 * unless it is named here.
 */
export const uncoveredTables: Readonly<Record<string, string>> = {
  meta: 'names of the file itself, written once',
  ledger: 'the ledger',
  ledger_key: 'keys of the ledger; each has an entry of its own',
  event: 'what the station saw, append-only',
  alarm_event: 'the alarm journal, append-only',
  tracked_channel: 'completeness, worked out from the samples every few seconds',
  hole_span: 'completeness',
  station_run: 'completeness',
  source_mark: 'completeness',
  scored_prediction: 'worked out from samples and predictions',
  training_job: 'progress of work',
  workspace_version: 'how screens are arranged, append-only',
  record_draft: 'begun and not handed in: nobody has put a name to it yet',
};

/** Text columns that hold what nobody may read: entries tell their SHA-256 alone. Blobs are always told so. */
const secretColumn = /^(password|totp|secret|sealed|recovery)|_(secret|sealed|password)$/;

export interface CoveredTable {
  readonly name: string;
  readonly columns: readonly string[];
  /** Columns of the primary key; `rowid` where there is none. */
  readonly key: readonly string[];
  readonly secret: ReadonlySet<string>;
}

/** Whether a value of a column goes into entries as its hash only. */
export function isSecret(table: CoveredTable, column: string, key: readonly unknown[]): boolean {
  if (table.name === 'setting' && column === 'value') return String(key[0]).startsWith('sealed/');
  return table.secret.has(column);
}

/** The covered tables of an open records.db as they are laid out now. */
export function coveredTables(db: Database): CoveredTable[] {
  const names = db
    .prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all();
  const layout = db.prepare<[string], { name: string; type: string; pk: number }>(
    'SELECT name, type, pk FROM pragma_table_info(?) ORDER BY cid',
  );
  return names
    .filter((name) => !name.startsWith('sqlite_') && uncoveredTables[name] === undefined)
    .map((name) => {
      const columns = layout.all(name);
      const key = columns
        .filter(({ pk }) => pk > 0)
        .toSorted((a, b) => a.pk - b.pk)
        .map((column) => column.name);
      const secret = columns.filter((column) => column.type === 'TEXT' && secretColumn.test(column.name));
      return {
        name,
        columns: columns.map((column) => column.name),
        key: key.length > 0 ? key : ['rowid'],
        secret: new Set(secret.map((column) => column.name)),
      };
    });
}
