import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { channelId, unitIdSchema } from '../../src/shared/model/identity';
import { edgeLayouts, edgeStoreSchema } from '../../src/shared/model/edge-store';
import { influxdMissing, startInfluxd, titleWithInfluxd, type Influxd } from './influxd';
import { mosquittoMissing, startMosquitto, titleWithMosquitto, type Mosquitto } from './mosquitto';
import { startStation, type StationUnderTest } from './station-under-test';

const title = titleWithInfluxd(titleWithMosquitto('samples forwarded to a real InfluxDB'));

describe.skipIf(influxdMissing || mosquittoMissing)(title, () => {
  const dir = mkdtempSync(join(tmpdir(), 'bt-forward-'));
  let start = 0;
  let sent = 0;
  let broker: Mosquitto;
  let influxd: Influxd;
  let plant: MqttClient;
  let station: StationUnderTest;

  /** 10 Hz ahead of the moment forwarding was switched on. */
  const publish = async (count: number): Promise<void> => {
    const messages = Array.from({ length: count }, (_, i) => {
      const n = sent + i;
      const payload = JSON.stringify({ t: start + n * 100, v: 5 + (n % 50) / 100, q: 0 });
      return plant.publishAsync('bt/R1/pH', payload, { qos: 1 });
    });
    await Promise.all(messages);
    sent += count;
  };
  const forward = async () => (await station.client.backfill.stores())[0]?.status.forward;
  const arrived = async (): Promise<number[]> => {
    const rows = await influxd.query(`SELECT value FROM "R1" WHERE channel = 'pH' AND time >= ${start}ms`);
    return rows.map(([t]) => (Number(t) - start) / 100);
  };
  const all = (): number[] => Array.from({ length: sent }, (_, i) => i);

  beforeAll(async () => {
    [broker, influxd] = await Promise.all([startMosquitto(), startInfluxd()]);
    plant = await connectAsync(broker.url);
    station = await startStation(broker.url, dir);
    await station.until(
      () => station.client.connections.list(),
      ([connection]) => connection?.status.state === 'online',
    );
    await station.client.backfill.saveStore(
      edgeStoreSchema.parse({
        id: 'edge',
        name: 'Edge InfluxDB',
        kind: 'influx1',
        enabled: true,
        url: influxd.url,
        database: 'edge',
        language: 'influxql',
        measurements: [],
        layout: edgeLayouts.forwarded.layout,
        connectionId: null,
        overrides: [],
        backfill: false,
        forward: { enabled: true, units: [unitIdSchema.parse('R1')], queueMb: 10 },
      }),
    );
    start = Date.now() + 1000;
  });
  afterAll(async () => {
    await plant?.endAsync(true);
    await station?.close();
    await broker?.stop();
    await influxd?.remove();
    rmSync(dir, { recursive: true, force: true });
  });

  it('arrive exactly once through outages of InfluxDB and of the station', { timeout: 120_000 }, async () => {
    await publish(500);
    expect(await station.until(arrived, (rows) => rows.length === sent)).toEqual(all());

    await influxd.kill();
    await publish(7000);
    const failing = await station.until(
      forward,
      (state) => state?.state === 'failing' && state.queued >= 6500,
    );
    expect(failing).toMatchObject({ state: 'failing', refused: 0 });
    expect(failing?.words).toContain('nothing listens there');
    // What waits is on the disk: the station goes away and comes back before InfluxDB does.
    await station.close();
    station = await startStation(broker.url, dir);
    await publish(300);
    await influxd.start();
    expect(await station.until(arrived, (rows) => rows.length === sent, 60_000)).toEqual(all());
    const done = await station.until(forward, (state) => state?.state === 'idle');
    expect(done).toMatchObject({ state: 'idle', queued: 0, refused: 0, words: '' });
  });

  it('come after the newest as well: what is late is read from the historian', async () => {
    const gap = sent;
    sent += 40;
    await publish(10);
    await station.until(arrived, (rows) => rows.includes(sent - 1));
    sent = gap;
    await publish(40);
    sent += 10;
    expect(await station.until(arrived, (rows) => rows.length === sent)).toEqual(all());
  });

  it('fill a station that lost its history', async () => {
    const fresh = await startStation(null);
    try {
      await fresh.client.units.save({
        id: unitIdSchema.parse('R1'),
        name: 'R1',
        scale: '15L',
        startVolumeL: 6,
      });
      const [known] = await station.client.backfill.stores();
      if (!known) throw new Error('no store');
      await fresh.client.backfill.saveStore({
        ...known.store,
        backfill: true,
        forward: { ...known.store.forward, enabled: false },
      });
      await fresh.client.backfill.run({ from: start, to: start + sent * 100 });
      const { run } = await fresh.until(
        () => fresh.client.backfill.progress(),
        (answer) => answer.run?.state !== 'running',
      );
      const old = await station.raw(channelId('R1', 'pH'), start, start + sent * 100);
      const restored = await fresh.raw(channelId('R1', 'pH'), start, start + sent * 100);
      expect(run).toMatchObject({ state: 'done', filled: restored.t.length });
      // Times that still lie ahead of now are not history yet.
      expect(restored.t.length).toBeGreaterThan(0);
      expect([...restored.mean]).toEqual([...old.mean].slice(0, restored.t.length));
    } finally {
      await fresh.close();
    }
  });
});
