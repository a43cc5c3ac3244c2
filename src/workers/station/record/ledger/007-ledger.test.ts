import Sqlite, { type Database } from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../file/migrate';
import { recordsMigrations } from '../plant/records-file';
import { scratchLedger } from '../testing/scratch-ledger';
import { checkLedger } from './check-ledger';
import { coveredTables, uncoveredTables } from './covered-tables';
import { rowImage } from './row-image';

function before007(): Database {
  const db = new Sqlite(':memory:');
  migrate(db, recordsMigrations.filter(({ version }) => version < 7)); // prettier-ignore
  return db;
}

test('a file of before the ledger gets it without losing a row', () => {
  const db = before007();
  db.exec("INSERT INTO unit VALUES ('R1', 'R1', '1L', 0.3, 0)");
  expect(
    migrate(
      db,
      recordsMigrations.filter(({ version }) => version <= 7),
    ),
  ).toBe(6);
  expect(db.prepare('SELECT count(*) FROM unit').pluck().get()).toBe(1);
  expect(db.prepare('SELECT count(*) FROM ledger').pluck().get()).toBe(0);
});

test('the file refuses to change or remove an entry or a key', () => {
  const { db } = scratchLedger();
  for (const sql of [
    "UPDATE ledger SET hash = ''",
    'DELETE FROM ledger',
    "UPDATE ledger_key SET id = ''",
    'DELETE FROM ledger_key',
  ])
    // prettier-ignore
    expect(() => db.exec(sql)).toThrow('append-only');
});

test('T25: rows of before the ledger, and what a new layout brings, are taken over by an entry and verify', async () => {
  const first = scratchLedger();
  first.db.exec('DROP TRIGGER ledger_never_goes; DROP TRIGGER ledger_key_never_goes');
  first.plant.putSetting('of before', 1);
  // As an upgrade finds it: rows, and no entry yet.
  first.db.exec('DELETE FROM ledger; DELETE FROM ledger_key');
  for (const guard of ['ledger', 'ledger_key'])
    first.db.exec(`CREATE TRIGGER ${guard}_never_goes BEFORE DELETE ON ${guard} BEGIN SELECT RAISE(ABORT, 'append-only'); END`); // prettier-ignore
  first.close();
  const again = scratchLedger({ dir: first.dir });
  expect(again.ledger.list({ what: 'ledger.layout', limit: 1 })[0]?.entry.rows).toMatchObject([{ table: 'setting', before: null, after: { key: 'of before' } }]); // prettier-ignore
  again.db.pragma('user_version = 99');
  again.close();
  const newer = scratchLedger({ dir: first.dir });
  expect(newer.ledger.list({ limit: 1 })[0]?.entry).toMatchObject({ what: 'ledger.layout', facts: { layout: 99 }, rows: [] }); // prettier-ignore
  newer.close();
  expect((await checkLedger({ dataDir: first.dir, anchorFolders: [] })).findings).toEqual([]);
});

test('CRY-6: every table is covered or named with the reason why not, and an entry tells every column', () => {
  const { db } = scratchLedger();
  const tables = db.prepare<[], string>("SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").pluck().all(); // prettier-ignore
  const covered = coveredTables(db);
  expect([...covered.map(({ name }) => name), ...Object.keys(uncoveredTables)].toSorted()).toEqual(
    tables.toSorted(),
  );
  for (const table of covered) {
    const columns = db
      .prepare<[string], string>('SELECT name FROM pragma_table_info(?)')
      .pluck()
      .all(table.name);
    expect(Object.keys(rowImage(table, {})).toSorted()).toEqual(columns.toSorted());
  }
});
