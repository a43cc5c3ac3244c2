import { parentPort } from 'node:worker_threads';
import { ownThreadKeeper, type KeepTask } from './keep-task';
import type { FromKeeper, ToKeeper } from './thread-keeper';

/** Works on the files of the store beside the station. */
const port = parentPort;
if (!port) throw new Error('The keeper runs as a worker thread');
const cancelled = new AbortController();
const tell = (message: FromKeeper): void => port.postMessage(message, []);
/** A person looks twice a second. */
const tellEveryMs = 200;
let toldAt = 0;

port.on('message', (message: ToKeeper) => {
  if (message.kind === 'cancel') return cancelled.abort();
  const progress = (now: Extract<FromKeeper, { kind: 'progress' }>['now']): void => {
    if (performance.now() - toldAt < tellEveryMs) return;
    toldAt = performance.now();
    tell({ kind: 'progress', now });
  };
  void work(message.task, progress);
});

async function work(task: KeepTask, progress: Parameters<typeof ownThreadKeeper>[1]): Promise<void> {
  tell({ kind: 'over', outcome: await ownThreadKeeper(task, progress, cancelled.signal) });
  port?.close();
}
