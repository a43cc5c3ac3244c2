import { describe, expect, it } from 'vitest';
import type { LiveSample } from './live/live';
import { createRecordQueue } from './record-queue';

const sample = (t: number): LiveSample => ({ series: 1, t, value: t, quality: 0, seenAt: t });

const never = (): void => undefined;

describe('record queue', () => {
  it('stores what came in one turn together and says so only afterwards', async () => {
    const stored: number[][] = [];
    let commit: () => void = () => undefined;
    const due: (() => void)[] = [];
    const queue = createRecordQueue(
      (samples) => {
        stored.push(samples.map((s) => s.t));
        return new Promise((resolve) => (commit = resolve));
      },
      () => undefined,
      (run) => due.push(run),
    );
    const acked: string[] = [];
    queue.add([sample(1)], () => acked.push('a'), never);
    queue.add([sample(2), sample(3)], () => acked.push('b'), never);
    expect(due).toHaveLength(1);
    due[0]?.();
    expect([stored, acked]).toEqual([[[1, 2, 3]], []]);
    commit();
    await Promise.resolve();
    expect(acked).toEqual(['a', 'b']);
  });

  it('never says safe for samples the store gave up', async () => {
    const lost: number[] = [];
    const acked: string[] = [];
    const queue = createRecordQueue(
      () => Promise.reject(new Error('dropped')),
      (samples) => lost.push(samples),
      (run) => queueMicrotask(run),
    );
    queue.add(
      [sample(1)],
      () => acked.push('a'),
      () => acked.push('gave up'),
    );
    await new Promise((resolve) => setImmediate(resolve));
    expect([lost, acked]).toEqual([[1], ['gave up']]);
  });
});
