import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../file/migrate';
import { recordsMigrations } from './records-file';
import { sealedSettingsIn } from './sealed-settings';

test('a secret comes back under its own name and key only, and is nowhere in the file as text', () => {
  const db = new Sqlite(':memory:');
  migrate(db, recordsMigrations);
  const keep = sealedSettingsIn(db, Buffer.alloc(32, 7));
  keep.putSealed('edge-store/a', 'very secret');
  expect(keep.getSealed('edge-store/a')).toBe('very secret');
  expect(keep.getSealed('edge-store/b')).toBeUndefined();
  expect(db.serialize().includes('very secret')).toBe(false);
  db.exec("UPDATE setting SET key = 'sealed/edge-store/b'");
  expect(() => keep.getSealed('edge-store/b')).toThrow('cannot be opened');
  expect(() => sealedSettingsIn(db, Buffer.alloc(32, 8)).getSealed('edge-store/b')).toThrow(
    'cannot be opened',
  );
  keep.putSealed('edge-store/b', undefined);
  expect(keep.getSealed('edge-store/b')).toBeUndefined();
});
