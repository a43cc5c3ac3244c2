import type { LivePull } from '../../shared/contract/live';

export interface PullLoopOptions {
  readonly pull: (input: { cursor: string; waitMs: number }, signal: AbortSignal) => Promise<LivePull>;
  readonly take: (answer: LivePull) => void;
  /** A pull failed; the loop tries again by itself. */
  readonly failed: (error: unknown) => void;
  /** Nobody looks at this window: fewer, larger answers. */
  readonly hidden: () => boolean;
  readonly sleep: (ms: number) => Promise<void>;
}

const waitMs = 10_000;
/** Time between answers: samples that arrive together come together. */
const gapMs = 50;
const hiddenGapMs = 1000;
const retryMs = 300;

/**
 * Keeps exactly one `live.pull` under way. A slow window pulls less often instead of being pushed more than it can
 * draw. Returns a function that ends the loop.
 */
export function startPullLoop(options: PullLoopOptions): () => void {
  const stop = new AbortController();
  const run = async (): Promise<void> => {
    let cursor = '';
    while (!stop.signal.aborted) {
      try {
        const answer = await options.pull({ cursor, waitMs }, stop.signal);
        cursor = answer.cursor;
        options.take(answer);
        await options.sleep(options.hidden() ? hiddenGapMs : gapMs);
      } catch (error) {
        if (stop.signal.aborted) return;
        options.failed(error);
        await options.sleep(retryMs);
      }
    }
  };
  void run();
  return () => stop.abort();
}
