import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './node-24.mjs';

const file = join(root, 'release-hashes.json');

/** SHA-256 of every file of a built program by its path, in order; maps for debugging are not released. */
export function releaseHashes(dir) {
  const paths = readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.map'))
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted();
  const hash = (path) => createHash('sha256').update(readFileSync(path)).digest('hex');
  return Object.fromEntries(paths.map((path) => [relative(dir, path).replaceAll('\\', '/'), hash(path)]));
}

/** Beside the program, and packed with it: `bt iq` compares what is installed with what was released. */
export function writeReleaseHashes() {
  const hashes = releaseHashes(join(root, 'out'));
  writeFileSync(file, `${JSON.stringify(hashes, null, 1)}\n`);
  return Object.keys(hashes).length;
}

/** What was built anew is no release any more. */
export function dropReleaseHashes() {
  rmSync(file, { force: true });
}
