import { describe, expect, it } from 'vitest';
import { createLive, type LiveSample } from './live';

const at = (series: number, t: number, value = t): LiveSample => ({
  series,
  t,
  value,
  quality: 0,
  seenAt: t,
});

function liveWith(capacity = 4): { live: ReturnType<typeof createLive>; runSoon: () => void } {
  const due: (() => void)[] = [];
  const live = createLive({ boot: 'b1', now: () => 99, capacity, soon: (run) => due.push(run) });
  return { live, runSoon: () => due.splice(0).forEach((run) => run()) };
}

describe('live', () => {
  it('answers the newest of every series first, then only what came since', async () => {
    const { live } = liveWith();
    live.push([at(1, 10), at(2, 10), at(1, 11)]);
    const first = await live.pull({ cursor: '', wanted: null, waitMs: 0 });
    expect(first).toMatchObject({
      cursor: 'b1:3',
      fresh: true,
      gap: 0,
      now: 99,
      series: [1, 2],
      t: [11, 10],
    });
    live.push([at(2, 11)]);
    const second = await live.pull({ cursor: first.cursor, wanted: null, waitMs: 0 });
    expect(second).toMatchObject({ cursor: 'b1:4', fresh: false, gap: 0, series: [2], t: [11], value: [11] });
  });

  it('tells how many samples the ring lost', async () => {
    const { live } = liveWith(4);
    live.push([1, 2, 3, 4, 5, 6, 7].map((t) => at(1, t)));
    const answer = await live.pull({ cursor: 'b1:1', wanted: null, waitMs: 0 });
    expect(answer).toMatchObject({ gap: 2, t: [4, 5, 6, 7] });
  });

  it('leaves late samples to history and starts afresh for a cursor of another boot', async () => {
    const { live } = liveWith();
    expect(live.push([at(1, 10), at(1, 9), at(1, 10)]).map(({ t }) => t)).toEqual([9, 10]);
    const answer = await live.pull({ cursor: 'b0:1', wanted: null, waitMs: 0 });
    expect(answer).toMatchObject({ fresh: true, t: [10] });
  });

  it('wakes only those who asked for the series that moved', async () => {
    const { live, runSoon } = liveWith();
    const order: string[] = [];
    const one = live
      .pull({ cursor: 'b1:0', wanted: new Set([1]), waitMs: 10_000 })
      .then(() => order.push('one'));
    const two = live
      .pull({ cursor: 'b1:0', wanted: new Set([2]), waitMs: 10_000 })
      .then(() => order.push('two'));
    await Promise.resolve();
    live.push([at(2, 5)]);
    runSoon();
    await two;
    expect(order).toEqual(['two']);
    live.nudge();
    await one;
    expect(order).toEqual(['two', 'one']);
  });

  it('lets go of a caller who leaves', async () => {
    const { live } = liveWith();
    const leaving = new AbortController();
    const pull = live.pull({ cursor: 'b1:0', wanted: null, waitMs: 10_000, signal: leaving.signal });
    leaving.abort();
    expect(await pull).toMatchObject({ series: [], fresh: false });
  });
});
