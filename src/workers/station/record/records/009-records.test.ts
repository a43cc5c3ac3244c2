import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../file/migrate';
import { recordsMigrations } from '../plant/records-file';

const version = (id: string, n: number): string =>
  `INSERT INTO record_version VALUES ('${id}', ${n}, 'sample', 'b', 'R1', 1, 2, NULL, '{}', 'h')`;
const step = (from: string, to: string): string =>
  `INSERT INTO batch_step (batch_id, move, from_state, to_state, at, plant_at, by_id, by_name, facts)
   VALUES ('b', 'm', '${from}', '${to}', 1, 1, 'p', 'P', '{}')`;

test('009 comes upon a file of version 8; versions follow one another, states too, and nothing changes or goes', () => {
  const db = new Sqlite(':memory:');
  db.pragma('foreign_keys = ON');
  migrate(
    db,
    recordsMigrations.filter((one) => one.version <= 8),
  );
  db.exec("INSERT INTO unit VALUES ('R1', 'R1', '1L', 1, 0)");
  expect(
    migrate(
      db,
      recordsMigrations.filter((one) => one.version <= 9),
    ),
  ).toBe(8);
  db.exec(version('a', 1));
  expect(() => db.exec(version('a', 3))).toThrow('follow one another');
  db.exec(version('a', 2));
  db.exec("INSERT INTO batch_run VALUES ('b', 'R1', 'B', 'records', 0, 'planned', NULL, NULL, 'a', 1)");
  expect(() => db.exec(step('running', 'ended'))).toThrow('begins where the last one ended');
  db.exec(step('planned', 'set-up'));
  db.exec(step('set-up', 'ready'));
  expect(() => db.exec(step('set-up', 'ready'))).toThrow('begins where the last one ended');
  for (const table of ['record_version', 'batch_run', 'batch_step']) {
    expect(() => db.exec(`DELETE FROM ${table}`)).toThrow('append-only');
    expect(() => db.exec(`UPDATE ${table} SET rowid = rowid`)).toThrow('append-only');
  }
  expect(db.prepare('SELECT count(*) FROM unit').pluck().get()).toBe(1);
  db.close();
});
