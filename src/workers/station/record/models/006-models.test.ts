import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../file/migrate';
import { recordsMigrations } from '../plant/records-file';

const row = (version: string, scale: string, state: string): string =>
  `INSERT INTO model_version VALUES ('od', '${version}', 'OD600', ${scale}, '${state}', 'trained', 'a', 'b', 1, 1)`;

test('006 comes upon a file of version 5; a target and vessel have one champion, changes and evaluations stay', () => {
  const db = new Sqlite(':memory:');
  migrate(db, recordsMigrations.slice(0, 5));
  expect(migrate(db, recordsMigrations.slice(0, 6))).toBe(5);
  db.exec(row('1.0.0', "'1L'", 'champion'));
  expect(() => db.exec(row('2.0.0', "'1L'", 'champion'))).toThrow('UNIQUE');
  db.exec(row('3.0.0', 'NULL', 'champion'));
  expect(() => db.exec(row('4.0.0', 'NULL', 'champion'))).toThrow('UNIQUE');
  db.exec("INSERT INTO model_change VALUES (1, 'od', '1.0.0', 1, NULL, 'candidate', 'station', 'found')");
  expect(() => db.exec("UPDATE model_change SET reason = 'x'")).toThrow('append-only');
  db.exec("INSERT INTO holdout_evaluation VALUES (1, 'h', 'j', 1, '[]')");
  expect(() => db.exec('DELETE FROM holdout_evaluation')).toThrow('append-only');
});
