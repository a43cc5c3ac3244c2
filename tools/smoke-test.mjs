import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { chromium } from '@playwright/test';
import { noDisplay } from './electron-binary.mjs';
import { onPath, root } from './node-24.mjs';

const withinMs = 60_000;
const quitWithinMs = 20_000;

/**
 * Starts the packed application on an empty data folder, waits until its window shows a live value that moves, and
 * closes it.
 * @returns {Promise<number>} 0 when it did
 */
export async function smokeTest() {
  const program = packedProgram();
  if (!program) return fail('no packed application was found in dist/');
  const wrapper = noDisplay() ? ['xvfb-run', '-a', '-s', '-screen 0 1920x1080x24'] : [];
  if (wrapper.length > 0 && !onPath('xvfb-run')) {
    console.log(`Smoke test left out: ${noDisplay()}, and xvfb-run is not installed.`);
    return 0;
  }
  const dataDir = mkdtempSync(join(tmpdir(), 'bioprocess-twin-smoke-'));
  const port = await freePort();
  const asRoot = process.platform === 'linux' && process.getuid() === 0;
  const args = ['--data', dataDir, `--remote-debugging-port=${port}`, ...(asRoot ? ['--no-sandbox'] : [])];
  const [command, ...rest] = [...wrapper, program, ...args];
  const child = spawn(command, rest, { stdio: ['ignore', 'ignore', 'pipe'], detached: true });
  let said = '';
  child.stderr.on('data', (text) => (said = (said + text).slice(-6000)));
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    console.log(await watchLiveValue(port, ended));
    if ((await Promise.race([ended, pause(quitWithinMs, 'late')])) === 'late')
      return fail('it did not quit.');
    return stoppedCleanly(dataDir) ? 0 : fail('it quit without stopping its workers.');
  } catch (problem) {
    return fail(`${problem.message}\n${said}`);
  } finally {
    await endGroup(child, ended);
    rmSync(dataDir, { recursive: true, force: true, maxRetries: 20, retryDelay: 200 });
  }
}

function packedProgram() {
  const found = {
    linux: ['linux-unpacked/bioprocess-twin', 'linux-arm64-unpacked/bioprocess-twin'],
    win32: ['win-unpacked/Bioprocess Twin.exe'],
    darwin: ['mac/Bioprocess Twin.app/Contents/MacOS/Bioprocess Twin'],
  }[process.platform];
  return found?.map((path) => join(root, 'dist', path)).find((path) => existsSync(path));
}

/** The words of the report; throws when no value moves in time. */
async function watchLiveValue(port, ended) {
  const started = Date.now();
  const browser = await connect(port, ended);
  try {
    const page = await firstPage(browser);
    const value = page.locator('[data-testid^="unit-card-"] [data-tag="Temp_Broth"]').first();
    const figure = value.locator('[data-part="text"]');
    const first = await firstNumber(figure);
    const shownAfter = Date.now() - started;
    const next = await changed(figure, first);
    return `Smoke test: broth temperature ${first} °C on screen after ${(shownAfter / 1000).toFixed(1)} s, then ${next} °C.`;
  } finally {
    const session = await browser.newBrowserCDPSession();
    await session.send('Browser.close').catch(() => undefined);
  }
}

function stoppedCleanly(dataDir) {
  return readFileSync(join(dataDir, 'logs', 'host.log'), 'utf8').includes('"words":"Stopped"');
}

async function connect(port, ended) {
  const gone = ended.then(() => 'gone');
  for (const until = Date.now() + withinMs; Date.now() < until;) {
    const browser = await chromium.connectOverCDP(`http://127.0.0.1:${port}`).catch(() => undefined);
    if (browser) return browser;
    if ((await Promise.race([gone, pause(200)])) === 'gone') throw new Error('The packed application ended.');
  }
  throw new Error('The packed application does not answer.');
}

async function firstPage(browser) {
  for (const until = Date.now() + withinMs; Date.now() < until; await pause(100)) {
    const page = browser
      .contexts()[0]
      ?.pages()
      .find((candidate) => candidate.url().startsWith('app://'));
    if (page) return page;
  }
  throw new Error('The packed application opened no window.');
}

async function firstNumber(figure) {
  for (const until = Date.now() + withinMs; Date.now() < until; await pause(100)) {
    const text = await figure.textContent({ timeout: withinMs });
    if (/\d/.test(text ?? '')) return text;
  }
  throw new Error('The window shows no live value.');
}

async function changed(figure, first) {
  for (const until = Date.now() + withinMs; Date.now() < until; await pause(200)) {
    const text = await figure.textContent();
    if (/\d/.test(text ?? '') && text !== first) return text;
  }
  throw new Error(`The live value stays at ${first}.`);
}

/** Whatever of it still runs, xvfb-run and its server included, is ended. */
async function endGroup(child, ended) {
  if ((await Promise.race([ended, pause(500, 'late')])) !== 'late') return;
  signalGroup(child, 'SIGTERM');
  if ((await Promise.race([ended, pause(5000, 'late')])) === 'late') signalGroup(child, 'SIGKILL');
}

function signalGroup(child, signal) {
  try {
    if (process.platform === 'win32') child.kill();
    else process.kill(-child.pid, signal);
  } catch (problem) {
    if (problem.code !== 'ESRCH') throw problem;
  }
}

function freePort() {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function fail(words) {
  console.error(`Smoke test failed: ${words}`);
  return 1;
}
