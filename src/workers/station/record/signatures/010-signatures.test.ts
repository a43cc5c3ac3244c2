import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../file/migrate';
import { recordsMigrations } from '../plant/records-file';

test('010 comes upon a file of version 9; signatures and decisions are never changed and never go', () => {
  const db = new Sqlite(':memory:');
  migrate(
    db,
    recordsMigrations.filter(({ version }) => version <= 9),
  );
  expect(
    migrate(
      db,
      recordsMigrations.filter(({ version }) => version <= 10),
    ),
  ).toBe(9);
  db.exec("INSERT INTO signature VALUES ('s', 'record', 'R', 1, 'VER', 'p', 1, '{}')");
  db.exec("INSERT INTO disposition VALUES (1, 'B', 'RBE-04/pH', 'w', 'accepted', 'r', NULL, 'p', 'n', 1)");
  for (const table of ['signature', 'disposition']) {
    expect(() => db.exec(`UPDATE ${table} SET person_id = 'q'`)).toThrow('append-only');
    expect(() => db.exec(`DELETE FROM ${table}`)).toThrow('append-only');
  }
});
