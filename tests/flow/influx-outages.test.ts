import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync, type MqttClient } from 'mqtt';
import { describe, expect, it } from 'vitest';
import { channelId } from '../../src/shared/model/identity';
import { edgeLayouts, edgeStoreSchema } from '../../src/shared/model/edge-store';
import { influxdMissing, startInfluxd, titleWithInfluxd } from './influxd';
import { mosquittoMissing, startMosquitto, titleWithMosquitto } from './mosquitto';
import { startStation, type StationUnderTest } from './station-under-test';

const pH = channelId('R1', 'pH');
const outages = 20;
const between = 15;
const kinds = ['station', 'broker', 'network'] as const;

/** The same numbers in every run. */
function createDice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * sides);
  };
}

const title = titleWithInfluxd(titleWithMosquitto('twenty outages of station, broker and network'));

describe.skipIf(influxdMissing || mosquittoMissing)(title, () => {
  it(
    'leave nothing missing that InfluxDB at the edge has, and nothing twice',
    { timeout: 240_000 },
    async () => {
      const dir = mkdtempSync(join(tmpdir(), 'bt-outages-'));
      const [broker, influxd] = await Promise.all([startMosquitto(), startInfluxd()]);
      const dice = createDice(20);
      const start = Math.floor(Date.now() / 1000) * 1000 - 7_200_000;
      let sent = 0;
      let plant: MqttClient = await connectAsync(broker.url);
      let station = await online(await startStation(broker.url, dir));
      await station.client.backfill.saveStore(
        edgeStoreSchema.parse({
          id: 'edge',
          name: 'Edge InfluxDB',
          kind: 'influx1',
          enabled: true,
          url: influxd.url,
          database: influxd.database,
          language: 'influxql',
          measurements: [],
          layout: { ...edgeLayouts.telegraf.layout, times: 'exact' },
          connectionId: null,
          overrides: [],
          backfill: true,
          forward: { enabled: false, units: [], queueMb: 10 },
        }),
      );
      /** The edge keeps every point; the broker gets those of a live stretch alone. */
      const plantRuns = async (points: number, live: boolean): Promise<void> => {
        const all = Array.from({ length: points }, (_, i) => sent + i);
        sent += points;
        await influxd.write(
          all.map((n) => `mqtt_consumer,topic=bt/R1/pH value=${5 + n / 1e4} ${start + n * 1000}`).join('\n'),
        );
        if (!live) return;
        for (const n of all) {
          const payload = JSON.stringify({ t: start + n * 1000, v: 5 + n / 1e4, q: 0 });
          await plant.publishAsync('bt/R1/pH', payload, { qos: 1 });
        }
      };

      for (let outage = 0; outage < outages; outage += 1) {
        await plantRuns(between, true);
        const lost = 5 + dice(120);
        switch (kinds[dice(kinds.length)]) {
          case 'station':
            await station.close();
            await plantRuns(lost, false);
            station = await online(await startStation(broker.url, dir));
            break;
          case 'broker':
            await plant.endAsync(true);
            await broker.stop();
            await plantRuns(lost, false);
            await broker.start();
            plant = await connectAsync(broker.url);
            await online(station);
            break;
          case 'network':
          case undefined:
            await plantRuns(lost, false);
        }
      }
      await plantRuns(between, true);

      const columns = await station.until(
        () => station.raw(pH, start, start + sent * 1000).catch(() => null),
        (answer) => answer?.t.length === sent,
        60_000,
      );
      expect(Array.from(columns?.t ?? [], (t) => (t - start) / 1000)).toEqual(
        Array.from({ length: sent }, (_, n) => n),
      );
      const { holes } = await station.until(
        () => station.client.completeness.holes({ channels: [pH], from: start, to: start + sent * 1000 }),
        (answer) => answer.holes.every(({ fill }) => fill !== null),
      );
      expect(new Set(holes.map(({ fill }) => fill?.source))).toEqual(new Set(['Edge InfluxDB']));
      const [checked] = await station.client.completeness.check({
        channels: [pH],
        from: start,
        to: start + sent * 1000,
      });
      expect(checked).toMatchObject({ samples: sent, unexplained: [], untrue: [] });

      await plant.endAsync(true);
      await station.close();
      await broker.stop();
      await influxd.remove();
      rmSync(dir, { recursive: true, force: true });
    },
  );
});

async function online(station: StationUnderTest): Promise<StationUnderTest> {
  await station.until(
    () => station.client.connections.list(),
    ([connection]) => connection?.status.state === 'online',
  );
  return station;
}
