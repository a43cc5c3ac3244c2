import { join } from 'node:path';
import Database from 'better-sqlite3';
import { connectAsync } from 'mqtt';
import { describe, expect, it } from 'vitest';
import { storedRows, storedSeries } from '../../src/workers/station/record/testing/stored-rows';
import { makeDataDir, removeDataDir, startHeadless } from '../screens/headless-station';
import { mosquittoMissing, startMosquitto, titleWithMosquitto } from './mosquitto';

const kills = 4;
const perLife = 300;

/** Milliseconds a life lasts: fixed, but different each time, so that the kill meets different moments. */
const lives = [310, 740, 455, 980];

describe.skipIf(mosquittoMissing)(titleWithMosquitto('a station killed while it records'), () => {
  it('has every message the broker took exactly once, in a sound file', { timeout: 120_000 }, async () => {
    const broker = await startMosquitto({ lines: ['max_queued_messages 0'] });
    const dataDir = await makeDataDir();
    const plant = await connectAsync(broker.url);
    const start = Date.now() - 3_600_000;
    let sent = 0;
    const publish = async (count: number): Promise<void> => {
      const end = sent + count;
      while (sent < end) {
        const n = sent++;
        await plant.publishAsync(
          'bt/R1/DO',
          JSON.stringify({ t: start + n * 1000, v: n / 10, q: 0, seq: n }),
          { qos: 1 },
        );
      }
    };
    const args = ['--no-demo', '--broker', broker.url];
    // The first life only makes the persistent session known to the broker.
    let station = await startHeadless(args, dataDir);
    await online(station);
    for (let kill = 0; kill < kills; kill += 1) {
      const publishing = publish(perLife);
      await new Promise((resolve) => setTimeout(resolve, lives[kill]));
      await station.stop('SIGKILL');
      await publishing;
      station = await startHeadless(args, dataDir);
    }
    await recorded(station, sent);
    await station.stop();
    const file = new Database(join(dataDir, 'historian.db'), { readonly: true });
    const times = storedRows(file, storedSeries(file)).toSorted((a, b) => a.t - b.t);
    const sound = file.pragma('integrity_check', { simple: true });
    file.close();
    await plant.endAsync();
    await broker.stop();
    await removeDataDir(dataDir);
    expect(sound).toBe('ok');
    expect(times.map(({ t }) => (t - start) / 1000)).toEqual(Array.from({ length: sent }, (_, n) => n));
  });
});

interface Answers {
  readonly origin: string;
  readonly token: string;
}

async function ask<T>({ origin, token }: Answers, path: string): Promise<T> {
  const answer = await fetch(`${origin}/api/v1${path}`, { headers: { authorization: `Bearer ${token}` } });
  return (await answer.json()) as T;
}

async function online(station: Answers): Promise<void> {
  await poll(async () => {
    const [connection] = await ask<{ status: { state: string } }[]>(station, '/connection/list');
    return connection?.status.state === 'online';
  });
}

/** Waits until the last value published is the newest one and nothing waits for the disk. */
async function recorded(station: Answers, sent: number): Promise<void> {
  await poll(async () => {
    const { values } = await ask<{ values?: { value: number | null }[] }>(station, '/bioreactor/R1/current');
    const { pendingSamples } = await ask<{ pendingSamples: number }>(station, '/station/health');
    return values?.[0]?.value === (sent - 1) / 10 && pendingSamples === 0;
  });
}

async function poll(satisfied: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + 40_000;
  while (!(await satisfied())) {
    if (Date.now() > end) throw new Error('The station did not get there in 40 s');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
