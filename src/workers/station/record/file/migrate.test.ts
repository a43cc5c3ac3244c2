import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { historianMigrations } from '../historian/historian-file';
import { recordsMigrations } from '../plant/records-file';
import { migrate, userVersion } from './migrate';

const steps = [
  { version: 1, sql: 'CREATE TABLE a (x)' },
  { version: 2, sql: 'CREATE TABLE b (x)' },
];

test('runs what is due, once', () => {
  const db = new Sqlite(':memory:');
  expect([migrate(db, steps.slice(0, 1)), migrate(db, steps), migrate(db, steps)]).toEqual([0, 1, 2]);
  expect(userVersion(db)).toBe(2);
});

test('all steps or none', () => {
  const db = new Sqlite(':memory:');
  expect(() => migrate(db, [...steps, { version: 3, sql: 'CREATE TABLE a (x)' }])).toThrow('already exists');
  expect(userVersion(db)).toBe(0);
  expect(db.prepare('SELECT count(*) FROM sqlite_schema').pluck().get()).toBe(0);
});

test.each([historianMigrations, recordsMigrations])('steps are numbered from 1 without a hole', (...list) => {
  expect(list.map(({ version }) => version)).toEqual(list.map((_, index) => index + 1));
});
