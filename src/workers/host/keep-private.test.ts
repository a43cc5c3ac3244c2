import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { prepareFolder } from './keep-private';

const scratch = mkdtempSync(join(tmpdir(), 'bt-folder-'));
afterAll(() => rmSync(scratch, { recursive: true }));

test('a missing folder is made, with those above it', () => {
  const dir = join(scratch, 'a', 'b');
  prepareFolder(dir);
  expect(statSync(dir).isDirectory()).toBe(true);
});

test('what cannot be a data folder is refused in words', () => {
  const file = join(scratch, 'file');
  writeFileSync(file, '');
  expect(() => prepareFolder(file)).toThrow(
    `${file} cannot be used: it is not a folder. Choose another with --data DIR.`,
  );
  if (process.platform === 'linux')
    expect(() => prepareFolder('/proc/bioprocess/twin')).toThrow('the path does not exist');
  expect(() => prepareFolder(join(file, 'below'))).toThrow('a part of its path is not a folder');
});
