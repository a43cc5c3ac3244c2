import { Worker } from 'node:worker_threads';
import type { MessagePort } from 'node:worker_threads';
import simulatorPath from '../workers/simulator/simulator-worker?modulePath';
import stationPath from '../workers/station/station-worker?modulePath';
import trainerPath from '../workers/trainer/trainer-worker?modulePath';
import twinPath from '../workers/twin/twin-worker?modulePath';
import type { HostMessage, WorkerMessage } from '../workers/entry';
import { keepOutput } from '../workers/host/log-file';
import type { LogFile } from '../workers/host/log-file';
import type { WorkerHandle } from '../workers/keep-alive';
import type { Log } from '../workers/log';

const paths: Readonly<Record<string, string>> = {
  station: stationPath,
  twin: twinPath,
  trainer: trainerPath,
  simulator: simulatorPath,
};

/**
 * Room for new objects before a small collection, MB: V8's own choice grows with the machine's memory, and held twice as
 * much while the demo's hours were filled in (476 instead of 912 MB, 24 GiB machine).
 */
const maxYoungGenerationSizeMb = 24;

/** Starts a worker as a thread of this process; what it prints goes into the log file and on standard error. */
export function spawnThread(name: string, log: Log, logFile: LogFile): WorkerHandle<MessagePort> {
  const path = paths[name];
  if (path === undefined) throw new Error(`There is no worker called ${name}`);
  const thread = new Worker(path, { name, stderr: true, resourceLimits: { maxYoungGenerationSizeMb } });
  keepOutput(thread.stderr, logFile);
  return {
    pid: null,
    give: (message, port) => giveThread(thread, message, port),
    onMessage: (take) => thread.on('message', (message: WorkerMessage) => take(message)),
    exited: exitOf(thread, name, log),
    kill: () => void thread.terminate(),
  };
}

function giveThread(thread: Worker, message: HostMessage, port: MessagePort | undefined): void {
  thread.postMessage(port ? { ...message, port } : message, port ? [port] : []);
}

function exitOf(thread: Worker, name: string, log: Log): Promise<string> {
  return new Promise((resolve) => {
    let cause = '';
    thread.on('error', (problem) => {
      cause = problem.message;
      log('error', `${name} failed`, { error: problem.message, stack: problem.stack });
    });
    thread.on('exit', (code) => resolve(cause || `exit code ${code}`));
  });
}
