import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { historianMigrations } from '../historian/historian-file';
import { migrate } from './migrate';
import { pairFiles } from './pair-files';

const scratch = mkdtempSync(join(tmpdir(), 'bt-pair-'));
afterAll(() => rmSync(scratch, { recursive: true }));
let db: InstanceType<typeof Database>;
let file = 0;
beforeEach(() => {
  db = new Database(join(scratch, `${(file += 1)}.db`));
  migrate(db, historianMigrations);
});
const record = (): unknown => db.prepare("INSERT INTO journal (seq, body) VALUES (1, x'00')").run();

describe('pairing the two files', () => {
  it('accepts what was made together, again and again', () => {
    expect(pairFiles(db, 'here', 0)).toBe('paired');
    record();
    expect(pairFiles(db, 'here', 4)).toBe('paired');
  });

  it('refuses a history made with other records', () => {
    pairFiles(db, 'there', 0);
    expect(() => pairFiles(db, 'here', 0)).toThrow('do not belong together');
  });

  it('refuses a history that nothing describes', () => {
    record();
    expect(() => pairFiles(db, 'here', 0)).toThrow('do not belong together');
  });

  it('says when the history of known channels is gone', () => {
    expect(pairFiles(db, 'here', 4)).toBe('history-is-new');
  });
});
