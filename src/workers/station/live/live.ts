import type { LivePull } from '../../../shared/contract/live';
import type { Sample } from '../../../shared/model/reading';

/** A sample on its way to the screens, with the station's time of arrival. */
export interface LiveSample extends Sample {
  readonly seenAt: number;
}

interface Waiter {
  readonly wanted: ReadonlySet<number> | null;
  readonly wake: () => void;
}

export interface LiveOptions {
  /** Name of this start of the station; cursors of another are void. */
  readonly boot: string;
  readonly now: () => number;
  /** Newest samples the ring keeps for screens that pause. */
  readonly capacity?: number;
  /** Runs its argument a little later, so that one answer carries what arrived together. */
  readonly soon: (run: () => void) => void;
}

export interface PullRequest {
  readonly cursor: string;
  readonly wanted: ReadonlySet<number> | null;
  readonly waitMs: number;
  readonly signal?: AbortSignal | undefined;
}

export type LiveNews = Omit<LivePull, 'recordedTo' | 'configVersion' | 'historyVersion'>;

export interface Live {
  /** Newest sample of every series that ever arrived. */
  readonly latest: ReadonlyMap<number, LiveSample>;
  /** Puts samples on show. Those older than the newest of their series are history, left to the store, and returned. */
  push(samples: readonly LiveSample[]): LiveSample[];
  /** Answers at once if there is news for the cursor, else waits for some, for the deadline or for the caller to leave. */
  pull(request: PullRequest): Promise<LiveNews>;
  /** Answers every waiting pull: something beside the samples changed. */
  nudge(): void;
}

/**
 * The newest minutes in memory: a ring with a cursor. Screens pull; a slow one loses the oldest samples, is told how
 * many by `gap`, and refills from history.
 */
export function createLive(options: LiveOptions): Live {
  const capacity = options.capacity ?? 65_536;
  const ring: (LiveSample | undefined)[] = Array.from({ length: capacity });
  const latest = new Map<number, LiveSample>();
  const waiters = new Set<Waiter>();
  let written = 0;
  let wakeDue = false;
  let touched = new Set<number>();

  const wakeInterested = (): void => {
    wakeDue = false;
    const news = touched;
    touched = new Set();
    for (const waiter of waiters) if (!waiter.wanted || intersects(waiter.wanted, news)) waiter.wake();
  };

  const push = (samples: readonly LiveSample[]): LiveSample[] => {
    const late: LiveSample[] = [];
    for (const sample of samples) {
      const known = latest.get(sample.series);
      if (known && sample.t <= known.t) {
        late.push(sample);
        continue;
      }
      latest.set(sample.series, sample);
      ring[written % capacity] = sample;
      written += 1;
      touched.add(sample.series);
    }
    if (touched.size > 0 && !wakeDue) {
      wakeDue = true;
      options.soon(wakeInterested);
    }
    return late;
  };

  const collect = (from: number, wanted: ReadonlySet<number> | null): LiveSample[] => {
    const found: LiveSample[] = [];
    for (let index = Math.max(from, written - capacity); index < written; index += 1) {
      const sample = ring[index % capacity];
      if (sample && (!wanted || wanted.has(sample.series))) found.push(sample);
    }
    return found;
  };

  const answer = (from: number | null, wanted: ReadonlySet<number> | null): LiveNews => {
    const samples = from === null ? newestOf(latest, wanted) : collect(from, wanted);
    return {
      cursor: `${options.boot}:${written}`,
      fresh: from === null,
      gap: from === null ? 0 : Math.max(0, written - capacity - from),
      now: options.now(),
      series: samples.map((sample) => sample.series),
      t: samples.map((sample) => sample.t),
      value: samples.map((sample) => sample.value),
      quality: samples.map((sample) => sample.quality),
      seenAt: samples.map((sample) => sample.seenAt),
    };
  };

  const pull = async ({ cursor, wanted, waitMs, signal }: PullRequest): Promise<LiveNews> => {
    const from = positionOf(cursor, options.boot, written);
    if (from === null) return answer(null, wanted);
    if (waitMs > 0 && collect(from, wanted).length === 0) await waitForNews(waiters, wanted, waitMs, signal);
    return answer(from, wanted);
  };

  return {
    latest,
    push,
    pull,
    nudge: () => {
      for (const waiter of waiters) waiter.wake();
    },
  };
}

/** Ring position of a cursor; null where it is empty, foreign or from an earlier boot. */
function positionOf(cursor: string, boot: string, written: number): number | null {
  const [cursorBoot, position] = cursor.split(':');
  const index = Number(position);
  return cursorBoot === boot && Number.isInteger(index) && index >= 0 && index <= written ? index : null;
}

function newestOf(latest: ReadonlyMap<number, LiveSample>, wanted: ReadonlySet<number> | null): LiveSample[] {
  return [...latest.values()].filter((sample) => !wanted || wanted.has(sample.series));
}

function intersects(a: ReadonlySet<number>, b: ReadonlySet<number>): boolean {
  for (const item of b) if (a.has(item)) return true;
  return false;
}

function waitForNews(
  waiters: Set<Waiter>,
  wanted: ReadonlySet<number> | null,
  waitMs: number,
  signal: AbortSignal | undefined,
): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      waiters.delete(waiter);
      signal?.removeEventListener('abort', done);
      resolve();
    };
    const waiter: Waiter = { wanted, wake: done };
    const timer = setTimeout(done, waitMs);
    waiters.add(waiter);
    signal?.addEventListener('abort', done, { once: true });
  });
}
