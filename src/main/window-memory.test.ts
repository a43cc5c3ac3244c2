import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readMemory, writeMemory } from './window-memory';
import type { RememberedWindow } from './window-memory';

let dir = '';
beforeEach(() => (dir = mkdtempSync(join(tmpdir(), 'memory-'))));
afterEach(() => rmSync(dir, { recursive: true }));

const area = { x: 0, y: 0, width: 1366, height: 728 };
const left: RememberedWindow = {
  bounds: { x: 1, y: 2, width: 1200, height: 700 },
  display: { id: 5, workArea: area },
  path: '#/unit/R-101',
  maximized: false,
  fullScreen: true,
};

it('remembers theme and windows', () => {
  writeMemory(dir, { theme: 'dark', windows: [left, { ...left, path: '' }] });
  expect(readMemory(dir)).toEqual({ theme: 'dark', windows: [left, { ...left, path: '' }] });
});

it.each([
  ['', []],
  ['{"theme":"dar', []],
  ['[]', []],
  [
    JSON.stringify({
      windows: [{ ...left, bounds: { x: 0.5 } }, { ...left, path: 'https://x.example' }, left],
    }),
    [left],
  ],
  [
    JSON.stringify({
      windows: [
        { ...left, display: null },
        { ...left, maximized: 1 },
      ],
    }),
    [],
  ],
])('takes of a spoilt file what is sound: %s', (text, windows) => {
  writeFileSync(join(dir, 'desktop.json'), text);
  expect(readMemory(dir)).toEqual({ theme: 'auto', windows });
});
