import { parentPort, workerData } from 'node:worker_threads';
import { GrowPart } from './grow-part';
import { meetingPoint } from './meeting';
import { call, control, task, type SharedData } from './shared-data';

/** What a training thread is started with. */
export interface PartStart {
  readonly data: SharedData;
  readonly part: number;
}

if (!parentPort) throw new Error('A part of a training runs in a worker thread');
const { data, part } = workerData as PartStart;

/** Calls come through shared memory; the thread sleeps between them. */
function serve(grow: GrowPart): void {
  for (let seen = 0; ; seen++) {
    for (let idle = true; idle; idle = Atomics.load(data.control, control.call) === seen)
      sleepUntilCalled(seen);
    if (data.call[call.task] === task.stop) return;
    grow.work(data.parts);
    Atomics.add(data.control, control.done, 1);
    Atomics.notify(data.control, control.done);
  }
}

function sleepUntilCalled(seen: number): void {
  for (let i = 0; i < 2000; i++) if (Atomics.load(data.control, control.call) !== seen) return;
  Atomics.wait(data.control, control.call, seen);
}

try {
  const grow = new GrowPart(data, part, meetingPoint(data.control, data.parts));
  parentPort.postMessage('ready');
  serve(grow);
} catch (error) {
  Atomics.store(data.control, control.failed, 1);
  for (const place of [control.done, control.phase]) Atomics.notify(data.control, place);
  throw error;
}
