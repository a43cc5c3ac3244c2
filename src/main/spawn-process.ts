import { utilityProcess } from 'electron';
import type { MessagePortMain, UtilityProcess } from 'electron';
import driverPath from '../workers/driver/driver-worker?modulePath';
import simulatorPath from '../workers/simulator/simulator-worker?modulePath';
import stationPath from '../workers/station/station-worker?modulePath';
import trainerPath from '../workers/trainer/trainer-worker?modulePath';
import twinPath from '../workers/twin/twin-worker?modulePath';
import type { WorkerMessage } from '../workers/entry';
import { keepOutput } from '../workers/host/log-file';
import type { LogFile } from '../workers/host/log-file';
import type { WorkerHandle } from '../workers/keep-alive';

const paths: Readonly<Record<string, string>> = {
  station: stationPath,
  twin: twinPath,
  trainer: trainerPath,
  simulator: simulatorPath,
};

/** V8's own choice grows with the machine's memory and holds far more than these workers use. */
const smallNewSpace = '--max-semi-space-size=8';

/** Starts a worker as a process of its own; what it prints goes into the log file and on standard error. */
export function spawnProcess(name: string, logFile: LogFile): WorkerHandle<MessagePortMain> {
  const path = name.startsWith('driver:') ? driverPath : paths[name];
  if (path === undefined) throw new Error(`There is no worker called ${name}`);
  const child = utilityProcess.fork(path, [], {
    serviceName: `Bioprocess Twin ${name}`,
    stdio: 'pipe',
    execArgv: [smallNewSpace],
  });
  for (const output of [child.stdout, child.stderr]) if (output) keepOutput(output, logFile);
  return {
    get pid() {
      return child.pid ?? null;
    },
    give: (message, port) => child.postMessage(message, port ? [port] : []),
    onMessage: (take) => child.on('message', (message: WorkerMessage) => take(message)),
    exited: new Promise((resolve) => child.once('exit', (code) => resolve(`exit code ${code}`))),
    kill: () => killHard(child),
  };
}

/** Workers do not heed SIGTERM, which is what `child.kill` sends: their host alone says when to stop. */
function killHard(child: UtilityProcess): void {
  if (child.pid === undefined || process.platform === 'win32') return void child.kill();
  try {
    process.kill(child.pid, 'SIGKILL');
  } catch {
    // It ended between our look and the signal: `exit` follows.
    child.kill();
  }
}
