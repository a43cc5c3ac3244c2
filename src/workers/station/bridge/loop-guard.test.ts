import { describe, expect, it } from 'vitest';
import { brokerKey, createLoopGuard } from './loop-guard';

/** What a guard keeps over restarts. */
function file() {
  const kept = new Map<string, Map<number, number>>();
  let writes = 0;
  return {
    cursors: (id: string) => new Map(kept.get(id)),
    setCursor: (id: string, series: number, t: number) => {
      writes += 1;
      kept.set(id, (kept.get(id) ?? new Map<number, number>()).set(series, t));
    },
    writes: () => writes,
  };
}

describe('the loop guard of a bridge', () => {
  it('lets go what comes from elsewhere and keeps what came over this broker, after a restart too', () => {
    const kept = file();
    const guard = createLoopGuard('here:1883', 'b', kept);
    expect(guard.admits(1, 1000, null)).toBe(true);
    expect(guard.admits(2, 1000, 'there:1883')).toBe(true);
    for (let t = 1000; t <= 61_000; t += 1000) expect(guard.admits(3, t, 'here:1883')).toBe(false);
    expect([guard.isFed(1), guard.isFed(2), guard.isFed(3), guard.fed]).toEqual([false, false, true, 1]);
    const again = createLoopGuard('here:1883', 'b', kept);
    expect([1000, 61_000].map((t) => again.cameFromHere(3, t))).toEqual([true, true]);
    expect(again.cameFromHere(3, 999)).toBe(false);
    expect(createLoopGuard('other:1883', 'b', kept).isFed(3)).toBe(false);
    // One look at the disk for ten seconds of readings, not one for each.
    expect(kept.writes()).toBeLessThan(20);
  });

  it('knows its own readings when the broker gives them back', () => {
    const guard = createLoopGuard('here:1883', 'b', file());
    guard.admits(1, 5000, null);
    expect(guard.admits(1, 5000, 'here:1883')).toBe(false);
    expect(guard.isFed(1)).toBe(false);
    expect(guard.cameFromHere(1, 5000)).toBe(false);
    expect(guard.admits(1, 6000, null)).toBe(true);
  });

  it('goes by the address, whatever this computer is called', () => {
    const keys = ['localhost', '127.0.0.1', '127.0.1.1', '::1', 'LOCALHOST'].map((host) =>
      brokerKey({ host, port: 1883 }),
    );
    expect(new Set(keys).size).toBe(1);
    expect(brokerKey({ host: 'Edge.Plant', port: 1883 })).toBe(brokerKey({ host: 'edge.plant', port: 1883 }));
    expect(brokerKey({ host: 'edge.plant', port: 1884 })).not.toBe(
      brokerKey({ host: 'edge.plant', port: 1883 }),
    );
  });
});
