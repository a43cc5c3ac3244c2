import type { LiveSample } from './live/live';

export interface RecordQueue {
  /** Takes samples; `done` runs once all of them are on disk, never before. */
  add(samples: readonly LiveSample[], done: () => void): void;
}

/**
 * Hands to the store in one call what arrived in one turn of the event loop: hundreds of one-sample messages a second
 * cost one promise and one thread message each turn instead of one each.
 * @param lost told when the store gave samples up; their sources are not told "safe" and deliver again
 */
export function createRecordQueue(
  append: (samples: readonly LiveSample[]) => Promise<void>,
  lost: (samples: number, reason: unknown) => void,
  later: (run: () => void) => void = setImmediate,
): RecordQueue {
  let samples: LiveSample[] = [];
  let waiting: (() => void)[] = [];
  const flush = (): void => {
    const batch = samples;
    const done = waiting;
    samples = [];
    waiting = [];
    append(batch).then(
      () => done.forEach((run) => run()),
      (reason: unknown) => lost(batch.length, reason),
    );
  };
  return {
    add: (more, done) => {
      if (waiting.length === 0) later(flush);
      for (const sample of more) samples.push(sample);
      waiting.push(done);
    },
  };
}
