import type { TimeWindow } from './time-view';

/** What the panels want to show. */
export interface HistoryWish extends TimeWindow {
  readonly widthPx: number;
  /** Names the set of channels. */
  readonly channelsKey: string;
  /** Rises when history changed behind what was read. */
  readonly epoch: number;
  /** End of what there can be, epoch ms. */
  readonly now: number;
  /** When it is asked, where that is not `now`: what has ended stands still, while its history may change. */
  readonly askedAt?: number;
}

/** What the last read covered. */
export interface HistoryLoaded extends TimeWindow {
  readonly msPerPx: number;
  readonly channelsKey: string;
  readonly epoch: number;
  readonly readAt: number;
  readonly askedAt?: number;
  /** Every point is a single sample: a closer look needs no other read. */
  readonly everySample: boolean;
}

/** The tail out of the live ring may grow this long before it is read again, properly reduced. */
const tailForMs = 60_000;
/** History that changes all the time (a refill under way) is read at most this often. */
const rereadAfterMs = 5000;
/** Part of the window that is read beyond either end, so that a small pan shows something at once. */
const margin = 0.25;

/** True where what was loaded cannot serve the wish. */
export function needsRead(loaded: HistoryLoaded | null, wish: HistoryWish): boolean {
  if (!loaded || loaded.channelsKey !== wish.channelsKey) return true;
  const age = (wish.askedAt ?? wish.now) - (loaded.askedAt ?? loaded.readAt);
  if (loaded.epoch !== wish.epoch && age >= rereadAfterMs) return true;
  if (wish.from < loaded.from) return true;
  const finer = loaded.msPerPx > ((wish.to - wish.from) / wish.widthPx) * 1.15;
  if (finer && !loaded.everySample) return true;
  return endIsMissing(loaded, wish, age);
}

function endIsMissing(loaded: HistoryLoaded, wish: HistoryWish, age: number): boolean {
  const wanted = Math.min(wish.to, wish.now);
  const reachedNow = loaded.to >= loaded.readAt;
  if (wanted <= Math.min(loaded.to, loaded.readAt)) return false;
  return reachedNow ? age >= tailForMs : true;
}

/** The read that serves the wish: the window and a margin, at the same time per pixel. */
export function readFor(wish: HistoryWish): TimeWindow & { readonly widthPx: number } {
  const span = wish.to - wish.from;
  const from = Math.max(0, Math.floor(wish.from - span * margin));
  const to = Math.ceil(wish.to + (wish.to >= wish.now ? 0 : span * margin));
  const widthPx = Math.round((wish.widthPx * (to - from)) / span);
  return { from, to, widthPx: Math.min(10_000, Math.max(1, widthPx)) };
}
