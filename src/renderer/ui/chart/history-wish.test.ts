import { describe, expect, it } from 'vitest';
import { type HistoryLoaded, type HistoryWish, needsRead, readFor } from './history-wish';

const hour = 3_600_000;
const now = 1_800_000_000_000;
const wish = (more: Partial<HistoryWish> = {}): HistoryWish => ({
  from: now - hour,
  to: now + 60_000,
  widthPx: 600,
  channelsKey: 'a b',
  epoch: 1,
  now,
  ...more,
});
const loadedFor = (one: HistoryWish, more: Partial<HistoryLoaded> = {}): HistoryLoaded => {
  const { from, to, widthPx } = readFor(one);
  return {
    from,
    to,
    msPerPx: (to - from) / widthPx,
    channelsKey: one.channelsKey,
    epoch: one.epoch,
    readAt: one.now,
    everySample: false,
    ...more,
  };
};

describe('history is read again', () => {
  const loaded = loadedFor(wish());
  it.each<[string, Partial<HistoryWish>, boolean]>([
    [
      'not while the tail is short',
      { now: now + 50_000, from: now - hour + 50_000, to: now + 110_000 },
      false,
    ],
    ['when the tail has grown', { now: now + 60_000, from: now - hour + 60_000, to: now + 120_000 }, true],
    ['not for a small pan', { from: now - 1.1 * hour, to: now - 0.1 * hour }, false],
    ['for a pan beyond the margin', { from: now - 2 * hour, to: now - hour }, true],
    ['for a closer look', { from: now - hour / 2, to: now }, true],
    ['for other channels', { channelsKey: 'a' }, true],
    ['not at once when history changed behind it', { epoch: 2, now: now + 1000 }, false],
    ['soon when history changed behind it', { epoch: 2, now: now + 5000 }, true],
  ])('%s', (_, change, expected) => {
    expect(needsRead(loaded, wish(change))).toBe(expected);
  });

  it('for nothing at all, but not for a closer look at single samples', () => {
    expect(needsRead(null, wish())).toBe(true);
    const closer = wish({ from: now - hour / 2, to: now });
    expect(needsRead(loadedFor(wish(), { everySample: true }), closer)).toBe(false);
  });

  it('for what was not there to be read when the past was read', () => {
    const past = wish({ from: now - 10 * hour, to: now - 9 * hour });
    expect(needsRead(loadedFor(past), wish({ from: now - 9.5 * hour, to: now - 8.5 * hour }))).toBe(true);
  });
});

it('reads a margin at the same time per pixel', () => {
  const past = wish({ from: now - 10 * hour, to: now - 9 * hour });
  expect(readFor(past)).toEqual({ from: now - 10.25 * hour, to: now - 8.75 * hour, widthPx: 900 });
});
