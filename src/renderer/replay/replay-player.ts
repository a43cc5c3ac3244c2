import type { LivePull } from '../../shared/contract/live';
import type { ReplayedSamples } from '../../shared/contract/replays';

/** Times as fast as it went. */
export const replaySpeeds = [1, 2, 5, 10, 30, 60, 120, 300, 600] as const;

export interface ReplayState {
  /** The moment that is shown, epoch ms. */
  readonly at: number;
  readonly playing: boolean;
  readonly speed: number;
  /** Waits for what comes next. */
  readonly waiting: boolean;
  readonly problem: string | null;
}

export interface ReplayPlayer {
  readonly get: () => ReplayState;
  readonly subscribe: (changed: () => void) => () => void;
  play(): void;
  pause(): void;
  setSpeed(speed: number): void;
  seek(at: number): void;
  /** Moves on by the time since the last call; about four times a second. */
  tick(wallMs: number): void;
  /** Lists are out of date: phase or alarms moved on. */
  bumpLists(): void;
}

export interface ReplayPlayerOptions {
  readonly from: number;
  readonly to: number;
  readonly fetch: (from: number, to: number, stepMs: number) => Promise<ReplayedSamples>;
  readonly take: (answer: LivePull) => void;
  readonly wordsOf: (error: unknown) => string;
}

/** What is fetched ahead, in seconds of the person in front of it. */
const aheadS = 4;
/** So much is looked back for the newest value of every channel after a jump. */
const backMs = 30 * 60_000;
/** Faster than this, drawn lines are read from history again and again, so that no spike is lost between samples. */
const everySampleUpTo = 10;
const rereadEveryMs = 2000;

/** Feeds a live store with a batch that is over, moment by moment, as its source once did. It begins with a `seek`. */
export function createReplayPlayer(options: ReplayPlayerOptions): ReplayPlayer {
  const { from, to } = options;
  const listeners = new Set<() => void>();
  let state: ReplayState = { at: from, playing: false, speed: 10, waiting: true, problem: null };
  let lastWall: number | null = null;
  /** Samples still to come, and up to when they are known. */
  let buffer: ReplayedSamples = nothing();
  let next = 0;
  let knownTo = from;
  let turn = 0;
  let fetching = false;
  let historyVersion = 0;
  let configVersion = 0;
  let rereadAt = 0;

  const set = (change: Partial<ReplayState>): void => {
    state = { ...state, ...change };
    for (const listener of listeners) listener();
  };
  const stepMs = (): number => (state.speed <= everySampleUpTo ? 0 : Math.min(60_000, 100 * state.speed));

  const feed = (samples: ReplayedSamples, first: number, last: number, fresh: boolean): void =>
    options.take({
      cursor: '',
      fresh,
      gap: 0,
      now: state.at,
      recordedTo: state.at,
      series: samples.series.slice(first, last),
      t: samples.t.slice(first, last),
      value: samples.value.slice(first, last),
      quality: samples.quality.slice(first, last),
      seenAt: samples.t.slice(first, last).map(() => state.at),
      configVersion,
      historyVersion,
    });

  const failed = (error: unknown): void =>
    set({ problem: options.wordsOf(error), playing: false, waiting: false });

  const fetchAhead = async (): Promise<void> => {
    if (fetching || knownTo >= to) return;
    const mine = turn;
    fetching = true;
    const until = Math.min(to, knownTo + Math.min(5 * 3_600_000, aheadS * 1000 * state.speed));
    try {
      const more = await options.fetch(knownTo, until, stepMs());
      if (mine !== turn) return;
      buffer = joined(buffer, next, more);
      next = 0;
      knownTo = until;
      if (state.waiting || state.problem !== null) set({ waiting: false, problem: null });
    } catch (error) {
      if (mine === turn) failed(error);
    } finally {
      if (mine === turn) fetching = false;
    }
  };

  const jump = async (at: number): Promise<void> => {
    turn += 1;
    const mine = turn;
    fetching = false;
    buffer = nothing();
    next = 0;
    // The look back ends with the moment itself.
    knownTo = at + 1;
    historyVersion += 1;
    configVersion += 1;
    set({ at, waiting: true, problem: null });
    try {
      const before = await options.fetch(Math.max(0, at - backMs), at + 1, 600_000);
      if (mine !== turn) return;
      feed(before, 0, before.t.length, true);
      await fetchAhead();
    } catch (error) {
      if (mine === turn) failed(error);
    }
  };
  return {
    get: () => state,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    play: () => set({ playing: true, ...(state.at >= to ? { at: to } : {}) }),
    pause: () => set({ playing: false }),
    setSpeed: (speed) => {
      // What was fetched for the old speed is coarser or finer than what is wanted now.
      set({ speed });
      turn += 1;
      fetching = false;
      buffer = nothing();
      next = 0;
      knownTo = state.at + 1;
      void fetchAhead();
    },
    seek: (at) => void jump(Math.min(to, Math.max(from, Math.round(at)))),
    bumpLists: () => {
      configVersion += 1;
    },
    tick: (wallMs) => {
      const passed = lastWall === null ? 0 : Math.min(1000, wallMs - lastWall);
      lastWall = wallMs;
      if (!state.playing) return;
      const wanted = Math.min(to, state.at + passed * state.speed);
      // Never ahead of what is known: a replay waits rather than shows nothing as if nothing had been.
      const at = Math.min(wanted, Math.max(state.at, knownTo));
      const waiting = at < wanted && knownTo < to;
      let last = next;
      while (last < buffer.t.length && (buffer.t[last] ?? 0) <= at) last += 1;
      if (state.speed > everySampleUpTo && wallMs - rereadAt >= rereadEveryMs) {
        historyVersion += 1;
        rereadAt = wallMs;
      }
      set({ at, waiting, playing: at < to });
      feed(buffer, next, last, false);
      next = last;
      if (knownTo - at < (aheadS * 1000 * state.speed) / 2) void fetchAhead();
    },
  };
}

function nothing(): ReplayedSamples {
  return { series: [], t: [], value: [], quality: [] };
}

function joined(before: ReplayedSamples, from: number, more: ReplayedSamples): ReplayedSamples {
  return {
    series: [...before.series.slice(from), ...more.series],
    t: [...before.t.slice(from), ...more.t],
    value: [...before.value.slice(from), ...more.value],
    quality: [...before.quality.slice(from), ...more.quality],
  };
}
