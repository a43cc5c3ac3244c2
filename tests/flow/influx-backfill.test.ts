import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { channelId } from '../../src/shared/model/identity';
import { edgeLayouts, edgeStoreSchema, type EdgeStore } from '../../src/shared/model/edge-store';
import { influxdMissing, startInfluxd, titleWithInfluxd, type Influxd } from './influxd';
import { mosquittoMissing, startMosquitto, titleWithMosquitto, type Mosquitto } from './mosquitto';
import { startStation, type StationUnderTest } from './station-under-test';

const pH = channelId('R1', 'pH');
const DO = channelId('R1', 'DO');
const seconds = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);
const pHAt = (i: number): number => 5 + (i % 100) / 1000;

const edge = (url: string, change: Partial<EdgeStore> = {}): EdgeStore =>
  edgeStoreSchema.parse({
    id: 'edge',
    name: 'Edge InfluxDB',
    kind: 'influx1',
    enabled: true,
    url,
    database: 'edge',
    language: 'influxql',
    measurements: [],
    layout: { ...edgeLayouts.telegraf.layout, times: 'exact' },
    connectionId: null,
    overrides: [],
    backfill: true,
    forward: { enabled: false, units: [], queueMb: 10 },
    ...change,
  });

const missing = influxdMissing || mosquittoMissing;
const title = titleWithInfluxd(titleWithMosquitto('holes filled from a real InfluxDB'));

describe.skipIf(missing)(title, () => {
  const dir = mkdtempSync(join(tmpdir(), 'bt-backfill-'));
  const start = Math.floor(Date.now() / 1000) * 1000 - 3_600_000;
  const at = (i: number): number => start + i * 1000;
  let broker: Mosquitto;
  let influxd: Influxd;
  let plant: MqttClient;
  let station: StationUnderTest;

  /** What passes the broker is kept at the edge, as Telegraf does, whether this station hears it or not. */
  const atEdge = (from: number, to: number): Promise<void> =>
    influxd.write(
      seconds(from, to)
        .flatMap((i) => [
          `mqtt_consumer,host=edge,topic=bt/R1/pH value=${pHAt(i)} ${at(i)}`,
          `mqtt_consumer,host=edge,topic=bt/R1/DO value=${i % 90} ${at(i)}`,
        ])
        .join('\n'),
    );
  const publish = async (from: number, to: number): Promise<void> => {
    for (const i of seconds(from, to)) {
      await plant.publishAsync('bt/R1/pH', JSON.stringify({ t: at(i), v: pHAt(i), q: 0 }), { qos: 1 });
      await plant.publishAsync('bt/R1/DO', JSON.stringify({ t: at(i), v: i % 90, q: 0 }), { qos: 1 });
    }
  };
  const recorded = async (
    id: string,
    count: number,
    withinMs?: number,
  ): Promise<(readonly [number, number])[]> => {
    const columns = await station.until(
      () => station.raw(id, start, at(1000)).catch(() => null),
      (answer) => (answer?.t.length ?? 0) >= count,
      withinMs,
    );
    return Array.from(
      columns?.t ?? [],
      (t, row) => [(t - start) / 1000, columns?.mean[row] ?? Number.NaN] as const,
    );
  };

  beforeAll(async () => {
    [broker, influxd] = await Promise.all([startMosquitto(), startInfluxd()]);
    plant = await connectAsync(broker.url);
    station = await startStation(broker.url, dir);
    await station.until(
      () => station.client.connections.list(),
      ([connection]) => connection?.status.state === 'online',
    );
  });
  afterAll(async () => {
    await plant?.endAsync(true);
    await station?.close();
    await broker?.stop();
    await influxd?.remove();
    rmSync(dir, { recursive: true, force: true });
  });

  it('shows what a store holds before anything is asked of it', async () => {
    await atEdge(0, 100);
    await publish(0, 100);
    await recorded(pH, 100);
    const store = edge(influxd.url);
    expect(await station.client.backfill.testStore(store)).toEqual({
      ok: true,
      words: 'Connected. The database edge is there.',
    });
    const { series } = await station.client.backfill.preview(store);
    expect(series.map(({ series: name, channelId: id, kind }) => [name, id, kind])).toEqual([
      ['mqtt_consumer,host=edge,topic=bt/R1/DO value', DO, 'mapped'],
      ['mqtt_consumer,host=edge,topic=bt/R1/pH value', pH, 'mapped'],
    ]);
    await station.client.backfill.saveStore(store);
  });

  it(
    'fills what was missed while the station was away, once, and says from where',
    { timeout: 120_000 },
    async () => {
      await station.close();
      // Another client than the station: what a broker without a session keeps of it is nothing.
      await broker.stop();
      await broker.start();
      await atEdge(100, 400);
      plant = await connectAsync(broker.url);
      station = await startStation(broker.url, dir);
      await station.until(
        () => station.client.connections.list(),
        ([connection]) => connection?.status.state === 'online',
      );
      await atEdge(400, 450);
      await publish(400, 450);
      for (const [id, value] of [
        [pH, pHAt],
        [DO, (i: number) => i % 90],
      ] as const)
        expect(await recorded(id, 450, 60_000)).toEqual(seconds(0, 450).map((i) => [i, value(i)]));

      const { holes } = await station.until(
        () => station.client.completeness.holes({ channels: [pH, DO], from: start, to: at(450) }),
        (answer) => answer.holes.every(({ fill }) => fill !== null),
      );
      expect(new Set(holes.map(({ channelId: id, fill }) => `${id} ${fill?.source}`))).toEqual(
        new Set([`${pH} Edge InfluxDB`, `${DO} Edge InfluxDB`]),
      );
      const { recent } = await station.client.backfill.progress();
      expect(recent.reduce((sum, run) => sum + run.filled, 0)).toBe(600);
    },
  );

  it('compares a whole span on demand and adds nothing twice', async () => {
    await atEdge(450, 500);
    await station.client.backfill.run({ from: start, to: at(500) });
    const { run } = await station.until(
      () => station.client.backfill.progress(),
      (answer) => answer.run?.state !== 'running',
    );
    expect(run).toMatchObject({ kind: 'asked', state: 'done', found: 1000, filled: 100, done: 2, total: 2 });
    await station.client.backfill.run({ from: start, to: at(500) });
    const again = await station.until(
      () => station.client.backfill.progress(),
      (answer) => answer.run?.state !== 'running',
    );
    expect(again.run).toMatchObject({
      found: 1000,
      filled: 0,
      words: 'All 1000 points found were here already',
    });
    expect(await recorded(pH, 500)).toHaveLength(500);
  });

  it('takes a field file, and refuses one without a zone in words', async () => {
    const path = join(dir, 'laptop.csv');
    const rows = seconds(490, 520).map((i) => `${new Date(at(i)).toISOString()};R1;pH;${pHAt(i)}`);
    writeFileSync(path, `time;unit;tag;value\n${rows.join('\n')}\n${at(520)};R1;no-such;1\n`);
    await station.client.backfill.file({ path });
    const done = await station.until(
      () => station.client.backfill.progress(),
      (answer) => answer.run?.state !== 'running',
    );
    expect(done.run).toMatchObject({ kind: 'file', state: 'done', found: 30, filled: 20 });
    expect(done.run?.words).toContain('No channel is called R1/no-such');
    writeFileSync(path, 'time,unit,tag,value\n2026-03-02 08:00:00,R1,pH,5\n');
    await station.client.backfill.file({ path });
    const refused = await station.until(
      () => station.client.backfill.progress(),
      (answer) => answer.run?.state !== 'running',
    );
    expect(refused.run).toMatchObject({ state: 'failed', filled: 0 });
    expect(refused.run?.words).toContain('Line 2');
  });

  it('does not take the time of arrival for another sample', async () => {
    await influxd.write(
      seconds(500, 540)
        .map((i) => `mqtt_consumer,host=edge,topic=bt/R1/pH value=${pHAt(i)} ${at(i) + 7}`)
        .join('\n'),
    );
    await station.client.backfill.saveStore(edge(influxd.url, { layout: edgeLayouts.telegraf.layout }));
    await station.client.backfill.run({ from: at(500), to: at(540) });
    const { run } = await station.until(
      () => station.client.backfill.progress(),
      (answer) => answer.run?.state !== 'running',
    );
    // 500 to 519 came with the field file.
    expect(run).toMatchObject({ state: 'done', found: 40, filled: 20 });
  });
});
