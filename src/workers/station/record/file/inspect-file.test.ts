import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { historianFile, historianMigrations } from '../historian/historian-file';
import { scratchFolder } from '../testing/scratch-folder';
import { markClean } from './clean-flag';
import { checkPages, inspectFile } from './inspect-file';
import { migrate } from './migrate';
import { openForWriting, requireSqlite } from './open-database';

/** A closed file of ours with 20,000 rows. */
function ourFile(version = historianFile.newestVersion, clean = true): string {
  const path = join(scratchFolder(), historianFile.fileName);
  const db = openForWriting(path, historianFile);
  migrate(db, historianMigrations);
  const insert = db.prepare('INSERT INTO journal (seq, body) VALUES (?, zeroblob(30))');
  db.transaction(() => {
    for (let t = 0; t < 20_000; t += 1) insert.run(t);
  })();
  markClean(db, clean);
  db.pragma(`user_version = ${version}`);
  db.close();
  return path;
}

function fileWith(content: Buffer): string {
  const path = join(scratchFolder(), historianFile.fileName);
  writeFileSync(path, content);
  return path;
}

function foreignFile(): string {
  const path = join(scratchFolder(), historianFile.fileName);
  const db = new Sqlite(path);
  db.exec('CREATE TABLE bookmarks (url TEXT)');
  db.close();
  return path;
}

/** Overwrites the middle of the file. */
function damaged(fromByte: number): string {
  const path = ourFile();
  const content = readFileSync(path);
  content.fill(0xa5, fromByte, fromByte + 40_000);
  writeFileSync(path, content);
  return path;
}

test.each([
  ['no file', () => join(scratchFolder(), 'none.db'), 'new'],
  ['an empty file', () => fileWith(Buffer.alloc(0)), 'new'],
  ['a file that was closed', () => ourFile(), 'closed-well'],
  ['a file that was not', () => ourFile(historianFile.newestVersion, false), 'not-closed'],
])('%s is fine', (_, make, finding) => {
  expect(inspectFile(make(), historianFile)).toBe(finding);
});

test.each([
  ['text', () => fileWith(Buffer.from('time;value\n'.repeat(1000))), 'not-a-database'],
  ['a few bytes', () => fileWith(Buffer.from('SQL')), 'not-a-database'],
  ['a stump of a database', () => fileWith(readFileSync(ourFile()).subarray(0, 60)), 'corrupt'],
  ['another application', foreignFile, 'foreign'],
  ['a newer version', () => ourFile(99), 'newer-version'],
  ['a damaged catalogue', () => damaged(200), 'corrupt'],
])('%s is refused and not touched', (_, make, kind) => {
  const path = make();
  const before = readFileSync(path);
  expect(() => inspectFile(path, historianFile)).toThrow(expect.objectContaining({ name: 'StoreRefusal', kind })); // prettier-ignore
  expect(readFileSync(path).equals(before)).toBe(true);
});

test('the check of pages finds damage in the data', () => {
  expect(() => checkPages(ourFile())).not.toThrow();
  const path = damaged(100_000);
  expect(inspectFile(path, historianFile)).toBe('closed-well');
  expect(() => checkPages(path)).toThrow(expect.objectContaining({ kind: 'corrupt' }));
});

test.each([
  ['3.51.3', true],
  ['3.52.0', true],
  ['4.0.0', true],
  ['3.51.2', false],
  ['3.9.9', false],
])('SQLite %s is new enough: %s', (version, enough) => {
  const check = expect(() => requireSqlite(version));
  if (enough) check.not.toThrow();
  else check.toThrow(expect.objectContaining({ kind: 'sqlite-too-old' }));
});
