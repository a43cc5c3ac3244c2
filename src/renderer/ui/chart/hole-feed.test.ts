import { describe, expect, it } from 'vitest';
import type { Channel } from '../../../shared/model/channel';
import type { Hole } from '../../../shared/model/hole';
import { channelId } from '../../../shared/model/identity';
import { createHoleFeed } from './hole-feed';
import { causesAmong, drawnHoles, holesAt } from './hole-spans';

const pH = { id: channelId('R1', 'pH') } as unknown as Channel;
const hole = (from: number, to: number, cause: Hole['cause'], more: Partial<Hole> = {}): Hole => ({
  channelId: pH.id,
  from,
  to,
  cause,
  fill: null,
  open: false,
  ...more,
});

describe('holes of a panel', () => {
  it('are seen at every zoom, once for all lines, and not where nothing was expected', () => {
    const both = [hole(1_000_000, 1_001_000, 'broker-down'), hole(5_000_000, 6_000_000, 'not-expected')];
    const filled = hole(8_000_000, 9_000_000, 'unknown', { fill: { source: 'edge', at: 0 } });
    const drawn = drawnHoles(
      [
        { holes: [...both, filled], colour: 'red' },
        { holes: both, colour: 'blue' },
      ],
      { from: 0, to: 10_000_000 },
      500,
    );
    expect(drawn.map(({ from, to, letter, filled: full, lines }) => [from, to, letter, full, lines])).toEqual(
      [
        [50, 53, 'B', false, ['red', 'blue']],
        [400, 450, 'U', true, ['red']],
      ],
    );
    expect(causesAmong(drawn)).toEqual(['broker-down']);
    expect(holesAt([pH], 1_000_500, () => both)).toEqual([both[0]]);
    expect(holesAt([pH], 1_001_000, () => both)).toEqual([]);
  });

  it('are asked for again every second while the window holds now, else when history changes', async () => {
    let [now, epoch, changed] = [100_000, 0, 0];
    const asked: number[] = [];
    let answer: Hole[] = [hole(1000, 2000, 'unknown')];
    const feed = createHoleFeed({
      holes: ({ to }) => {
        asked.push(to);
        return Promise.resolve(answer);
      },
      historyEpoch: () => epoch,
      wallNow: () => now,
    });
    feed.join([pH], () => (changed += 1));
    const show = async (to: number): Promise<void> => {
      feed.show({ from: 0, to });
      await new Promise((resolve) => setImmediate(resolve));
    };
    await show(50_000);
    await show(50_000);
    expect([asked.length, changed, feed.of(pH).length]).toEqual([1, 1, 1]);
    epoch = 1;
    await show(50_000);
    expect([asked.length, changed]).toEqual([2, 1]);
    answer = [];
    await show(200_000);
    now += 1000;
    await show(200_000);
    expect([asked.length, changed, feed.of(pH)]).toEqual([4, 2, []]);
  });
});
