import type { Database } from 'better-sqlite3';
import type { LedgerFinding } from '../../../../shared/contract/audit';
import { firstDifference } from './check-chain';
import { finding } from './finding';
import { coveredTables } from './covered-tables';
import { rowsThatDiffer, type LastImages } from './last-images';

const guards = [
  'ledger_never_changes',
  'ledger_never_goes',
  'ledger_key_never_changes',
  'ledger_key_never_goes',
];

/** Every covered row against what the entries say of it. Returns how many there are. */
export function checkTables(
  db: Database,
  images: LastImages,
  found: (finding: LedgerFinding) => void,
): number {
  for (const { table, key, before, after } of rowsThatDiffer(db, images)) {
    const more = { table, key, ...firstDifference(after, before) };
    if (before === null) found(finding('row-added', `${table} ${key} was added without an entry`, more));
    else if (after === null) found(finding('row-removed', `${table} ${key} was removed without an entry`, { ...more, stored: null })); // prettier-ignore
    else found(finding('row-altered', `${table} ${key}: ${more.field ?? 'a field'} was altered without an entry: it is ${more.stored ?? 'nothing'}, the ledger says ${more.expected ?? 'nothing'}`, more)); // prettier-ignore
  }
  const there = new Set(
    db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'trigger'").pluck().all(),
  );
  for (const name of guards)
    if (!there.has(name))
      found(finding('guard-missing', `The trigger ${name}, which guards the ledger, is gone`));
  const known = new Set(coveredTables(db).map(({ name }) => name));
  for (const [table, rows] of images)
    if (!known.has(table) && rows.size > 0)
      found(finding('table-missing', `The table ${table} is gone, with ${rows.size} rows`, { table }));
  return [...known].reduce((sum, name) => sum + (db.prepare<[], number>(`SELECT count(*) FROM "${name}"`).pluck().get() ?? 0), 0); // prettier-ignore
}
