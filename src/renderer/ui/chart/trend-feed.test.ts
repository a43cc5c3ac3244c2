import { describe, expect, it } from 'vitest';
import { emptyColumns, packColumns } from '../../../shared/contract/series-columns';
import type { Channel } from '../../../shared/model/channel';
import { createTrendFeed, type SeriesRequest, type TrendSource } from './trend-feed';

const channel = (id: string): Channel => ({ id, series: 1, cadenceMs: 1000 }) as unknown as Channel;
const a = channel('R1/a');
const b = channel('R1/b');

function fakeSource() {
  const reads: { request: SeriesRequest; answer: () => void; fail: () => void }[] = [];
  let now = 100_000;
  const source: TrendSource = {
    read: (request) =>
      new Promise((resolve, reject) => {
        const columns = request.channels.map(() => emptyColumns(1));
        columns.forEach((one) => one.t.fill(request.from));
        const channels = request.channels.map((id) => ({ id, level: 'raw' as const, points: 1 }));
        reads.push({
          request,
          answer: () =>
            resolve({
              head: { from: request.from, to: request.to, channels },
              data: new Blob([packColumns(columns)]),
            }),
          fail: () => reject(new Error('gone')),
        });
      }),
    ring: () => undefined,
    historyEpoch: () => 0,
    now: () => now,
    wallNow: () => now,
    words: (error) => (error as Error).message,
  };
  return { source, reads, pass: (ms: number) => (now += ms) };
}
/** Lets the answer, its bytes and what follows arrive. */
const settled = () => new Promise((resolve) => setImmediate(() => setImmediate(resolve)));

describe('the feed of a page', () => {
  it('reads once for all panels, one read at a time, and goes on to the window wanted by then', async () => {
    const { source, reads } = fakeSource();
    const feed = createTrendFeed(source);
    feed.join([a], 300, () => undefined);
    feed.join([b, a], 500, () => undefined);
    feed.show({ from: 40_000, to: 80_000 });
    feed.show({ from: 0, to: 10_000 });
    expect(reads.map(({ request }) => [request.channels, request.widthPx])).toEqual([
      [['R1/a', 'R1/b'], 750],
    ]);
    reads[0]!.answer();
    await settled();
    expect(reads[1]?.request).toMatchObject({ from: 0, to: 12_500 });
    reads[1]!.answer();
    await settled();
    expect([feed.state().kind, feed.history(a)?.columns.t[0], reads.length]).toEqual(['ready', 0, 2]);
  });

  it('says why a read failed and tries again, but not at once', async () => {
    const { source, reads, pass } = fakeSource();
    const feed = createTrendFeed(source);
    let told = 0;
    feed.join([a], 300, () => (told += 1));
    feed.show({ from: 0, to: 10_000 });
    reads[0]!.fail();
    await settled();
    feed.show({ from: 0, to: 10_000 });
    expect([feed.state(), told, reads.length]).toEqual([{ kind: 'failed', words: 'gone' }, 1, 1]);
    pass(2000);
    feed.show({ from: 0, to: 10_000 });
    expect(reads.length).toBe(2);
  });
});
