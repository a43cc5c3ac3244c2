import { fork, spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { SerialPort } from 'serialport';
import { build } from 'vite';
import { atEnd, pause, tempDir } from './stage.mjs';

const python = '/usr/bin/python3';
const [slaves, registers] = [8, 10];
const watchMs = 10_000;
const [linesPerS, everyMs] = [1000, 20];

/** What the process of a connection takes: a bus of eight devices at 1 Hz and as fast as it answers, and 1,000 lines/s. */
export async function drivers() {
  const missing = spawnSync('socat', ['-V']).error
    ? 'socat is not installed'
    : spawnSync(python, ['-c', 'import pymodbus']).status !== 0
      ? 'pymodbus is not installed'
      : '';
  const label = `${slaves} Modbus devices x ${registers} registers`;
  if (missing !== '') return [{ name: label, leftOut: missing }];
  const path = await bundleDriver();
  const slow = await readBus(path, 1000);
  const fast = await readBus(path, 10);
  const lines = await readLines(path);
  return [
    { name: `${label} at 1 Hz, CPU of the driver`, value: slow.cpuPct, unit: '% of a core', goal: 5 },
    { name: `${label} at 1 Hz, rounds kept`, value: slow.roundsPerS, unit: '/s', goalAtLeast: 0.95 },
    { name: `${label} at 1 Hz, time of a device's round`, value: slow.cycleMs, unit: 'ms' },
    { name: `${label} as fast as the bus answers`, value: fast.readingsPerS, unit: 'readings/s' },
    {
      name: `${label} as fast as the bus answers, CPU of the driver`,
      value: fast.cpuPct,
      unit: '% of a core',
    },
    { name: `${label}: errors in both`, value: slow.errors + fast.errors, unit: '' },
    { name: `${linesPerS} lines/s on a serial line, lost`, value: lines.lost, unit: 'lines', goal: 1 },
    {
      name: `${linesPerS} lines/s on a serial line, CPU of the driver`,
      value: lines.cpuPct,
      unit: '% of a core',
    },
    { name: 'Memory of a driver', value: lines.memoryMb, unit: 'MB' },
  ];
}

async function bundleDriver() {
  const cache = resolve('node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const outDir = mkdtempSync(join(cache, 'drivers-'));
  atEnd(() => rmSync(outDir, { recursive: true, force: true }));
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: 'src/workers/driver/driver-worker.ts',
      outDir,
      minify: false,
      target: 'node20.18',
      rolldownOptions: { output: { entryFileNames: 'driver.mjs' } },
    },
  });
  return join(outDir, 'driver.mjs');
}

/** Two pseudo-terminals joined: no baud rate slows them, so the figures are the driver's. */
async function serialPair() {
  const dir = tempDir('line');
  const [near, far] = [join(dir, 'near'), join(dir, 'far')];
  const child = spawn('socat', [`pty,raw,echo=0,link=${near}`, `pty,raw,echo=0,link=${far}`], {
    stdio: 'ignore',
  });
  atEnd(() => child.kill());
  while (!existsSync(near) || !existsSync(far)) await pause(5);
  return { near, far };
}

/** A driver as its host starts it; every batch is acknowledged. */
function startDriver(path, connection, maps) {
  const child = fork(path, [], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  atEnd(() => child.kill('SIGKILL'));
  const seen = { readings: 0, batches: 0, devices: [] };
  child.on('message', (message) => {
    if (message.kind !== 'relay') return;
    const said = message.data;
    if (said.kind === 'devices') seen.devices = said.statuses;
    if (said.kind !== 'batch') return;
    seen.readings += said.readings.length;
    seen.batches += 1;
    child.send({ kind: 'relay', data: { kind: 'ack', seq: said.seq } });
  });
  child.send({ kind: 'init', init: {} });
  child.send({ kind: 'port', as: 'station' });
  child.send({ kind: 'relay', data: { kind: 'open', run: 1, connection, maps } });
  return { child, seen };
}

const base = { id: 'bench', name: 'Bench', enabled: true, timeoutMs: 500, autoUnits: false, scale: '15L' };
const feed = { unitId: null, feeds: {}, serialNumber: '' };
const lineAt = (path) => ({ path, usbSerial: '', baud: 115_200, dataBits: 8, parity: 'none', stopBits: 1 });

async function readBus(path, intervalMs) {
  const pair = await serialPair();
  const table = Object.fromEntries(
    Array.from({ length: slaves }, (_, i) => [
      i + 1,
      { input: Array.from({ length: registers }, (_unused, n) => n) },
    ]),
  );
  const peer = spawn(python, ['tests/flow/peers/modbus-server.py', 'rtu', pair.far, JSON.stringify(table)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  atEnd(() => peer.kill('SIGKILL'));
  await createInterface({ input: peer.stdout })[Symbol.asyncIterator]().next();
  const map = {
    id: 'ten',
    words: 'Ten registers',
    manufacturer: '',
    model: '',
    wordOrder: 'high-first',
    function: 'input',
    longestRead: 100,
    blocks: [],
    identity: {},
    status: [],
    readings: Array.from({ length: registers }, (_, address) => ({
      name: `r${address}`,
      words: '',
      address,
      type: 'u16',
      unit: '',
      scale: 1,
      offset: 0,
      tag: '',
    })),
  };
  const devices = Array.from({ length: slaves }, (_, i) => ({
    busId: i + 1,
    map: 'ten',
    swapWords: false,
    ...feed,
  }));
  const connection = { ...base, kind: 'modbus-rtu', line: lineAt(pair.near), intervalMs, devices };
  const { child, seen } = startDriver(path, connection, { ten: map });
  await pause(3000);
  const figures = await watch(child, seen);
  const errors = seen.devices.flatMap(({ errors: of }) => Object.values(of)).reduce((sum, n) => sum + n, 0);
  const cycles = seen.devices.map(({ cycleMs }) => cycleMs);
  child.kill('SIGKILL');
  peer.kill('SIGKILL');
  const readingsPerS = figures.readings / figures.seconds;
  return {
    errors,
    cpuPct: figures.cpuPct,
    readingsPerS: Math.round(readingsPerS),
    roundsPerS: Number((readingsPerS / (slaves * registers)).toFixed(2)),
    cycleMs: Number((cycles.reduce((sum, ms) => sum + ms, 0) / cycles.length).toFixed(1)),
  };
}

async function readLines(path) {
  const pair = await serialPair();
  const far = new SerialPort({ path: pair.far, baudRate: 115_200 });
  atEnd(() => far.close());
  const rule = { kind: 'pattern', pattern: '^n=(?<n>[0-9]+) t=(?<temp>[-+.0-9]+)$' };
  const connection = {
    ...base,
    kind: 'line',
    line: lineAt(pair.near),
    rule,
    ask: '',
    intervalMs: 1000,
    ...feed,
  };
  const { child, seen } = startDriver(path, connection, {});
  await pause(2000);
  let sent = 0;
  const perTurn = (linesPerS * everyMs) / 1000;
  const began = performance.now();
  const talking = setInterval(() => {
    // Turns that came late are made up for.
    const due = Math.floor(((performance.now() - began) / everyMs) * perTurn);
    let text = '';
    for (; sent < due; sent += 1) text += `n=${sent} t=37.5\r\n`;
    far.write(text);
  }, everyMs);
  const figures = await watch(child, seen);
  clearInterval(talking);
  await new Promise((done) => far.drain(done));
  await pause(1000);
  const memoryMb = Math.round(memoryOf(child.pid));
  child.kill('SIGKILL');
  return { lost: sent - seen.readings / 2, cpuPct: figures.cpuPct, memoryMb };
}

async function watch(child, seen) {
  const before = { cpu: cpuMsOf(child.pid), readings: seen.readings, at: performance.now() };
  await pause(watchMs);
  const ms = performance.now() - before.at;
  return {
    seconds: ms / 1000,
    readings: seen.readings - before.readings,
    cpuPct: Number((((cpuMsOf(child.pid) - before.cpu) / ms) * 100).toFixed(1)),
  };
}

/** User and system time of a process, from its 14th and 15th field, in ticks of 10 ms. */
function cpuMsOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function memoryOf(pid) {
  const line = readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmRSS:\s+(\d+)/);
  return Number(line[1]) / 1024;
}
