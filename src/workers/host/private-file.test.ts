import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readIfThere, writeOnce, writePrivately } from './private-file';

let dir = '';
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'private-'))));
afterEach(() => rmSync(dir, { recursive: true }));

it('writes once what must never be replaced, and leaves nothing else behind', () => {
  const path = join(dir, 'key');
  expect(writeOnce(path, 'first')).toBe('first');
  expect(writeOnce(path, 'second')).toBe('first');
  expect(readdirSync(dir)).toEqual(['key']);
});

it('replaces as a whole', () => {
  const path = join(dir, 'memory');
  expect(readIfThere(path)).toBeUndefined();
  writePrivately(path, 'first');
  writePrivately(path, 'second');
  expect(readFileSync(path, 'utf8')).toBe('second');
  expect(readdirSync(dir)).toEqual(['memory']);
});
