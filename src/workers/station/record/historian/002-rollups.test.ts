import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../file/migrate';
import { samples001 } from './001-samples';
import { rollups002 } from './002-rollups';

test('002 names the cells of every sample that was there before, so that they are computed', () => {
  const db = new Sqlite(':memory:');
  migrate(db, [samples001]);
  const t = 1_700_000_400_000;
  for (const [series, at] of [[1, t], [1, t + 29_999], [1, t + 30_000], [2, t + 600_000]] as const) // prettier-ignore
    db.prepare('INSERT INTO sample (series, t, value, quality, seen) VALUES (?, ?, 1, 0, ?)').run(series, at, at); // prettier-ignore
  migrate(db, [samples001, rollups002]);
  expect(db.prepare('SELECT width, series, t FROM dirty_cell').raw().all()).toEqual([
    [30_000, 1, t],
    [30_000, 1, t + 30_000],
    [30_000, 2, t + 600_000],
    [600_000, 1, t],
    [600_000, 2, t + 600_000],
  ]);
});

test.each(['rollup_30s', 'rollup_10min'])('%s tells percent good', (table) => {
  const db = new Sqlite(':memory:');
  migrate(db, [samples001, rollups002]);
  db.exec(`INSERT INTO ${table} (series, t, n, used, good) VALUES (1, 0, 8, 7, 6)`);
  expect(db.prepare(`SELECT percent_good FROM ${table}`).pluck().get()).toBe(75);
});
