import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../file/migrate';
import { DirtyCells } from './dirty-cells';
import { historianMigrations } from './historian-file';

const minute = 60_000;
const later = 100 * minute;

function fresh() {
  const db = new Sqlite(':memory:');
  migrate(db, historianMigrations);
  return { db, dirty: new DirtyCells(db) };
}

/** Strikes due cells one by one: the order in which they would be computed. */
function order(dirty: DirtyCells): [string, number][] {
  const found: [string, number][] = [];
  for (let due = dirty.due(later, true); due; due = dirty.due(later, true)) {
    found.push([due.level.name, due.t / minute]);
    for (const series of due.series) dirty.strike(due.level, series, due.t);
  }
  return found;
}

test('the newest come first, narrow cells before wide ones', () => {
  const { dirty } = fresh();
  for (const t of [5, 25, 15]) dirty.touch(1, t * minute, 0);
  expect(order(dirty)).toEqual([
    ['30s', 25],
    ['30s', 15],
    ['30s', 5],
    ['10min', 20],
    ['10min', 10],
    ['10min', 0],
  ]);
});

test('what a transaction that was undone noted is undone as well', () => {
  const { db, dirty } = fresh();
  dirty.touch(1, 0, 0);
  dirty.committed();
  db.exec('BEGIN');
  dirty.touch(1, 5 * minute, 0);
  order(dirty);
  db.exec('ROLLBACK');
  dirty.rolledBack();
  expect(order(dirty)).toEqual([
    ['30s', 0],
    ['10min', 0],
  ]);
});

test('a latecomer is waited on for a second, a live sample until its cell is 2 s past', () => {
  const { dirty } = fresh();
  dirty.touch(1, 0, 50 * minute);
  dirty.touch(1, 50 * minute, 50 * minute);
  expect(dirty.due(50 * minute + 999, false)).toBeUndefined();
  expect(dirty.due(50 * minute + 1000, false)?.t).toBe(0);
  expect(dirty.due(50 * minute + 32_000, false)?.t).toBe(50 * minute);
});
