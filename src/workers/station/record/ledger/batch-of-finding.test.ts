import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { batchOfFinding } from './batch-of-finding';
import { finding } from './finding';

test('a finding leads to its batch by its own column, by its owner, by what was signed, or by its entry', () => {
  const db = new Sqlite(':memory:');
  db.exec(`
    CREATE TABLE record_version (id TEXT, version INTEGER, batch_id TEXT, PRIMARY KEY (id, version));
    CREATE TABLE record_step (seq INTEGER PRIMARY KEY, record_id TEXT);
    CREATE TABLE signature (id TEXT PRIMARY KEY, subject_type TEXT, subject_id TEXT);
    CREATE TABLE ledger (seq INTEGER PRIMARY KEY, body TEXT);
    INSERT INTO record_version VALUES ('r1', 1, 'b1'), ('medium', 1, NULL);
    INSERT INTO record_step VALUES (4, 'r1');
    INSERT INTO signature VALUES ('s1', 'batch', 'b2'), ('s2', 'record', 'r1');
    INSERT INTO ledger VALUES (9, '{"subject":{"type":"setting","id":"x"},"rows":[{"table":"record_version","key":"[]","after":{"batch_id":"b3"}}]}');
  `);
  // The ledger knows it still, the table no more.
  const images = new Map([['batch', new Map([['["b4"]', { id: 'b4' }]])]]);
  const of = (table: string | null, key: string | null, seq: number | null = null): string | null =>
    batchOfFinding(db, images, finding('row-altered', '', { table, key, seq }));
  expect([
    of('record_version', '["r1",1]'),
    of('record_step', '[4]'),
    of('signature', '["s1"]'),
    of('signature', '["s2"]'),
    of('ledger', '9', 9),
    of('batch', '["b4"]'),
  ]).toEqual(['b1', 'b1', 'b2', 'b1', 'b3', 'b4']);
  expect([of('record_version', '["medium",1]'), of('record_step', '[5]'), of(null, null)]).toEqual([
    null,
    null,
    null,
  ]);
  db.close();
});
