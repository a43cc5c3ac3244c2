import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { catalogueFor } from '../../../shared/model/channel-catalogue';
import { channelSchema, type Channel } from '../../../shared/model/channel';
import { edgeLayouts, edgeStoreSchema } from '../../../shared/model/edge-store';
import { emptyRaw, type RawColumns } from '../record/raw-columns';
import { openForward, type ForwardFile } from '../record/forward/open-forward';
import { scratchFolder } from '../record/testing/scratch-folder';
import type { ForwardedSample } from './sample-lines';
import { createStoreFeed, type StoreFeed } from './store-feed';

const channel: Channel = channelSchema.parse({
  ...catalogueFor('15L').find(({ tag }) => tag === 'pH'),
  id: 'R1/pH',
  series: 7,
  unitId: 'R1',
});
const store = (queueMb: number) =>
  edgeStoreSchema.parse({
    id: 'edge',
    name: 'Edge',
    kind: 'influx1',
    enabled: true,
    url: 'http://edge:8086',
    database: 'plant',
    language: 'influxql',
    measurements: [],
    layout: edgeLayouts.forwarded.layout,
    connectionId: null,
    overrides: [],
    backfill: false,
    forward: { enabled: true, units: ['R1'], queueMb, since: 1000 },
  });
const samples = (from: number, to: number): ForwardedSample[] =>
  Array.from({ length: to - from }, (_, i) => ({
    series: 7,
    t: from + i,
    value: (from + i) / 10,
    quality: 0,
  }));

/** What is on disk. */
class Disk {
  readonly rows = new Map<number, ForwardedSample>();
  record(more: readonly ForwardedSample[]): void {
    for (const sample of more) if (!this.rows.has(sample.t)) this.rows.set(sample.t, sample);
  }
  raw({ from, to, limit }: { from: number; to: number; limit: number }): Promise<RawColumns> {
    const found = [...this.rows.values()]
      .filter(({ t }) => t >= from && t < to)
      .toSorted((a, b) => a.t - b.t)
      .slice(0, limit);
    const columns = emptyRaw(found.length);
    for (const [row, { t, value, quality }] of found.entries()) {
      columns.t[row] = t;
      columns.value[row] = value ?? Number.NaN;
      columns.quality[row] = quality;
    }
    return Promise.resolve(columns);
  }
}

let folder: string;
let file: ForwardFile;
let disk: Disk;
let told: boolean[];
beforeEach(() => {
  folder = scratchFolder();
  file = openForward(
    folder,
    () => undefined,
    () => 1,
  );
  disk = new Disk();
  told = [];
});
afterEach(() => {
  file.close();
});

const feedOf = (queueMb = 10): StoreFeed =>
  createStoreFeed({
    store: store(queueMb),
    queue: file.queue,
    historian: disk,
    channels: () => [channel],
    channelOfSeries: (series) => (series === channel.series ? channel : undefined),
    isSimulated: () => false,
    queued: () => undefined,
    full: (is) => void told.push(is),
    log: () => undefined,
  });
const level = async (feed: StoreFeed): Promise<void> => {
  feed.catchUp();
  for (let turn = 0; turn < 200; turn += 1) await Promise.resolve();
};
const queuedTimes = (): number[] =>
  file.queue
    .oldest('edge', 1_000_000_000)
    .flatMap(({ lines }) => lines.split('\n'))
    .map((line) => Number(line.split(' ').at(-1)));
const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

describe('the feed of an edge store', () => {
  it('queues what is on disk, in the layout we read ourselves', async () => {
    const feed = feedOf();
    await level(feed);
    const stored = feed.coming([
      ...samples(1000, 1002),
      { series: 7, t: 1002, value: null, quality: 2_150_891_520 },
      { series: 8, t: 1000, value: 1, quality: 0 },
    ]);
    expect(queuedTimes()).toEqual([]);
    stored();
    expect(file.queue.oldest('edge', 1)[0]?.lines.split('\n')).toEqual([
      'R1,channel=pH value=100,quality=0i 1000',
      'R1,channel=pH value=100.1,quality=0i 1001',
      'R1,channel=pH quality=2150891520i 1002',
    ]);
    await feed.stop();
  });

  it('loses nothing to a kill between disk and queue, late samples included', async () => {
    const first = feedOf();
    await level(first);
    const now = samples(2000, 2010);
    const stored = first.coming(now);
    disk.record(now);
    stored();
    // On disk, never told so: the station was killed here, with older ones under way as well.
    const newer = samples(2010, 2020);
    const older = samples(1500, 1510);
    first.coming([...newer, ...older]);
    disk.record([...newer, ...older]);

    const second = feedOf();
    await level(second);
    expect(new Set(queuedTimes())).toEqual(new Set([...range(1500, 1510), ...range(2000, 2020)]));
    expect(second.behind).toBe(false);
    expect(file.queue.dirty('edge')).toEqual([]);
    await second.stop();
  });

  it('reads late samples only once they are on disk, as the historian keeps them', async () => {
    const feed = feedOf();
    await level(feed);
    const now = samples(2000, 2010);
    disk.record(now);
    feed.coming(now)();
    const stored = feed.coming([{ series: 7, t: 2005, value: 99, quality: 0 }, ...samples(1990, 1992)]);
    await level(feed);
    expect(queuedTimes()).toEqual(range(2000, 2010));
    disk.record(samples(1990, 1992));
    stored();
    await level(feed);
    expect(new Set(queuedTimes())).toEqual(new Set([...range(1990, 1992), ...range(2000, 2010)]));
    expect(file.queue.oldest('edge', 1000).some(({ lines }) => lines.includes('value=99'))).toBe(false);
    await feed.stop();
  });

  it('holds its room on the disk and drops nothing: the rest waits in the historian', async () => {
    const feed = feedOf(1);
    await level(feed);
    const total = 60_000;
    for (let from = 1000; from < 1000 + total; from += 1000) {
      const some = samples(from, from + 1000);
      const stored = feed.coming(some);
      disk.record(some);
      stored();
    }
    await level(feed);
    expect(feed.behind).toBe(true);
    expect(told).toEqual([true]);
    expect(file.queue.figures('edge').bytes).toBeLessThan(1_300_000);
    const sent: number[] = [];
    for (let turn = 0; turn < 100 && (feed.behind || sent.length < total); turn += 1) {
      const batches = file.queue.oldest('edge', 5000);
      for (const { lines } of batches)
        for (const line of lines.split('\n')) sent.push(Number(line.split(' ').at(-1)));
      file.queue.remove('edge', batches, 'sent');
      await level(feed);
    }
    expect(sent).toEqual(range(1000, 1000 + total));
    expect(told).toEqual([true, false]);
    await feed.stop();
  });
});
