import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../file/migrate';
import { recordsMigrations } from '../plant/records-file';

const account = (userId: string, person: string): string =>
  `INSERT INTO account (user_id, folded, skeleton, person_id, state, created_at)
   VALUES ('${userId}', '${userId}', '${userId}', '${person}', 'invited', 1)`;

test('008 comes upon a file of version 7; one open account a person, ids for ever, nothing removed', () => {
  const db = new Sqlite(':memory:');
  const upTo = (version: number) => recordsMigrations.filter((step) => step.version <= version);
  migrate(db, upTo(7));
  expect(migrate(db, upTo(8))).toBe(7);
  db.exec("INSERT INTO person VALUES ('p1', 'Anna', 'anna', 0, 1)");
  db.exec(account('anna', 'p1'));
  expect(() => db.exec(account('anna2', 'p1'))).toThrow('UNIQUE');
  db.exec("UPDATE account SET state = 'disabled' WHERE user_id = 'anna'");
  db.exec(account('anna2', 'p1'));
  expect(() => db.exec(account('anna', 'p1'))).toThrow('UNIQUE');
  expect(() => db.exec("UPDATE account SET state = 'active' WHERE user_id = 'anna'")).toThrow(
    'never changes',
  );
  for (const table of ['account', 'person']) expect(() => db.exec(`DELETE FROM ${table}`)).toThrow('never');
  db.exec("INSERT INTO role_grant (person_id, role, from_at) VALUES ('p1', 'viewer', 1)");
  expect(() => db.exec('DELETE FROM role_grant')).toThrow('ended, never removed');
  db.exec("INSERT INTO access_review VALUES ('r', 1, 'a', '{}')");
  expect(() => db.exec("UPDATE access_review SET content = ''")).toThrow('append-only');
});
