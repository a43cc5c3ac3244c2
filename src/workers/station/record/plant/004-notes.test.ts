import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../file/migrate';
import { recordsMigrations } from './records-file';

const columns = '(batch_id, kind, at, body, source, entered_at, entered_by, replaces, reason)';
const note = (replaces: string, reason: string): string =>
  `INSERT INTO note ${columns} VALUES ('b', 'event', 1, '{}', 'hand', 2, 'operator', ${replaces}, ${reason})`;

test('004 comes upon a file of version 3 with its batches, and keeps notes as they are', () => {
  const db = new Sqlite(':memory:');
  db.pragma('foreign_keys = ON');
  migrate(db, recordsMigrations.slice(0, 3));
  db.exec("INSERT INTO unit VALUES ('R1', 'R1', '1L', 1, 0)");
  db.exec("INSERT INTO batch VALUES ('b', 'R1', 'b', 0, NULL, 0)");
  expect(migrate(db, recordsMigrations.slice(0, 4))).toBe(3);
  db.exec(note('NULL', 'NULL'));
  db.exec(note('1', "'typed wrong'"));
  expect(() => db.exec("UPDATE note SET body = ''")).toThrow('append-only');
  expect(() => db.exec('DELETE FROM note')).toThrow('append-only');
  expect(() => db.exec(note('1', "'again'"))).toThrow('UNIQUE');
  expect(() => db.exec(note('2', 'NULL'))).toThrow('CHECK');
  expect(() => db.exec(note('9', "'no such note'"))).toThrow('FOREIGN KEY');
});
