import type { Connection } from '../../src/shared/model/connection';
import { createDeviceReport, type DeviceReport } from '../device/device-report';
import { lifeOf, pause, type DeviceSink, type RunDevices } from '../device/device-sink';
import { createLineBuffer } from './line-buffer';
import { createLineReader, type ReadLine } from './line-values';
import { openOrEnd } from './run-serial';
import type { SerialPipe } from './serial-pipe';

type LineConnection = Extract<Connection, { kind: 'line' }>;

/** Reads anything that writes lines, asked or by itself. */
export const runLines: RunDevices<LineConnection> = async ({ connection }, sink, signal) => {
  sink.state('connecting', '');
  const pipe = await openOrEnd(connection.line, signal);
  if ('state' in pipe) return pipe;
  const life = lifeOf(pipe.closed, signal);
  await listen(connection, pipe, sink, () => life.over(), signal);
  pipe.close();
  return life.end;
};

async function listen(
  connection: LineConnection,
  pipe: SerialPipe,
  sink: DeviceSink,
  over: () => boolean,
  signal: AbortSignal,
): Promise<void> {
  const report = reportOf(connection, sink);
  const read: ReadLine = createLineReader(connection.rule);
  const buffer = createLineBuffer('any');
  let unfit = 0;
  let [bytes, fits, quietFrom] = [0, 0, performance.now()];
  pipe.onData((piece) => {
    bytes += piece.length;
    for (const line of buffer.take(piece)) {
      const values = read(line);
      if (!values) {
        unfit += 1;
        sink.refused('wrong-fields', line.slice(0, 200));
        continue;
      }
      fits += 1;
      quietFrom = performance.now();
      const round = Object.entries(values).map(([reading, value]) => ({
        reading,
        raw: line.slice(0, 80),
        value,
        state: 'good' as const,
        doubt: value === null ? 'Not a number' : '',
      }));
      sink.readings(report.round(round, Date.now(), 0), line.slice(0, 200));
    }
  });
  sink.state('online', '');
  let told = '';
  let next = performance.now();
  while (!over()) {
    if (connection.ask !== '') pipe.write(`${connection.ask}\r`);
    const now = performance.now();
    next = Math.max(next + Math.max(connection.intervalMs, 100), now);
    await pause(Math.max(next - now, 100), signal);
    if (over()) return;
    report.counted({ 'unknown-line': unfit, noise: buffer.dropped });
    sink.devices([report.status()]);
    const silent = performance.now() - quietFrom > 3 * connection.intervalMs + 2000;
    const words = !silent
      ? ''
      : bytes > 0 && fits === 0
        ? `Something comes, but nothing that fits the rule: check it, and ${connection.line.baud} baud.`
        : 'The port is open and nothing comes.';
    if (words !== told) sink.state('online', words);
    told = words;
  }
}

/** Readings that a rule names before anything came: the groups of a pattern, or what the connection feeds. */
function reportOf(connection: LineConnection, sink: DeviceSink): DeviceReport {
  const { rule, feeds } = connection;
  const named =
    rule.kind === 'pattern'
      ? [...rule.pattern.matchAll(/\(\?<([A-Za-z]\w*)>/g)].map(([, name = '']) => name)
      : Object.keys(feeds);
  return createDeviceReport(
    {
      connectionId: connection.id,
      device: '1',
      driverId: 'line',
      driverWords: 'Lines',
      unitId: connection.unitId,
      feeds,
      readings: named.map((reading) => ({ reading, words: reading, unit: '' })),
      serialNumber: connection.serialNumber,
      tell: (words) => sink.tell(words),
    },
    Date.now(),
  );
}
