import { describe, expect, it } from 'vitest';
import { createTimeView } from './time-view';

const hour = 3_600_000;
const now = 1_800_000_000_000;

describe('the shared window', () => {
  it('follows the clock in steps: it holds now, and stands still between steps', () => {
    const view = createTimeView({ kind: 'live', spanMs: hour });
    const windows = Array.from({ length: 600 }, (_, second) => view.window(now + second * 1000));
    windows.forEach(({ from, to }, second) => {
      const t = now + second * 1000;
      expect(to - from).toBe(hour);
      expect(t).toBeLessThan(to);
      expect(to - t).toBeLessThanOrEqual(hour / 40);
    });
    expect(new Set(windows.map(({ to }) => to)).size).toBeLessThanOrEqual(8);
  });

  it('zooms around a time that keeps its place, and stays live at the live edge', () => {
    const view = createTimeView({ kind: 'fixed', from: now - hour, to: now });
    const at = now - hour / 4;
    view.zoom(0.5, at, now);
    const { from, to } = view.window(now);
    expect([to - from, (at - from) / (to - from)]).toEqual([hour / 2, 0.75]);
    const live = createTimeView({ kind: 'live', spanMs: hour });
    live.zoom(2, now, now);
    expect(live.choice()).toEqual({ kind: 'live', spanMs: 2 * hour });
  });

  it('goes back to what it followed before somebody paused and panned', () => {
    const view = createTimeView({ kind: 'batch', from: now - 40 * hour });
    view.pause(now);
    const paused = view.window(now + hour);
    expect(paused).toEqual(view.window(now));
    view.pan(-hour, now);
    expect(view.window(now).from).toBe(paused.from - hour);
    view.goLive();
    expect(view.choice()).toEqual({ kind: 'batch', from: now - 40 * hour });
  });

  it('tells the cursor apart from the window', () => {
    const view = createTimeView({ kind: 'live', spanMs: hour });
    const told: string[] = [];
    view.subscribe(() => told.push('window'));
    view.subscribeCursor(() => told.push('cursor'));
    view.pointAt(now);
    view.pointAt(now);
    view.pause(now);
    expect(told).toEqual(['cursor', 'window']);
  });
});
