import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../file/migrate';
import { recordsMigrations } from '../plant/records-file';

const version = (id: string, number: number, kind = 'deviation'): string =>
  `INSERT INTO quality_version VALUES ('${id}', ${number}, '${kind}', NULL, NULL, 1, '{}', '{}')`;

test('011 comes upon the file before it; versions follow one another and nothing of them changes or goes', () => {
  const db = new Sqlite(':memory:');
  migrate(
    db,
    recordsMigrations.filter((step) => step.version < 11),
  );
  expect(
    migrate(
      db,
      recordsMigrations.filter((step) => step.version <= 11),
    ),
  ).toBe(10);
  db.exec(version('DEV-1', 1));
  db.exec(version('DEV-1', 2));
  expect(() => db.exec(version('DEV-1', 2))).toThrow('follow one another');
  expect(() => db.exec(version('DEV-1', 4))).toThrow('follow one another');
  expect(() => db.exec(version('DEV-2', 2))).toThrow('follow one another');
  expect(() => db.exec(version('X-1', 1, 'rumour'))).toThrow('CHECK');
  expect(() => db.exec('INSERT OR REPLACE INTO quality_version SELECT * FROM quality_version')).toThrow(
    'follow',
  );
  db.exec("INSERT INTO quality_signed VALUES ('DEV-1', 2, 's', '{}')");
  expect(() => db.exec("UPDATE quality_signed SET signature_id = 't'")).toThrow('append-only');
  expect(() => db.exec('DELETE FROM quality_signed')).toThrow('append-only');
});
