import { InfluxProblem } from '../../../../drivers/influx/influx-problem';
import type { InfluxStore } from '../../../../drivers/influx/influx-store';
import type { ForwardQueue, LineBatch } from '../record/forward/forward-queue';
import { batchPoints } from './sample-lines';

export interface SenderDeps {
  readonly storeId: string;
  readonly store: InfluxStore;
  readonly queue: ForwardQueue;
  readonly now: () => number;
  readonly pause: (ms: number, signal: AbortSignal) => Promise<void>;
  /** Points left the queue. */
  readonly sent: () => void;
  /** The store will never take these; told once for each request. */
  readonly refused: (points: number, words: string) => void;
}

export interface SenderState {
  readonly failing: string;
  readonly sending: boolean;
  readonly lastSentAt: number | null;
}

export interface Sender {
  /** Something was queued. */
  wake(): void;
  state(): SenderState;
  stop(): Promise<void>;
}

/** What comes within this goes out together. */
const lingerMs = 1000;
const firstRetryMs = 1000;
const longestRetryMs = 30_000;

/**
 * Sends what waits for one store, oldest first, in batches; takes it out of the queue once the store has answered that
 * it is written. A batch whose answer was lost is sent again: equal series and time are one point there.
 */
export function createSender(deps: SenderDeps): Sender {
  const { queue, storeId, now } = deps;
  const stopping = new AbortController();
  let state: SenderState = { failing: '', sending: false, lastSentAt: null };
  let wakeUp: () => void = () => undefined;
  let retryMs = firstRetryMs;

  const pause = async (ms: number): Promise<void> => {
    try {
      await deps.pause(ms, stopping.signal);
    } catch (error) {
      if (!stopping.signal.aborted) throw error;
    }
  };
  const send = async (batches: readonly LineBatch[]): Promise<void> => {
    const lines = batches.map((batch) => batch.lines).join('\n');
    try {
      state = { ...state, sending: true };
      await deps.store.write(lines, stopping.signal);
      queue.remove(storeId, batches, 'sent');
      state = { failing: '', sending: false, lastSentAt: now() };
      retryMs = firstRetryMs;
      deps.sent();
    } catch (error) {
      state = { ...state, sending: false };
      if (stopping.signal.aborted) return;
      await cope(error, batches);
    }
  };
  const cope = async (error: unknown, batches: readonly LineBatch[]): Promise<void> => {
    const [first] = batches;
    const forGood =
      error instanceof InfluxProblem && (error.kind === 'rejected' || error.kind === 'too-large');
    if (forGood && first) {
      // Only what is refused alone is given up; its neighbours are not.
      if (batches.length > 1) return send([first]);
      queue.remove(storeId, batches, 'refused');
      return deps.refused(first.points, error.words);
    }
    state = { ...state, failing: error instanceof Error ? error.message : String(error) };
    const askedMs = error instanceof InfluxProblem ? error.waitMs : 0;
    await pause(Math.max(askedMs, retryMs));
    retryMs = Math.min(longestRetryMs, retryMs * 2);
  };
  const idle = (): Promise<void> =>
    new Promise((resolve) => {
      wakeUp = resolve;
    });
  const loop = async (): Promise<void> => {
    while (!stopping.signal.aborted) {
      const batches = queue.oldest(storeId, batchPoints);
      if (batches.length === 0) {
        const woken = idle();
        await woken;
        if (!stopping.signal.aborted) await pause(lingerMs);
      } else {
        await send(batches);
        const waits = batches.reduce((sum, { points }) => sum + points, 0) < batchPoints;
        if (waits && !stopping.signal.aborted) await pause(lingerMs);
      }
    }
  };
  const running = loop();
  return {
    wake: () => wakeUp(),
    state: () => state,
    stop: async () => {
      stopping.abort();
      wakeUp();
      await running;
    },
  };
}
