import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { influxStore } from '../../drivers/influx/influx-driver';
import type { StoredPoint } from '../../drivers/influx/influx-store';
import { lineOf } from '../../drivers/influx/line-protocol';
import { edgeLayouts, edgeStoreSchema, type EdgeStore } from '../../src/shared/model/edge-store';
import { influxdMissing, startInfluxd, titleWithInfluxd, type Influxd } from './influxd';

const start = Date.UTC(2026, 2, 2, 8);
const still = new AbortController().signal;

const storeOf = (change: Partial<EdgeStore>): EdgeStore =>
  edgeStoreSchema.parse({
    id: 'edge',
    name: 'Edge',
    kind: 'influx1',
    enabled: true,
    url: 'http://127.0.0.1:1',
    database: 'edge',
    language: 'influxql',
    measurements: [],
    layout: edgeLayouts.forwarded.layout,
    connectionId: null,
    overrides: [],
    backfill: true,
    forward: { enabled: false, units: [], queueMb: 10 },
    ...change,
  });

const open = (change: Partial<EdgeStore>) =>
  influxStore({
    store: storeOf(change),
    secret: '',
    pause: async (ms, signal) => {
      await sleep(Math.min(ms, 5), undefined, { signal });
    },
  });

async function all(pages: AsyncGenerator<StoredPoint[]>): Promise<{ points: StoredPoint[]; pages: number }> {
  const points: StoredPoint[] = [];
  let count = 0;
  for await (const page of pages) {
    points.push(...page);
    count += 1;
  }
  return { points, pages: count };
}

describe.skipIf(influxdMissing)(titleWithInfluxd('InfluxDB 1.x as an edge store'), () => {
  let influxd: Influxd;
  beforeAll(async () => {
    influxd = await startInfluxd();
  });
  afterAll(() => influxd?.remove());

  it('gives back what was written, page by page, each point once', async () => {
    const store = open({ url: influxd.url });
    const points = Array.from({ length: 25_003 }, (_, i) => ({
      t: start + i * 100,
      value: i % 997 === 0 ? null : i / 7,
      quality: i % 50 === 0 ? 2_150_891_520 : 0,
    }));
    for (let from = 0; from < points.length; from += 5000)
      await store.write(
        points
          .slice(from, from + 5000)
          .map(({ t, value, quality }) =>
            lineOf({
              measurement: 'R 1,x',
              tags: { channel: "p=H 'q'" },
              fields: { ...(value === null ? {} : { value }), quality: BigInt(quality) },
              time: t,
            }),
          )
          .join('\n'),
        still,
      );
    const found = await store.series({ from: 0, to: 1 }, still);
    expect(found).toEqual([
      { measurement: 'R 1,x', tags: { channel: "p=H 'q'" }, field: 'value', absentTags: [] },
    ]);
    const [series] = found;
    if (!series) throw new Error('no series');
    const read = await all(store.read(series, { from: start, to: start + 25_003 * 100 }, still));
    expect(read.pages).toBe(3);
    expect(read.points).toEqual(points);
    const part = await all(store.read(series, { from: start + 100, to: start + 300 }, still));
    expect(part.points.map(({ t }) => t)).toEqual([start + 100, start + 200]);
  });

  it('tells a series from one with more tags, and reads integers, switches and texts', async () => {
    await influxd.write(
      [
        `mixed value=1i ${start}`,
        `mixed,host=a value=2i ${start}`,
        `switch value=true ${start}`,
        `texts value="37.5" ${start}`,
        `texts value="off" ${start + 1}`,
      ].join('\n'),
    );
    const store = open({ url: influxd.url, measurements: ['mixed', 'switch', 'texts'] });
    const found = await store.series({ from: 0, to: 1 }, still);
    const values = await Promise.all(
      found.map(async (series) => [
        series.measurement,
        series.tags,
        (await all(store.read(series, { from: start, to: start + 10 }, still))).points.map(
          ({ value }) => value,
        ),
      ]),
    );
    expect(values).toEqual(
      expect.arrayContaining([
        ['mixed', {}, [1]],
        ['mixed', { host: 'a' }, [2]],
        ['switch', {}, [1]],
        ['texts', {}, [37.5, null]],
      ]),
    );
    expect(values).toHaveLength(4);
  });

  it('says in words what is wrong', async () => {
    await expect(open({ url: influxd.url }).test(still)).resolves.toContain('is there');
    await expect(open({ url: influxd.url, database: 'none' }).test(still)).rejects.toThrow(
      'database not found',
    );
    await expect(open({ url: influxd.url, retentionPolicy: 'x' }).test(still)).rejects.toThrow('autogen');
    await expect(open({}).test(still)).rejects.toThrow('nothing listens there');
    await expect(open({ url: influxd.url }).write('no field', still)).rejects.toMatchObject({
      kind: 'rejected',
      passing: false,
    });
    await expect(open({ url: influxd.url }).test(AbortSignal.abort(new Error('stop')))).rejects.toThrow(
      'stop',
    );
  });
});
