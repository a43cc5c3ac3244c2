import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../file/migrate';
import { plant001 } from './001-plant';

const unit = "INSERT INTO unit VALUES ('R1', 'R1', '1L', 1, 0)";
const batch = (id: string, ended: string): string =>
  `INSERT INTO batch VALUES ('${id}', 'R1', '${id}', 0, ${ended}, 0)`;

test('001 lets one batch run on a unit, and any number be over', () => {
  const db = new Sqlite(':memory:');
  migrate(db, [plant001]);
  db.exec([unit, batch('a', '1'), batch('b', '2'), batch('c', 'NULL')].join(';'));
  expect(() => db.exec(batch('d', 'NULL'))).toThrow(/UNIQUE/);
});

test('001 never gives a series number twice', () => {
  const db = new Sqlite(':memory:');
  migrate(db, [plant001]);
  db.exec(unit);
  const add = db.prepare(
    "INSERT INTO channel VALUES (NULL, ?, 'R1', 'pH', 'pH', '', 'ph', 'measured', 3, 8, 0, 14, 0.01, 1000, NULL, NULL)",
  );
  add.run('R1/pH');
  db.exec('DELETE FROM channel');
  expect(add.run('R1/pH').lastInsertRowid).toBe(2);
});
