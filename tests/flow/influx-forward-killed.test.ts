import { connectAsync } from 'mqtt';
import { describe, expect, it } from 'vitest';
import { edgeLayouts } from '../../src/shared/model/edge-store';
import { makeDataDir, removeDataDir, startHeadless } from '../screens/headless-station';
import { influxdMissing, startInfluxd, titleWithInfluxd } from './influxd';
import { mosquittoMissing, startMosquitto, titleWithMosquitto } from './mosquitto';

const perLife = 300;
/** Milliseconds a life lasts: fixed, but different each time, so that the kill meets different moments. */
const lives = [390, 710, 1130, 520, 860];
/** Every so many messages one is older than those before it. */
const lateEvery = 7;

const title = titleWithInfluxd(titleWithMosquitto('a station killed while it forwards'));

describe.skipIf(influxdMissing || mosquittoMissing)(title, () => {
  it('brings every sample to InfluxDB, late ones too', { timeout: 150_000 }, async () => {
    const [broker, influxd] = await Promise.all([
      startMosquitto({ lines: ['max_queued_messages 0'] }),
      startInfluxd(),
    ]);
    const dataDir = await makeDataDir();
    const plant = await connectAsync(broker.url);
    const args = ['--no-demo', '--broker', broker.url];
    let station = await startHeadless(args, dataDir);
    const ask = (path: string, body?: unknown): Promise<Response> =>
      fetch(`${station.origin}/api/v1${path}`, {
        method: body === undefined ? 'GET' : 'PUT',
        headers: { authorization: `Bearer ${station.token}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    await poll(async () => {
      const [connection] = (await (await ask('/connection/list')).json()) as { status: { state: string } }[];
      return connection?.status.state === 'online';
    });
    const saved = await ask('/backfill/store/edge', {
      name: 'Edge',
      kind: 'influx1',
      enabled: true,
      url: influxd.url,
      database: influxd.database,
      language: 'influxql',
      measurements: [],
      layout: edgeLayouts.forwarded.layout,
      connectionId: null,
      overrides: [],
      backfill: false,
      forward: { enabled: true, units: ['R1'], queueMb: 10 },
    });
    expect(saved.status).toBe(200);

    const start = Date.now() + 1000;
    const timeOf = (n: number): number => start + n * 10 - (n % lateEvery === 0 ? 600_000 : 0);
    let sent = 0;
    for (const life of lives) {
      const publishing = (async (): Promise<void> => {
        for (const end = sent + perLife; sent < end;) {
          const n = sent++;
          const payload = JSON.stringify({ t: timeOf(n), v: n / 100, q: 0 });
          await plant.publishAsync('bt/R1/DO', payload, { qos: 1 });
        }
      })();
      await new Promise((resolve) => setTimeout(resolve, life));
      await station.stop('SIGKILL');
      await publishing;
      station = await startHeadless(args, dataDir);
    }
    const arrived = async (): Promise<(readonly [number, number])[]> => {
      const rows = await influxd.query(`SELECT value FROM "R1" WHERE channel = 'DO'`);
      return rows.map(([t, value]) => [Number(t), Number(value)] as const);
    };
    await poll(async () => (await arrived()).length >= sent).catch(() => undefined);
    const expected = Array.from({ length: sent }, (_, n) => [timeOf(n), n / 100] as const);
    expect(await arrived()).toEqual(expected.toSorted(([a], [b]) => a - b));

    await station.stop();
    await plant.endAsync();
    await broker.stop();
    await influxd.remove();
    await removeDataDir(dataDir);
  });
});

async function poll(satisfied: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 40_000;
  while (!(await satisfied())) {
    if (Date.now() > end) throw new Error('The station did not get there in 40 s');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
