import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../file/migrate';
import { recordsMigrations } from './records-file';

test('003 refuses to change or remove an event', () => {
  const db = new Sqlite(':memory:');
  migrate(db, recordsMigrations.slice(0, 3));
  db.exec("INSERT INTO event (at, severity, kind, words) VALUES (1, 'info', 'start', 'Started')");
  expect(() => db.exec("UPDATE event SET words = ''")).toThrow('append-only');
  expect(() => db.exec('DELETE FROM event')).toThrow('append-only');
});
