import type { LiveSample } from './live/live';

export interface RecordQueue {
  /** Takes samples; `done` runs once all of them are on disk, never before, and `gaveUp` if they never will be. */
  add(samples: readonly LiveSample[], done: () => void, gaveUp: () => void): void;
}

interface Waiting {
  readonly done: () => void;
  readonly gaveUp: () => void;
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
  const settle = async (batch: readonly LiveSample[], turn: readonly Waiting[]): Promise<void> => {
    try {
      await append(batch);
    } catch (reason) {
      lost(batch.length, reason);
      for (const { gaveUp } of turn) gaveUp();
      return;
    }
    for (const { done } of turn) done();
  };
  let samples: LiveSample[] = [];
  let waiting: Waiting[] = [];
  const flush = (): void => {
    const batch = samples;
    const turn = waiting;
    samples = [];
    waiting = [];
    void settle(batch, turn);
  };
  return {
    add: (more, done, gaveUp) => {
      if (waiting.length === 0) later(flush);
      for (const sample of more) samples.push(sample);
      waiting.push({ done, gaveUp });
    },
  };
}
