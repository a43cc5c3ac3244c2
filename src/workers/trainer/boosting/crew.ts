import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { GrowPart } from './grow-part';
import { meetingPoint, waitWhile } from './meeting';
import type { PartStart } from './part-thread';
import { call, control, task, type SharedData } from './shared-data';

/** Below this many steps one part alone is quicker than waking the others. */
const worthSharing = 100_000;

/** Does the tasks of a training, alone or with threads. The result is the same to the bit. */
export interface Crew {
  /** Does what `data.call` asks. @param steps roughly how much that is */
  run(steps: number): void;
  close(): Promise<void>;
}

/** @param threadPath compiled `part-thread`, needed for more than one part */
export async function startCrew(data: SharedData, threadPath: string | URL | undefined): Promise<Crew> {
  const own = new GrowPart(data, 0, meetingPoint(data.control, data.parts));
  if (data.parts === 1) return { run: () => own.work(1), close: () => Promise.resolve() };
  if (threadPath === undefined) throw new RangeError('Training with threads needs the path of the thread');
  const workers = Array.from({ length: data.parts - 1 }, (_, i) => {
    return new Worker(threadPath, { workerData: { data, part: i + 1 } satisfies PartStart });
  });
  const stop = async (): Promise<void> => {
    await Promise.all(workers.map((worker) => worker.terminate()));
  };
  try {
    await Promise.all(workers.map((worker) => once(worker, 'message')));
  } catch (error) {
    await stop();
    throw error;
  }
  // A thread that fails later is noticed through `control.failed`; without a listener it would end the process.
  for (const worker of workers) worker.on('error', () => undefined);
  return {
    run: (steps) => (steps < worthSharing ? own.work(1) : runTogether(data, own)),
    close: async () => {
      data.call[call.task] = task.stop;
      Atomics.add(data.control, control.call, 1);
      Atomics.notify(data.control, control.call);
      await stop();
    },
  };
}

function runTogether(data: SharedData, own: GrowPart): void {
  const { control: shared, parts } = data;
  Atomics.store(shared, control.done, 0);
  Atomics.add(shared, control.call, 1);
  Atomics.notify(shared, control.call);
  own.work(parts);
  for (;;) {
    const done = Atomics.load(shared, control.done);
    if (done === parts - 1) return;
    waitWhile(shared, control.done, done);
  }
}
