import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLogFile } from './log-file';

let dir = '';
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'log-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

const content = (): Record<string, string> =>
  Object.fromEntries(readdirSync(dir).map((name) => [name, readFileSync(join(dir, name), 'utf8')]));

it('starts a new file when one is full and keeps so many older ones', () => {
  const file = openLogFile(dir, 'host', 8, 2);
  for (const line of ['one', 'two', 'three', 'four', 'five']) file.append(line);
  expect(content()).toEqual({ 'host.log': 'five\n', 'host.1.log': 'four\n', 'host.2.log': 'three\n' });
});

it('goes on in the file of the last start', () => {
  openLogFile(dir, 'host', 8).append('one');
  openLogFile(dir, 'host', 8).append('two');
  openLogFile(dir, 'host', 8).append('three');
  expect(content()).toEqual({ 'host.1.log': 'one\ntwo\n', 'host.log': 'three\n' });
});

it('never throws when it cannot write, and says afterwards how much is lost', () => {
  const file = openLogFile(join(dir, 'logs'), 'host');
  rmSync(join(dir, 'logs'), { recursive: true });
  file.append('one');
  file.append('two');
  openLogFile(join(dir, 'logs'), 'host');
  file.append('three');
  expect(readFileSync(join(dir, 'logs', 'host.log'), 'utf8')).toMatch(/"lost":2.*\nthree\n$/);
});
