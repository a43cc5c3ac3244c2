import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { migrate } from '../file/migrate';
import { plant001 } from './001-plant';
import { sources002 } from './002-sources';

test('002 lets secrets and mappings go with their connection', () => {
  const db = new Sqlite(':memory:');
  db.pragma('foreign_keys = ON');
  migrate(db, [plant001, sources002]);
  db.exec(`
    INSERT INTO unit VALUES ('R1', 'R1', '1L', 1, 0);
    INSERT INTO channel VALUES (NULL, 'R1/pH', 'R1', 'pH', 'pH', '', 'ph', 'measured', 3, 8, 0, 14, 0.01, 1000, NULL, NULL);
    INSERT INTO connection VALUES ('hall', '{}');
    INSERT INTO secret VALUES ('hall', 'password', x'01');
    INSERT INTO mapping VALUES ('hall', 'k', 'pH', 'R1/pH');
    DELETE FROM connection;
  `);
  expect(db.prepare('SELECT (SELECT count(*) FROM secret) + (SELECT count(*) FROM mapping)').pluck().get()).toBe(0); // prettier-ignore
  expect(db.prepare('SELECT count(*) FROM channel').pluck().get()).toBe(1);
});
