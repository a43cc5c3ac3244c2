import { setTimeout as wait } from 'node:timers/promises';
import type { Log } from '../log';
import type { StationClient } from '../twin/followed-batch';
import { partThreadPath } from './boosting/thread-path';
import { workOnce } from './work-once';

export interface WorkLoop {
  readonly client: StationClient;
  readonly log: Log;
  readonly dataDir: string;
  readonly appVersion: string;
  readonly signal: AbortSignal;
  /** There was nothing to do for a while. */
  readonly rest: () => void;
}

const askMs = 20_000;
const retryMs = 1000;

/** Fetches what there is to do and does it, one after the other, until the port is taken away. */
export async function workLoop({ client, log, dataDir, appVersion, signal, rest }: WorkLoop): Promise<void> {
  const tools = { client, dataDir, appVersion, threadPath: partThreadPath, now: () => Date.now() };
  while (!signal.aborted) {
    try {
      const work = await client.training.next({ waitMs: askMs }, { signal });
      if (work.job || work.bring) await workOnce(work, tools, signal);
      else rest();
    } catch (problem) {
      if (signal.aborted) return;
      log('warn', 'The station does not answer the trainer', { error: String(problem) });
      await wait(retryMs);
    }
  }
}
