import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../file/migrate';
import { recordsMigrations } from '../plant/records-file';

test('005 adds an empty ledger to a file of before and refuses a span that ends where it begins', () => {
  const db = new Sqlite(':memory:');
  migrate(
    db,
    recordsMigrations.filter(({ version }) => version < 5),
  );
  db.exec("INSERT INTO event (at, severity, kind, words) VALUES (1, 'info', 'start', 'Started')");
  migrate(db, recordsMigrations);
  expect(db.prepare('SELECT count(*) FROM event').pluck().get()).toBe(1);
  expect(db.prepare('SELECT count(*) FROM hole_span').pluck().get()).toBe(0);
  expect(() =>
    db.exec("INSERT INTO hole_span (series, from_t, to_t, cause) VALUES (1, 5, 5, 'unknown')"),
  ).toThrow('CHECK');
});
