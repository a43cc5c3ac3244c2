import { describe, expect, it } from 'vitest';
import { createRedrawScheduler, redrawIntervalMs } from './redraw-scheduler';

/** A host whose time is told and whose frames come when asked for; every drawing takes `costMs`. */
function host(costMs: number) {
  let now = 0;
  let frames: (() => void)[] = [];
  let timers: { at: number; run: () => void }[] = [];
  const drawn: string[] = [];
  const scheduler = createRedrawScheduler({
    now: () => now,
    inNextFrame: (run) => frames.push(run),
    after: (ms, run) => timers.push({ at: now + ms, run }),
  });
  const add = (name: string, intervalMs: number, visible = () => true) =>
    scheduler.register({
      draw: () => {
        now += costMs;
        drawn.push(`${name}@${now}`);
      },
      intervalMs: () => intervalMs,
      visible,
    });
  return {
    add,
    drawn,
    frames: () => frames.length,
    timers: () => timers.length,
    frame: () => {
      const run = frames;
      frames = [];
      for (const one of run) one();
    },
    pass: (to: number) => {
      now = to;
      const due = timers.filter((timer) => timer.at <= now);
      timers = timers.filter((timer) => timer.at > now);
      for (const timer of due) timer.run();
    },
  };
}

describe('turns to draw', () => {
  it('draw at once, then no sooner than the interval, however often they are marked', () => {
    const h = host(0);
    const panel = h.add('a', 1000);
    panel.mark('later');
    h.frame();
    for (const t of [100, 200, 900]) {
      h.pass(t);
      panel.mark('later');
      h.frame();
    }
    expect(h.drawn).toEqual(['a@0']);
    h.pass(1000);
    h.frame();
    expect(h.drawn).toEqual(['a@0', 'a@1000']);
    expect([h.frames(), h.timers()]).toEqual([0, 0]);
  });

  it('share a frame up to the budget; the rest waits for the next', () => {
    const h = host(3);
    for (const name of ['a', 'b', 'c', 'd', 'e']) h.add(name, 250).mark('urgent');
    h.frame();
    expect(h.drawn.length).toBe(3);
    h.frame();
    expect(h.drawn.length).toBe(5);
  });

  it('put first what a person waits for, and leave out what nobody sees', () => {
    const h = host(8);
    let seen = false;
    const hidden = h.add('hidden', 250, () => seen);
    h.add('later', 250).mark('later');
    h.add('urgent', 5000).mark('urgent');
    hidden.mark('urgent');
    h.frame();
    h.frame();
    h.frame();
    expect(h.drawn.map((text) => text.split('@')[0])).toEqual(['later', 'urgent']);
    seen = true;
    hidden.mark('later');
    h.frame();
    expect(h.drawn.length).toBe(3);
  });
});

it('draws a panel about once a pixel, between four times a second and every five seconds', () => {
  expect([10, 1000, 60_000].map(redrawIntervalMs)).toEqual([250, 1000, 5000]);
});
