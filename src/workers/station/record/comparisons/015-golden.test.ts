import Sqlite from 'better-sqlite3';
import { expect, it } from 'vitest';
import { migrate } from '../file/migrate';
import { coveredTables } from '../ledger/covered-tables';
import { recordsMigrations } from '../plant/records-file';
import { goldenIn } from './golden-in';

it('015 comes upon a file of version 14; versions follow one another, never change, and the ledger covers them', () => {
  const db = new Sqlite(':memory:');
  const upTo = (newest: number) => recordsMigrations.filter(({ version }) => version <= newest);
  migrate(db, upTo(14));
  expect(migrate(db, upTo(15))).toBe(14);
  const keep = goldenIn(db);
  const one = { id: 'a', name: 'A', at: 1, by: 'x', reason: 'first', withdrawn: false, body: '{}' };
  keep.add({ ...one, version: 1 });
  expect(() => keep.add({ ...one, version: 3 })).toThrow('follow one another');
  keep.add({ ...one, version: 2, withdrawn: true });
  expect(keep.newest()).toEqual([{ ...one, version: 2, withdrawn: true }]);
  expect(() => db.exec("UPDATE golden_version SET body = ''")).toThrow('append-only');
  expect(() => db.exec('DELETE FROM golden_version')).toThrow('append-only');
  expect(coveredTables(db).map(({ name }) => name)).toContain('golden_version');
});
