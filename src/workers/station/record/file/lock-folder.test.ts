import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { scratchFolder } from '../testing/scratch-folder';
import { lockFolder } from './lock-folder';

test('keeps a second one out until the first lets go', () => {
  const dir = join(scratchFolder(), 'made', 'when missing');
  const first = lockFolder(dir);
  expect(() => lockFolder(dir)).toThrow(
    expect.objectContaining({ kind: 'in-use', words: expect.stringContaining(`process ${process.pid}`) }),
  );
  first.release();
  lockFolder(dir).release();
});

test('a folder that cannot be made is refused', () => {
  const file = join(scratchFolder(), 'file');
  writeFileSync(file, '');
  expect(() => lockFolder(join(file, 'below'))).toThrow(expect.objectContaining({ kind: 'unwritable' }));
});

test('a lock file that is none of ours is left alone', () => {
  const dir = scratchFolder();
  writeFileSync(join(dir, 'station.lock'), 'x'.repeat(5000));
  expect(() => lockFolder(dir)).toThrow(expect.objectContaining({ kind: 'not-a-database' }));
});
