import { runModbus, type BusConnection } from '../modbus/run-modbus';
import { runLines } from '../serial/run-lines';
import { runSerial } from '../serial/run-serial';
import type { RunDevices } from './device-sink';
import type { TestAnswer } from './process-messages';

/** Runs the driver of whichever kind the connection is. */
export const runDevice: RunDevices = ({ connection, maps }, sink, signal) => {
  if (connection.kind === 'serial') return runSerial({ connection, maps }, sink, signal);
  if (connection.kind === 'line') return runLines({ connection, maps }, sink, signal);
  const bus: BusConnection = connection;
  return runModbus({ connection: bus, maps }, sink, signal);
};

const testWithinMs = 6000;

/** Opens the link once and says what came within some seconds. */
export async function testDevice(config: Parameters<RunDevices>[0]): Promise<TestAnswer> {
  const stop = new AbortController();
  let said = '';
  let numbers = 0;
  const tooLate = setTimeout(() => stop.abort(), testWithinMs);
  const end = await runDevice(
    config,
    {
      state: (_state, words) => (said = words || said),
      readings: (readings) => {
        numbers += readings.filter(({ value }) => value !== null).length;
        if (numbers > 0) stop.abort();
      },
      refused: (_kind, text) => (said = `It does not fit the rule: ${text.slice(0, 60)}`),
      devices: (statuses) => (said = statuses.find(({ words }) => words !== '')?.words ?? said),
      tell: () => undefined,
    },
    stop.signal,
  );
  clearTimeout(tooLate);
  if (numbers > 0)
    return { ok: true, words: `Opened; ${numbers} ${numbers === 1 ? 'value' : 'values'} came.` };
  return {
    ok: false,
    words: end.words || said || 'The line was opened and nothing answered. Check power, cable and address.',
  };
}
