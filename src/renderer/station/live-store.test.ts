import { describe, expect, it } from 'vitest';
import type { LivePull } from '../../shared/contract/live';
import { createLiveStore } from './live-store';

function answer(
  samples: readonly [series: number, t: number, value: number | null][],
  more: Partial<LivePull> = {},
) {
  return {
    cursor: 'c',
    fresh: false,
    gap: 0,
    now: 0,
    recordedTo: null,
    configVersion: 1,
    historyVersion: 1,
    series: samples.map(([series]) => series),
    t: samples.map(([, t]) => t),
    value: samples.map(([, , value]) => value),
    quality: samples.map(() => 0),
    seenAt: samples.map(([, t]) => t + 1),
    ...more,
  } satisfies LivePull;
}

function store() {
  const frames: (() => void)[] = [];
  const live = createLiveStore((run) => frames.push(run));
  return { live, frame: () => frames.splice(0).forEach((run) => run()), waiting: () => frames.length };
}

describe('the live store', () => {
  it('tells each listener once a frame, with the newest sample', () => {
    const { live, frame, waiting } = store();
    const heard: unknown[] = [];
    live.subscribe(7, ({ t, value }) => heard.push([t, value]));
    live.take(answer([[7, 1000, 1]]));
    live.take(answer([[7, 2000, 2], [8, 2000, 5]])); // prettier-ignore
    expect(heard).toEqual([]);
    expect(waiting()).toBe(1);
    frame();
    expect(heard).toEqual([[2000, 2]]);
  });

  it('hands a late subscriber what is there and stops when told', () => {
    const { live, frame } = store();
    live.take(answer([[7, 1000, null]]));
    frame();
    const heard: unknown[] = [];
    const stop = live.subscribe(7, ({ value }) => heard.push(value));
    stop();
    live.take(answer([[7, 2000, 2]]));
    frame();
    expect(heard).toEqual([null]);
  });

  it('asks for history again after a fresh start, a gap or late records, and forgets what has a hole', () => {
    const { live } = store();
    live.take(answer([[7, 1000, 1]], { fresh: true }));
    const first = live.historyEpoch;
    live.take(answer([[7, 2000, 2]]));
    expect([live.historyEpoch, live.ring(7)?.length]).toEqual([first, 2]);
    live.take(answer([[7, 9000, 3]], { gap: 12 }));
    expect([live.historyEpoch, live.ring(7)?.length, live.lost]).toEqual([first + 1, 1, 12]);
    live.take(answer([], { historyVersion: 2 }));
    expect(live.historyEpoch).toBe(first + 2);
  });
});
