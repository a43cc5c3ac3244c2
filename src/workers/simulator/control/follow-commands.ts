import { setTimeout as wait } from 'node:timers/promises';
import type {
  SimulatorAnswer,
  SimulatorCommand,
  SimulatorReport,
} from '../../../shared/model/simulator-command';
import type { Log } from '../../log';
import type { DemoControl } from './demo-control';

/** Where commands are fetched and answered. */
export interface CommandDesk {
  nextCommands(waitMs: number): Promise<readonly SimulatorCommand[]>;
  report(report: SimulatorReport): Promise<void>;
}

const lookEveryMs = 1000;
const retryMs = 1000;

/**
 * Tells the station how the plant is, fetches what it is asked to do and does it, one after the other, for as long as
 * `wanted` says so. An answer that could not be given is given with the next report.
 */
export async function followCommands(
  desk: CommandDesk,
  control: DemoControl,
  wanted: () => boolean,
  log: Log,
): Promise<void> {
  let answers: SimulatorAnswer[] = [];
  while (wanted()) {
    try {
      await desk.report({ state: control.state(), answers });
      answers = [];
      for (const command of await desk.nextCommands(lookEveryMs)) {
        answers.push(await control.carryOut(command));
      }
    } catch (error) {
      if (!wanted()) return;
      log('warn', 'The station did not take the words of the simulator', { error: String(error) });
      await wait(retryMs);
    }
  }
}
