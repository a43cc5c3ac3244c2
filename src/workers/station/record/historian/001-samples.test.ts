import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../file/migrate';
import { samples001 } from './001-samples';

test('001 makes strict rows keyed by series and time', () => {
  const db = new Sqlite(':memory:');
  expect(migrate(db, [samples001])).toBe(0);
  expect(db.pragma('user_version', { simple: true })).toBe(1);
  const insert = db.prepare('INSERT INTO sample (series, t, value, quality, seen) VALUES (?, ?, ?, ?, ?)');
  insert.run(1, 1_700_000_000_000, null, 0, 1_700_000_000_001);
  expect(() => insert.run(1, 1_700_000_000_000, 5, 0, 0)).toThrow(/UNIQUE/);
  expect(() => insert.run(1, 0.5, 5, 0, 0)).toThrow(/INTEGER/);
  expect(() => insert.run(1, 1, 'warm', 0, 0)).toThrow(/REAL/);
});
