import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Root of the repository; every tool is started from there or finds it so. */
export const root = join(import.meta.dirname, '..');

/**
 * The Node that runs station, build and tests: the one npm installed for this platform, else the running one if it is
 * new enough.
 * @returns its path, or undefined where there is none
 */
export function findNode24() {
  const file = process.platform === 'win32' ? 'node.exe' : 'node';
  const installed = join(root, 'node_modules', `node-${packagePlatform()}-${process.arch}`, 'bin', file);
  if (existsSync(installed)) return installed;
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 14) ? process.execPath : undefined;
}

/** The same, or the end of this program with words on what to do. */
export function needNode24() {
  const node = findNode24();
  if (node) return node;
  console.error(
    `This platform (${process.platform} ${process.arch}) has no Node 24 among the npm packages and the running Node ` +
      `is ${process.versions.node}. Install Node 22.14 or newer (https://nodejs.org) and start again with it.`,
  );
  return process.exit(1);
}

/** Whether a program can be found on the PATH. */
export function onPath(program) {
  return (process.env.PATH ?? '').split(delimiter).some((dir) => existsSync(join(dir, program)));
}

function packagePlatform() {
  return process.platform === 'win32' ? 'win' : process.platform;
}
