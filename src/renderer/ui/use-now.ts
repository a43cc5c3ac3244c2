import { useSyncExternalStore } from 'react';

interface Ticker {
  now: number;
  readonly listeners: Set<() => void>;
  timer: ReturnType<typeof setInterval> | undefined;
}

const tickers = new Map<number, Ticker>();

function tickerOf(periodMs: number): Ticker {
  const known = tickers.get(periodMs);
  if (known) return known;
  const ticker: Ticker = { now: Date.now(), listeners: new Set(), timer: undefined };
  tickers.set(periodMs, ticker);
  return ticker;
}

function subscribe(periodMs: number, changed: () => void): () => void {
  const ticker = tickerOf(periodMs);
  ticker.listeners.add(changed);
  ticker.timer ??= setInterval(() => {
    ticker.now = Date.now();
    for (const listener of ticker.listeners) listener();
  }, periodMs);
  return () => {
    ticker.listeners.delete(changed);
    if (ticker.listeners.size > 0) return;
    clearInterval(ticker.timer);
    ticker.timer = undefined;
  };
}

const subscribers = new Map<number, (changed: () => void) => () => void>();

function subscriberOf(periodMs: number): (changed: () => void) => () => void {
  const known = subscribers.get(periodMs);
  if (known) return known;
  const made = (changed: () => void): (() => void) => subscribe(periodMs, changed);
  subscribers.set(periodMs, made);
  return made;
}

/** The time, told again every `periodMs`; all users of one period share one timer. */
export function useNow(periodMs: number): number {
  return useSyncExternalStore(subscriberOf(periodMs), () => tickerOf(periodMs).now);
}

/** Calls back every `periodMs` without React: for elements that are written directly. Returns what ends it. */
export function onTick(periodMs: number, tick: () => void): () => void {
  return subscribe(periodMs, tick);
}
