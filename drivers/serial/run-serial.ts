import type { Connection } from '../../src/shared/model/connection';
import { createDeviceReport, type DeviceReport } from '../device/device-report';
import { lifeOf, pause, type DeviceSink, type RunDevices } from '../device/device-sink';
import type { LinkEnd } from '../driver';
import { createLineBuffer } from './line-buffer';
import { openSerialPipe, PortProblem, type SerialPipe } from './serial-pipe';
import { serialDriver } from './serial-drivers';
import type { LineMeaning, SerialDriver } from './serial-driver';

export type SerialConnection = Extract<Connection, { kind: 'serial' }>;

const identityEveryMs = 60_000;
const reportEveryMs = 500;
/** A device that does not answer for so long has its port closed and opened anew: that wakes adapters that hang. */
const silentMs = 10_000;
/** Rounds without a readable line, though bytes came: then the settings of the line are wrong. */
const unreadableRounds = 5;

/** Reads one device that answers lines. */
export const runSerial: RunDevices<SerialConnection> = async ({ connection }, sink, signal) => {
  const driver = serialDriver(connection.driver);
  if (!driver) return { state: 'refused', words: `There is no driver ${connection.driver}.` };
  sink.state('connecting', '');
  const opened = await openOrEnd(connection.line, signal);
  if ('state' in opened) return opened;
  const report = reportOf(connection, driver, sink);
  const moved = opened.path === connection.line.path ? '' : `The adapter is ${opened.path} now.`;
  const life = lifeOf(opened.closed, signal);
  const talk = createTalk(opened, driver, connection);
  const silent = await rounds({
    connection,
    driver,
    sink,
    report,
    talk,
    moved,
    over: () => life.over(),
    signal,
  });
  opened.close();
  const end = await life.end;
  return silent === '' || signal.aborted ? end : { state: 'offline', words: silent };
};

/** The open port, or how the link ended. */
export async function openOrEnd(
  line: SerialConnection['line'],
  signal: AbortSignal,
): Promise<SerialPipe | LinkEnd> {
  try {
    return await openSerialPipe(line, signal);
  } catch (problem) {
    const words = problem instanceof PortProblem ? problem.words : String(problem);
    return { state: 'offline', words: signal.aborted ? '' : words };
  }
}

function reportOf(connection: SerialConnection, driver: SerialDriver, sink: DeviceSink): DeviceReport {
  const report = createDeviceReport(
    {
      connectionId: connection.id,
      device: connection.address || '1',
      driverId: driver.id,
      driverWords: driver.words,
      unitId: connection.unitId,
      feeds: connection.feeds,
      readings: driver.readings(connection),
      serialNumber: connection.serialNumber,
      tell: (words) => sink.tell(words),
    },
    Date.now(),
  );
  report.identity({ manufacturer: driver.manufacturer });
  return report;
}

interface Heard {
  readonly line: string;
  readonly meaning: LineMeaning;
}

/** Sends questions and waits for lines that mean something; what means nothing is counted. */
interface Talk {
  ask(question: string, timeoutMs: number): Promise<Heard | null>;
  /** Lines that came without a question, since the last call. */
  unasked(): Heard[];
  counts(): {
    readonly noise: number;
    readonly unknown: number;
    readonly bytes: number;
    readonly lines: number;
  };
}

function createTalk(pipe: SerialPipe, driver: SerialDriver, connection: SerialConnection): Talk {
  const buffer = createLineBuffer(driver.lineEnd);
  const read = driver.reader(connection);
  const counts = { noise: 0, unknown: 0, bytes: 0, lines: 0 };
  let take: ((heard: Heard | null) => void) | null = null;
  let loose: Heard[] = [];
  pipe.onData((piece) => {
    counts.bytes += piece.length;
    for (const line of buffer.take(piece)) {
      const meaning = read(line);
      counts.noise = buffer.dropped;
      if (meaning === null) counts.unknown += 1;
      else {
        counts.lines += 1;
        if (take) take({ line, meaning });
        else loose = [...loose.slice(-99), { line, meaning }];
      }
    }
  });
  void pipe.closed.then(() => take?.(null));
  return {
    ask: (question, timeoutMs) =>
      new Promise((resolve) => {
        const tooLate = setTimeout(() => take?.(null), timeoutMs);
        take = (heard) => {
          clearTimeout(tooLate);
          take = null;
          resolve(heard);
        };
        pipe.write(question);
      }),
    unasked: () => loose.splice(0),
    counts: () => ({ ...counts }),
  };
}

interface RoundsDeps {
  readonly connection: SerialConnection;
  readonly driver: SerialDriver;
  readonly sink: DeviceSink;
  readonly report: DeviceReport;
  readonly talk: Talk;
  readonly moved: string;
  readonly over: () => boolean;
  readonly signal: AbortSignal;
}

/** @returns why it gave up; empty where the line ended */
async function rounds(deps: RoundsDeps): Promise<string> {
  const { connection, driver, sink, report, talk, over, signal } = deps;
  const { address, intervalMs, timeoutMs } = connection;
  let [identityAt, reportedAt, silent] = [0, 0, 0];
  let next = performance.now();
  let heardAt = next;
  let told: string | null = null;
  while (!over()) {
    if (performance.now() >= identityAt) {
      identityAt = performance.now() + identityEveryMs;
      for (const question of driver.identify(address)) hear(deps, await talk.ask(question, timeoutMs), 0);
    }
    const bytesBefore = talk.counts().bytes;
    let heard = false;
    for (const question of driver.ask(address)) {
      if (over()) return '';
      const began = performance.now();
      const answer = await talk.ask(question, timeoutMs);
      if (over()) return '';
      heard = hear(deps, answer, performance.now() - began) || heard;
      if (!answer)
        report.failed(
          talk.counts().bytes > bytesBefore ? 'garbled' : 'timeout',
          Date.now(),
          'No answer. Check power, cable and baud rate.',
        );
    }
    for (const loose of talk.unasked()) heard = hear(deps, loose, 0) || heard;
    if (heard && silent >= 3) identityAt = 0;
    silent = heard ? 0 : silent + 1;
    if (heard) heardAt = performance.now();
    const words = linkWords(deps, silent, talk.counts().bytes > bytesBefore);
    if (words !== told && (heard || silent >= 3)) {
      sink.state(heard ? 'online' : told === null ? 'connecting' : 'online', words);
      told = words;
    }
    const { noise, unknown } = talk.counts();
    report.counted({ noise, 'unknown-line': unknown });
    const now = performance.now();
    if (words !== '' && silent >= 3 && now - heardAt >= Math.max(silentMs, 4 * intervalMs)) return words;
    if (now - reportedAt >= reportEveryMs) {
      sink.devices([report.status()]);
      reportedAt = now;
    }
    next = Math.max(next + intervalMs, now - intervalMs);
    await pause(next - now, signal);
  }
  return '';
}

function linkWords({ connection, moved }: RoundsDeps, silent: number, bytesCame: boolean): string {
  if (silent < 3) return moved;
  if (silent >= unreadableRounds && bytesCame)
    return `Something answers, but nothing that can be read: ${connection.line.baud} baud, parity or the driver is wrong.`;
  return 'The port is open and nothing answers. Check power and cable.';
}

/** @returns whether it held a value or a fault: the device lives */
function hear({ sink, report }: RoundsDeps, heard: Heard | null, tookMs: number): boolean {
  if (!heard) return false;
  const { line, meaning } = heard;
  const now = Date.now();
  if (meaning.identity) report.identity(meaning.identity);
  if (meaning.fault !== undefined) {
    report.failed('device-fault', now, `The device says: ${meaning.fault}.`);
    sink.readings(
      report.round([], now, tookMs, { state: 'failure', words: `The device says: ${meaning.fault}.` }),
      line,
    );
    return true;
  }
  if (meaning.values.length === 0) return false;
  const values = meaning.values.map(({ reading, value, raw = line, state = 'good', doubt = '' }) => ({
    reading,
    raw,
    value,
    state,
    doubt,
  }));
  sink.readings(report.round(values, now, tookMs), line);
  return true;
}
