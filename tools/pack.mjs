import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfNeeded } from './build.mjs';
import { needNode24, root } from './node-24.mjs';
import { writeReleaseHashes } from './release-hashes.mjs';
import { run } from './run.mjs';
import { smokeTest } from './smoke-test.mjs';

await buildIfNeeded();
if (existsSync(join(root, 'node_modules', 'better-sqlite3', 'build')))
  console.error(
    'node_modules/better-sqlite3 holds an addon built on this machine: good for a trial, not for a release. ' +
      'A release is packed after a fresh npm ci.',
  );
console.log(`Hashes of ${writeReleaseHashes()} files are released with the program.`);
const builder = join(root, 'node_modules', 'electron-builder', 'cli.js');
const code = await run(needNode24(), [builder, ...platform(), '--publish', 'never', ...electronAtHand()]);
if (code !== 0) process.exit(code);
process.exit(process.argv.includes('--no-smoke') ? 0 : await smokeTest());

function platform() {
  const names = { linux: '--linux', darwin: '--mac', win32: '--win' };
  return [names[process.platform] ?? '--linux', 'dir'];
}

/** The Electron named by ELECTRON_OVERRIDE_DIST_PATH instead of a download. */
function electronAtHand() {
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (!dist) return [];
  const version = readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '');
  return [`-c.electronDist=${dist}`, `-c.electronVersion=${version}`];
}
