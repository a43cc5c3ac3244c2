import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import type { FieldMerge } from '../../../../shared/contract/field';
import { migrate } from '../file/migrate';
import { coveredTables } from '../ledger/covered-tables';
import { recordsMigrations } from '../plant/records-file';
import { fieldMergesIn } from './field-merges-in';

const merge: FieldMerge = {
  id: 'm1',
  recordingId: 'r1',
  sha256: 'ab',
  file: 'a.btfield',
  name: 'Night',
  stationId: 'laptop',
  keyId: 'k',
  by: 'Ann (ann)',
  state: 'merging',
  beganAt: 5,
  endedAt: null,
  shiftMs: 0,
  map: {},
  added: 0,
  there: 0,
  conflicts: 0,
};

test('014 comes upon a file of version 13; a merge is begun, ended once and never removed, each with its entry', () => {
  const db = new Sqlite(':memory:');
  migrate(
    db,
    recordsMigrations.filter(({ version }) => version < 14),
  );
  expect(
    migrate(
      db,
      recordsMigrations.filter(({ version }) => version < 15),
    ),
  ).toBe(13);
  const keep = fieldMergesIn(db);
  keep.begin(merge);
  const ended: FieldMerge = { ...merge, state: 'merged', endedAt: 9, added: 3 };
  keep.end(ended);
  expect(keep.all()).toEqual([ended]);
  expect(() => keep.end(ended)).toThrow('only ever ended');
  expect(() => db.exec('DELETE FROM field_merge')).toThrow('append-only');
  expect(coveredTables(db).map(({ name }) => name)).toContain('field_merge');
});
