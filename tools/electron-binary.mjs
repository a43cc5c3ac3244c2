import { spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './node-24.mjs';

const stallMs = 20_000;
const retryAfterMs = 24 * 3_600_000;
const failureMark = join(root, 'node_modules', '.cache', 'bioprocess-twin', 'electron-download-failed.json');

/**
 * Electron's program: from ELECTRON_OVERRIDE_DIST_PATH, or the one the `electron` package downloaded.
 * @returns its path, or undefined
 */
export function electronPath() {
  const override = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  const dist = override || join(root, 'node_modules', 'electron', 'dist');
  const path = join(dist, programName());
  return existsSync(path) ? path : undefined;
}

/** Why no window can be opened here whatever is installed; undefined where one can. */
export function noDisplay() {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return undefined;
  return 'there is no display (neither DISPLAY nor WAYLAND_DISPLAY is set)';
}

/**
 * Downloads Electron's program with its package's own installer. A download that stalls is given up; one that failed
 * is not tried again for a day.
 * @returns why there is none, or undefined when it is there
 */
export async function downloadElectron() {
  if (process.env.ELECTRON_OVERRIDE_DIST_PATH)
    return `ELECTRON_OVERRIDE_DIST_PATH has no ${programName()} in it`;
  const installer = join(root, 'node_modules', 'electron', 'install.js');
  if (!existsSync(installer)) return 'the electron package is not installed';
  const failed = lastFailure();
  if (failed) return `${failed}; \`npx install-electron\` tries again`;
  console.error('Downloading Electron (once, about 110 MB) ...');
  const problem = await runInstaller(installer);
  if (!problem && electronPath()) return undefined;
  const words = `Electron could not be downloaded (${problem ?? 'no reason given'})`;
  rememberFailure(words);
  return words;
}

function programName() {
  if (process.platform === 'darwin') return 'Electron.app/Contents/MacOS/Electron';
  return process.platform === 'win32' ? 'electron.exe' : 'electron';
}

/** Resolves with the reason it failed. Progress is seen by the growth of its temporary folder. */
async function runInstaller(installer) {
  const folder = mkdtempSync(join(tmpdir(), 'electron-download-'));
  const env = { ...process.env, TMPDIR: folder, TEMP: folder, TMP: folder, ELECTRON_GET_NO_PROGRESS: '1' };
  const child = spawn(process.execPath, [installer], { cwd: root, env, stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (text) => (said += text));
  let stalled = false;
  let last = { bytes: -1, at: Date.now() };
  const watch = setInterval(() => {
    const bytes = bytesIn(folder) + bytesIn(join(root, 'node_modules', 'electron', 'dist'));
    if (bytes !== last.bytes) last = { bytes, at: Date.now() };
    stalled = Date.now() - last.at > stallMs;
    if (stalled) child.kill('SIGKILL');
  }, 500);
  const code = await new Promise((resolve) => child.once('exit', resolve).once('error', () => resolve(1)));
  clearInterval(watch);
  rmSync(folder, { recursive: true, force: true });
  if (stalled) return 'the network does not answer';
  return code === 0 ? undefined : reasonIn(said);
}

function reasonIn(said) {
  const code =
    /\b(ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|EACCES|ENOSPC|CERT_\w+|UND_ERR_\w+)\b/.exec(
      said,
    )?.[0];
  if (!code && said.includes('fetch failed')) return 'the network does not reach it';
  return code ?? /(?:Error|HTTPError): (.+)/.exec(said)?.[1] ?? 'see npx install-electron';
}

function bytesIn(folder) {
  if (!existsSync(folder)) return 0;
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) =>
    entry.isFile(),
  );
  return files.reduce(
    (sum, file) => sum + (statSync(join(file.parentPath, file.name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
}

function lastFailure() {
  try {
    const { at, words } = JSON.parse(readFileSync(failureMark, 'utf8'));
    return Date.now() - at < retryAfterMs ? words : undefined;
  } catch {
    return undefined;
  }
}

function rememberFailure(words) {
  mkdirSync(join(failureMark, '..'), { recursive: true });
  writeFileSync(failureMark, JSON.stringify({ at: Date.now(), words }));
}
