import type { Database, Statement } from 'better-sqlite3';
import type { LedgerRow } from '../../../../shared/model/ledger-entry';
import { canonicalJson } from '../../../../shared/model/canonical-json';
import type { CoveredTable } from './covered-tables';
import { rowImage, rowKey, type RowImage, type StoredRow } from './row-image';

/** A row that something changed. */
interface Touched {
  readonly table: CoveredTable;
  readonly key: readonly unknown[];
}

/** Changes between the begin and the end of what one entry tells of. */
interface Frame {
  readonly refuse: (() => void) | undefined;
  readonly touched: Map<string, Touched>;
}

/** What an entry of this transaction said of a row; it counts while the entry stands in the file. */
interface Said {
  readonly seq: number;
  readonly hash: string;
  readonly rows: ReadonlyMap<string, RowImage | null>;
}

/**
 * Sees every change of a covered table on one connection. TEMP triggers hand the row over as it was; what it became is
 * read when the entry is made. A change outside of any frame is refused: without an entry there is no change.
 */
export class RowWatch {
  readonly #db;
  readonly #tables = new Map<string, CoveredTable>();
  readonly #frames: Frame[] = [];
  /** Rows as they were when this transaction first touched them; null where they were not there. */
  readonly #first = new Map<string, RowImage | null>();
  readonly #selects = new Map<string, Statement<unknown[], StoredRow>>();
  #said: Said[] = [];

  constructor(db: Database, tables: readonly CoveredTable[]) {
    this.#db = db;
    // Without it a row that INSERT OR REPLACE takes away would leave unseen.
    db.pragma('recursive_triggers = ON');
    db.function('ledger_touch', { varargs: true }, (name: unknown, deed: unknown, ...values: unknown[]) => {
      this.#touch(String(name), String(deed), values);
      return null;
    });
    for (const table of tables) {
      this.#tables.set(table.name, table);
      db.exec(triggersOf(table));
    }
  }

  /** True while some entry is being put together. */
  get open(): boolean {
    return this.#frames.length > 0;
  }

  /**
   * Runs a change, inside a transaction.
   * @param refuse throws where covered rows may not change now; called at the first row
   * @returns what the change returned, and the rows it changed
   */
  during<T>(change: () => T, refuse?: () => void): { readonly result: T; readonly rows: LedgerRow[] } {
    if (!this.open) {
      this.#first.clear();
      this.#said = [];
    }
    const frame: Frame = { refuse: refuse ?? this.#frames.at(-1)?.refuse, touched: new Map() };
    this.#frames.push(frame);
    try {
      return { result: change(), rows: this.#rowsOf(frame) };
    } finally {
      this.#frames.pop();
    }
  }

  /** An entry of this transaction has told of these rows. */
  said(seq: number, hash: string, rows: readonly LedgerRow[]): void {
    if (!this.open) return;
    this.#said.push({ seq, hash, rows: new Map(rows.map((row) => [idOf(row.table, row.key), row.after])) });
  }

  #touch(name: string, deed: string, values: readonly unknown[]): void {
    const frame = this.#frames.at(-1);
    const table = this.#tables.get(name);
    if (!table) throw new Error(`${name} is not covered`);
    if (!frame) throw new Error(`A row of ${name} was to be changed without an entry in the ledger`);
    frame.refuse?.();
    if (deed === 'new') return this.#note(frame, table, values, null);
    const row = Object.fromEntries(table.columns.map((column, index) => [column, values[index]]));
    const key = table.key.map((column, part) => row[column] ?? values[table.columns.length + part]);
    this.#note(frame, table, key, row);
  }

  #note(frame: Frame, table: CoveredTable, key: readonly unknown[], before: StoredRow | null): void {
    const id = idOf(table.name, rowKey(key));
    frame.touched.set(id, { table, key });
    if (!this.#first.has(id)) this.#first.set(id, before && rowImage(table, before));
  }

  #rowsOf(frame: Frame): LedgerRow[] {
    return [...frame.touched].flatMap(([id, { table, key }]) => {
      const before = this.#before(id);
      const row = this.#select(table).get(...key);
      const after = row ? rowImage(table, row) : null;
      if (canonicalJson(before) === canonicalJson(after)) return [];
      return [{ table: table.name, key: rowKey(key), before, after }];
    });
  }

  #select(table: CoveredTable) {
    const known = this.#selects.get(table.name);
    if (known) return known;
    const where = table.key.map((column) => `"${column}" = ?`).join(' AND ');
    const made = this.#db.prepare<unknown[], StoredRow>(`SELECT * FROM "${table.name}" WHERE ${where}`);
    this.#selects.set(table.name, made);
    return made;
  }

  /** What the ledger believes of a row: an entry inside a savepoint that was taken back has said nothing. */
  #before(id: string): RowImage | null {
    const stands = this.#db.prepare<[number, string], number>(
      'SELECT 1 FROM ledger WHERE seq = ? AND hash = ?',
    );
    for (const said of this.#said.toReversed()) {
      const after = said.rows.get(id);
      if (after !== undefined && stands.get(said.seq, said.hash)) return after;
    }
    return this.#first.get(id) ?? null;
  }
}

const idOf = (table: string, key: string): string => `${table} ${key}`;

function triggersOf({ name, columns, key }: CoveredTable): string {
  const quoted = (row: string, list: readonly string[]): string =>
    list.map((column) => `${row}."${column}"`).join(', ');
  const rowid = key.filter((column) => !columns.includes(column));
  const old = [quoted('OLD', columns), quoted('OLD', rowid)].filter(Boolean).join(', ');
  const changed = columns.map((column) => `OLD."${column}" IS NOT NEW."${column}"`).join(' OR ');
  const begin = (of: string, event: string): string => `CREATE TEMP TRIGGER "ledger_${of}_${name}" AFTER ${event} ON main."${name}"`; // prettier-ignore
  return `
    ${begin('new', 'INSERT')} BEGIN SELECT ledger_touch('${name}', 'new', ${quoted('NEW', key)}); END;
    ${begin('changed', 'UPDATE')} WHEN ${changed} BEGIN
      SELECT ledger_touch('${name}', 'old', ${old});
      SELECT ledger_touch('${name}', 'new', ${quoted('NEW', key)});
    END;
    ${begin('gone', 'DELETE')} BEGIN SELECT ledger_touch('${name}', 'old', ${old}); END;
  `;
}
