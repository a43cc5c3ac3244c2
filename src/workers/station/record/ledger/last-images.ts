import type { Database } from 'better-sqlite3';
import type { LedgerRow } from '../../../../shared/model/ledger-entry';
import { canonicalJson } from '../../../../shared/model/canonical-json';
import { coveredTables } from './covered-tables';
import { rowImage, rowKey, type RowImage, type StoredRow } from './row-image';

/** What the ledger says of every row that is there, by table and key. */
export type LastImages = ReadonlyMap<string, ReadonlyMap<string, RowImage>>;

/** Replays all entries. */
export function lastImages(db: Database): LastImages {
  const images = new Map<string, Map<string, RowImage>>();
  const entries = db
    .prepare<[], string>("SELECT body -> '$.rows' FROM ledger WHERE body -> '$.rows' <> '[]' ORDER BY seq")
    .pluck();
  for (const rows of entries.iterate())
    for (const { table, key, after } of JSON.parse(rows) as LedgerRow[]) {
      const known = images.get(table) ?? new Map<string, RowImage>();
      images.set(table, known);
      if (after) known.set(key, after);
      else known.delete(key);
    }
  return images;
}

/** Rows of the tables that are not as the ledger says; those that are gone as well. */
export function rowsThatDiffer(db: Database, images: LastImages): LedgerRow[] {
  return coveredTables(db).flatMap((table) => {
    const left = new Map(images.get(table.name));
    const differing: LedgerRow[] = [];
    const select = table.key[0] === 'rowid' ? 'rowid, *' : '*';
    for (const row of db.prepare<[], StoredRow>(`SELECT ${select} FROM "${table.name}"`).iterate()) {
      const key = rowKey(table.key.map((column) => row[column]));
      const before = left.get(key) ?? null;
      left.delete(key);
      const after = rowImage(table, row);
      if (canonicalJson(before) !== canonicalJson(after))
        differing.push({ table: table.name, key, before, after });
    }
    for (const [key, before] of left) differing.push({ table: table.name, key, before, after: null });
    return differing;
  });
}
