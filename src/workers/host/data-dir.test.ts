import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { dataDirFor } from './data-dir';

it.each<[string | undefined, NodeJS.Platform, NodeJS.ProcessEnv, string]>([
  ['some/where', 'linux', {}, resolve('some/where')],
  [undefined, 'linux', { XDG_DATA_HOME: '/share' }, join('/share', 'bioprocess-twin')],
  [undefined, 'linux', {}, join(homedir(), '.local/share/bioprocess-twin')],
  [undefined, 'win32', { APPDATA: '/roaming' }, join('/roaming', 'Bioprocess Twin')],
  [undefined, 'darwin', {}, join(homedir(), 'Library/Application Support/Bioprocess Twin')],
])('puts %s on %s where the platform expects it', (given, platform, env, expected) => {
  expect(dataDirFor(given, { platform, env })).toBe(expected);
});
