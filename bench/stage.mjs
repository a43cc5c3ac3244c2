import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as pause } from 'node:timers/promises';

export { pause };

const node = process.execPath;
const endings = [];

/** Runs at the end of the bench, whatever happened; last begun, first ended. */
export function atEnd(run) {
  endings.push(run);
}

/** Ends what a measurement started. */
export async function endAll() {
  for (const run of endings.splice(0).toReversed()) await run();
}

export function tempDir(name) {
  const dir = mkdtempSync(join(tmpdir(), `bt-bench-${name}-`));
  atEnd(() => rmSync(dir, { recursive: true, force: true, maxRetries: 10 }));
  return dir;
}

async function stopProcess(child, signal = 'SIGTERM') {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill(signal);
  await gone;
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

/** A real Mosquitto with its default limits but for the queue. */
export async function startBroker() {
  const program = ['/usr/sbin/mosquitto', '/usr/local/sbin/mosquitto', '/opt/homebrew/sbin/mosquitto'].find(
    existsSync,
  );
  if (!program) throw new Error('The bench wants Mosquitto: install it first');
  const port = await freePort();
  const config = join(tempDir('broker'), 'mosquitto.conf');
  writeFileSync(config, `listener ${port} 127.0.0.1\nallow_anonymous true\nmax_queued_messages 0\n`);
  const child = spawn(program, ['-c', config], { stdio: 'ignore' });
  atEnd(() => stopProcess(child));
  await untilTrue(() => answers(port), 5000, 'Mosquitto does not answer');
  return `mqtt://127.0.0.1:${port}`;
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = connect({ host: '127.0.0.1', port }, () => socket.end(() => resolve(true)));
    socket.once('error', () => resolve(false));
  });
}

export async function untilTrue(satisfied, withinMs, words) {
  const end = Date.now() + withinMs;
  while (!(await satisfied())) {
    if (Date.now() > end) throw new Error(words);
    await pause(20);
  }
}

/** The built headless station; resolves when it has printed its address. */
export async function startHeadless(args, dataDir = tempDir('data')) {
  const child = spawn(node, ['out/main/headless.js', '--data', dataDir, '--port', '0', ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const url = await new Promise((resolve, reject) => {
    createInterface(child.stdout).on('line', (line) => {
      const found = /https?:\/\/\S+\?token=\S+/.exec(line);
      if (found) resolve(found[0]);
    });
    child.once('exit', (code) => reject(new Error(`The station ended with ${code}`)));
  });
  atEnd(() => stopProcess(child));
  const address = new URL(url);
  const token = address.searchParams.get('token');
  return {
    url,
    pid: child.pid,
    dataDir,
    ask: async (path) => {
      const answer = await fetch(`${address.origin}/api/v1${path}`, {
        headers: { authorization: `Bearer ${token}` },
      });
      return answer.json();
    },
    page: (route) => `${url}#${route}`,
    stop: (signal) => stopProcess(child, signal),
    /** Raw samples of one channel in a window of at most 10,000 s at one reading a second. */
    raw: async (id, from) => {
      const answer = await fetch(`${address.origin}/api/v1/series/read`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ channels: [id], from, to: from + 10_000_000, widthPx: 10_000 }),
      });
      const form = await answer.formData();
      const bytes = await form.get('data').arrayBuffer();
      const columns = new Float64Array(bytes);
      const points = columns.length / 6;
      const [t, , , mean, n] = Array.from({ length: 6 }, (_, i) =>
        columns.subarray(i * points, (i + 1) * points),
      );
      return { t, mean, n };
    },
  };
}

const chromiumPath = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
  existsSync,
);

export async function openBrowser(viewport = { width: 1366, height: 768 }) {
  const { chromium } = await import('@playwright/test');
  const browser = await chromium.launch({
    ...(chromiumPath ? { executablePath: chromiumPath } : {}),
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
    ],
  });
  atEnd(() => browser.close());
  return browser.newPage({ viewport });
}

/** Why the desktop cannot be measured here, or undefined. */
export function noDesktop() {
  const dist = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? 'node_modules/electron/dist';
  if (!existsSync(join(dist, 'electron'))) return 'no Electron program';
  return process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? undefined : 'no display';
}

export async function openDesktop(args = [], dataDir = tempDir('desktop')) {
  const { _electron } = await import('@playwright/test');
  const root = process.getuid?.() === 0;
  const electron = await _electron.launch({
    args: ['.', '--data', dataDir, ...args, ...(root ? ['--no-sandbox'] : [])],
  });
  atEnd(() => electron.close().catch(() => undefined));
  return { electron, page: await electron.firstWindow() };
}

/** A publisher in a process of its own; resolves with what it sent when it is done. */
export function publish(brokerUrl, { rate, seconds, units, qos = 1 }) {
  const args = ['bench/load.mjs', brokerUrl, String(rate), String(seconds), String(units), String(qos)];
  const child = spawn(node, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  atEnd(() => stopProcess(child));
  let said = '';
  child.stdout.on('data', (text) => (said += text));
  return new Promise((resolve, reject) => {
    child.once('exit', (code) =>
      code === 0 ? resolve(JSON.parse(said)) : reject(new Error(`The load ended with ${code}`)),
    );
  });
}

/** Memory of a process and all below it, MB: proportional share, so that shared pages count once. */
export function treeMegabytes(pid) {
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => ({ pid: Number(name), parent: parentOf(name) }));
  const family = [pid];
  for (const member of family)
    for (const child of children) if (child.parent === member) family.push(child.pid);
  return family.reduce((sum, member) => sum + proportionalKb(member), 0) / 1024;
}

function parentOf(pid) {
  try {
    return Number(readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')[1]);
  } catch {
    return 0;
  }
}

function proportionalKb(pid) {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

export function percentile(values, p) {
  const sorted = [...values].toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((sorted.length * p) / 100) - 1)];
}
