import { mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { lockData } from './data-lock';

let dir = '';
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'lock-'))));
afterEach(() => rmSync(dir, { recursive: true, force: true }));

it('gives a folder to one at a time, whatever it is called', async () => {
  const release = await lockData(dir);
  expect(release).toBeTypeOf('function');
  expect(await lockData(dir)).toBeUndefined();
  const alias = join(dir, 'alias');
  symlinkSync(dir, alias);
  expect(await lockData(alias)).toBeUndefined();
  release?.();
  (await lockData(dir))?.();
});
