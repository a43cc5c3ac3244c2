import type { Connection } from '../../src/shared/model/connection';
import type { BusDevice } from '../../src/shared/model/device-connection';
import { createDeviceReport, type DeviceReport } from '../device/device-report';
import { lifeOf, pause, type DeviceConfig, type DeviceSink, type RunDevices } from '../device/device-sink';
import type { DeviceMap } from '../device/device-map';
import type { LinkEnd } from '../driver';
import { decodeDevice, type ReadRegisters } from './decode-device';
import type { ModbusAnswer, ModbusMaster } from './modbus-master';
import { openTcpMaster } from './tcp-master';
import { createRtuMaster } from './rtu-master';
import { readBlocks, type ReadBlock } from './read-blocks';
import { readIdentity } from './read-identity';
import { openSerialPipe, PortProblem } from '../serial/serial-pipe';
import { socketWords } from './socket-words';

export type BusConnection = Extract<Connection, { kind: 'modbus-rtu' | 'modbus-tcp' }>;

/** A device that does not answer is asked this seldom, so that it does not slow the others down. */
const deadEveryMs = 5000;
/** Devices that say who they are, are asked again this often: a probe may be changed in the middle of a batch. */
const identityEveryMs = 60_000;
const reportEveryMs = 500;
/** A bus on which nobody at all answers is closed and opened anew: that wakes adapters that hang. */
const silentMs = 10_000;

interface Polled {
  readonly device: BusDevice;
  readonly map: DeviceMap;
  readonly blocks: readonly ReadBlock[];
  readonly report: DeviceReport;
  failures: number;
  nextAt: number;
  identityAt: number;
}

/** Reads all devices of a bus, one after the other, every interval. */
export const runModbus: RunDevices<BusConnection> = async (config, sink, signal) => {
  const { connection } = config;
  const missing = connection.devices.find(({ map }) => config.maps[map] === undefined);
  if (missing)
    return {
      state: 'refused',
      words: `There is no register map ${missing.map}: put its file into the folder devices of the data folder.`,
    };
  sink.state('connecting', '');
  let master: ModbusMaster;
  let moved = '';
  try {
    master = await openMaster(connection, signal, (words) => (moved = words));
  } catch (problem) {
    if (signal.aborted) return { state: 'offline', words: '' };
    return endOf(problem, connection);
  }
  const life = lifeOf(master.closed, signal);
  const polled = connection.devices.map((device) => polledOf(config, device, sink));
  const silent = await pollUntil(
    () => life.over(),
    connection,
    master,
    polled,
    withWords(sink, moved),
    signal,
  );
  master.close();
  const end = await life.end;
  return silent === '' || signal.aborted ? end : { state: 'offline', words: silent };
};

/** @throws PortProblem, or what the socket says */
async function openMaster(
  connection: BusConnection,
  signal: AbortSignal,
  say: (words: string) => void,
): Promise<ModbusMaster> {
  if (connection.kind === 'modbus-tcp') return openTcpMaster(connection, signal);
  const pipe = await openSerialPipe(connection.line, signal);
  if (pipe.path !== connection.line.path) say(`The adapter is ${pipe.path} now.`);
  return createRtuMaster(pipe, connection.line.baud, connection.timeoutMs);
}

/** Says something beside, where the link has nothing to say itself. */
function withWords(sink: DeviceSink, beside: string): DeviceSink {
  return { ...sink, state: (state, words) => sink.state(state, words || beside) };
}

function endOf(problem: unknown, connection: BusConnection): LinkEnd {
  if (problem instanceof PortProblem) return { state: 'offline', words: problem.words };
  return {
    state: 'offline',
    words: connection.kind === 'modbus-tcp' ? socketWords(problem, connection) : String(problem),
  };
}

function polledOf(
  { connection, maps }: DeviceConfig<BusConnection>,
  device: BusDevice,
  sink: DeviceSink,
): Polled {
  const map = maps[device.map];
  if (!map) throw new Error(`No map ${device.map}`);
  const report = createDeviceReport(
    {
      connectionId: connection.id,
      device: String(device.busId),
      driverId: map.id,
      driverWords: map.words,
      unitId: device.unitId,
      feeds: device.feeds,
      readings: map.readings.map(({ name, words, unit }) => ({ reading: name, words: words || name, unit })),
      serialNumber: device.serialNumber,
      tell: (words) => sink.tell(words),
    },
    Date.now(),
  );
  return { device, map, blocks: readBlocks(map), report, failures: 0, nextAt: 0, identityAt: 0 };
}

async function pollUntil(
  over: () => boolean,
  { intervalMs }: BusConnection,
  master: ModbusMaster,
  polled: readonly Polled[],
  sink: DeviceSink,
  signal: AbortSignal,
): Promise<string> {
  let reportedAt = 0;
  let online = false;
  let nextRound = performance.now();
  let heardAt = nextRound;
  const said = createLineWords();
  while (!over()) {
    for (const one of polled) {
      if (over()) return '';
      if (one.nextAt > performance.now()) continue;
      await readOne(master, one, sink, over);
    }
    if (over()) return '';
    const answering = polled.filter(({ failures }) => failures === 0).length;
    const words = said(polled, master);
    // The port is open: whether a device answers is its own state. Nobody at all is worth a word of the link's.
    if (!online || words !== null) sink.state(answering > 0 || online ? 'online' : 'connecting', words ?? '');
    online ||= answering > 0;
    const now = performance.now();
    if (answering > 0) heardAt = now;
    const why = silentWords(polled, master);
    if (why !== '' && now - heardAt >= Math.max(silentMs, 4 * intervalMs)) return why;
    if (now - reportedAt >= reportEveryMs || polled.some(({ failures }) => failures === 1)) {
      for (const { report } of polled) if (polled.length === 1) report.counted(master.counts());
      sink.devices(polled.map(({ report }) => report.status()));
      reportedAt = now;
    }
    // Rounds keep their beat; those that were missed are not made up for.
    nextRound = Math.max(nextRound + intervalMs, now - intervalMs);
    await pause(nextRound - now, signal);
  }
  return '';
}

/** Words of the line, where they changed; null where they did not. */
function createLineWords(): (polled: readonly Polled[], master: ModbusMaster) => string | null {
  let last = '';
  return (polled, master) => {
    const words = silentWords(polled, master);
    if (words === last) return null;
    last = words;
    return words;
  };
}

/** Who does not answer, and what that looks like; empty where everybody does. */
function silentWords(polled: readonly Polled[], master: ModbusMaster): string {
  const silent = polled.filter(({ failures }) => failures >= 3);
  if (silent.length === 0) return '';
  const { noise = 0, wrongCrc = 0 } = master.counts();
  if (silent.length === polled.length && noise + wrongCrc > 0)
    return 'Something answers, but nothing that can be read: check baud rate, parity and stop bits.';
  const ids = silent.map(({ device }) => device.busId).join(', ');
  return `No answer from bus id ${ids}. Check power, cable and bus id.`;
}

async function readOne(
  master: ModbusMaster,
  one: Polled,
  sink: DeviceSink,
  over: () => boolean,
): Promise<void> {
  const { blocks, device, map, report } = one;
  const began = performance.now();
  const came: ReadRegisters[] = [];
  let failure: Exclude<ModbusAnswer, { kind: 'registers' }> | null = null;
  for (const block of blocks) {
    const answer = await master.ask({ busId: device.busId, ...block });
    if (over()) return;
    if (answer.kind === 'registers') {
      came.push({ ...block, registers: answer.registers });
      continue;
    }
    failure = answer;
    report.failed(kindOf(answer), Date.now(), wordsOf(answer, device.busId));
    // Whoever kept silent once would keep the whole bus waiting for every other block.
    if (answer.kind === 'timeout') break;
  }
  const now = performance.now();
  if (came.length === 0) {
    one.failures += 1;
    one.nextAt = one.failures >= 3 ? now + deadEveryMs : 0;
    return;
  }
  const wasAway = one.failures >= 3;
  one.failures = 0;
  one.nextAt = 0;
  const order = device.swapWords
    ? map.wordOrder === 'high-first'
      ? 'low-first'
      : 'high-first'
    : map.wordOrder;
  const decoded = decodeDevice(map, came, order);
  report.offerSwap(decoded.wide > 0 && decoded.swapped * 2 > decoded.wide);
  if (now >= one.identityAt || wasAway) {
    one.identityAt = now + identityEveryMs;
    report.identity(await readIdentity(master, map, device.busId));
  }
  const own =
    failure && decoded.own.state === 'good'
      ? { state: 'maintenance' as const, words: wordsOf(failure, device.busId) }
      : decoded.own;
  sink.readings(report.round(decoded.values, Date.now(), now - began, own), textOf(came));
}

function kindOf(answer: Exclude<ModbusAnswer, { kind: 'registers' }>): string {
  if (answer.kind === 'exception') return `exception-${answer.code}`;
  return answer.garbled ? 'garbled' : 'timeout';
}

function wordsOf(answer: Exclude<ModbusAnswer, { kind: 'registers' }>, busId: number): string {
  if (answer.kind === 'exception') return `${answer.words}. Check that the register map fits this device.`;
  if (answer.garbled) return 'Its answers cannot be read: check baud rate, parity, cable and termination.';
  return `No answer. Check power, cable and that its bus id is ${busId}.`;
}

function textOf(came: readonly ReadRegisters[]): string {
  return came
    .map(
      ({ address, registers }) =>
        `${address}: ${registers.map((word) => word.toString(16).padStart(4, '0')).join(' ')}`,
    )
    .join('; ')
    .slice(0, 200);
}
