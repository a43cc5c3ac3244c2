import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { needNode24, root } from './node-24.mjs';
import { dropReleaseHashes } from './release-hashes.mjs';
import { run } from './run.mjs';

const sources = [
  'src',
  'drivers',
  'resources',
  'electron.vite.config.ts',
  'postcss.config.cjs',
  'package.json',
];
const results = [
  'out/main/index.js',
  'out/main/headless.js',
  'out/main/campaign.js',
  'out/preload/index.cjs',
  'out/renderer/index.html',
];

/** Builds the application if it was never built or a source is newer. Ends this program when that fails. */
export async function buildIfNeeded() {
  if (oldestResult() >= newestSource()) return;
  console.error('Building the application (some ten seconds) ...');
  dropReleaseHashes();
  const electronVite = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
  const code = await run(needNode24(), [electronVite, 'build', '--logLevel', 'warn'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (code === 0) return;
  console.error('The build failed; see above.');
  process.exit(1);
}

function oldestResult() {
  return Math.min(...results.map((path) => changedAt(join(root, path)) ?? 0));
}

function newestSource() {
  return Math.max(...sources.map((path) => newest(join(root, path))));
}

/** Newest change of a file or of anything below a folder; tests are not built. */
function newest(path) {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found?.isDirectory()) return found?.mtimeMs ?? 0;
  const entries = readdirSync(path, { withFileTypes: true, recursive: true });
  const files = entries.filter((entry) => entry.isFile() && !/\.test\.tsx?$|\.md$/.test(entry.name));
  return Math.max(0, ...files.map((file) => changedAt(join(file.parentPath, file.name)) ?? 0));
}

function changedAt(path) {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}
