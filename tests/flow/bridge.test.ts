import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterEach, describe, expect, it } from 'vitest';
import type { Bridge, BridgeStatus } from '../../src/shared/model/bridge';
import { connectionSchema, type SparkplugConnection } from '../../src/shared/model/connection';
import { connectionIdSchema } from '../../src/shared/model/identity';
import { mosquittoMissing, startMosquitto, titleWithMosquitto, type Mosquitto } from './mosquitto';
import { startStation, type StationUnderTest } from './station-under-test';

/** Values that are their own proof: nothing twice, nothing missing, nothing in the wrong place. */
const begin = Date.now() - 60_000;
const valueAt = (index: number): number => 6 + Math.round(Math.sin(index / 9) * 1000) / 1000;

describe.skipIf(mosquittoMissing)(titleWithMosquitto('a bridge'), () => {
  const closing: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).toReversed()) await close();
  });
  const keep = <T>(thing: T, close: (thing: T) => Promise<unknown>): T => {
    closing.push(() => close(thing));
    return thing;
  };
  const broker = async (): Promise<Mosquitto> =>
    keep(await startMosquitto({ lines: ['persistence true'] }), (one) => one.stop());
  const client = async (url: string): Promise<MqttClient> =>
    keep(await connectAsync(url), (one) => one.endAsync());
  const station = async (...how: Parameters<typeof startStation>): Promise<StationUnderTest> =>
    keep(await startStation(...how), (one) => one.close());
  /** One reading a second in the past minute; `from` and `to` are seconds. */
  const read = async (plant: MqttClient, from: number, to: number): Promise<void> => {
    for (let n = from; n < to; n += 1) {
      const payload = JSON.stringify({ t: begin + n * 1000, v: valueAt(n), q: n % 7 === 0 ? 12 : 0, seq: n });
      await plant.publishAsync('bt/R1/pH', payload, { qos: 1 });
    }
  };
  /** Of that minute alone: a death leaves its mark at the time it happens. */
  const samples = async (of: StationUnderTest): Promise<(readonly [number, number])[]> => {
    if ((await of.client.units.list()).length === 0) return [];
    const { t, mean } = await of.raw('R1/pH', begin - 1000, begin + 59_500);
    return [...t].map((time, row) => [Math.round((time - begin) / 1000), mean[row] ?? Number.NaN] as const);
  };
  /** Readings in check are no values of the process: their times are there all the same. */
  const expected = (to: number): (readonly [number, number])[] =>
    Array.from({ length: to }, (_, n) => [n, n % 7 === 0 ? Number.NaN : valueAt(n)] as const);
  const statusOf = (
    of: StationUnderTest,
    fits: (status: BridgeStatus) => boolean,
  ): Promise<BridgeStatus | undefined> =>
    of.until(
      async () => (await of.client.bridges.list())[0]?.status,
      (status) => status !== undefined && fits(status),
    );
  const settings = (to: Mosquitto, more: Partial<Bridge>): Bridge => ({
    id: 'out' as Bridge['id'],
    name: 'Out',
    enabled: true,
    broker: {
      host: 'localhost',
      port: to.port,
      tls: false,
      caPem: '',
      certPem: '',
      protocol: '5',
      clientId: 'bridge-under-test',
      username: '',
    },
    dialect: 'bt',
    units: [],
    group: 'plant',
    node: 'laptop',
    primaryHost: '',
    queueMb: 10,
    since: 0,
    ...more,
  });

  it('in our own dialect, from the command line: a second station has the same through a stop of the broker', async () => {
    const [near, far] = [await broker(), await broker()];
    const there = await station(far.url);
    const here = await station(near.url, undefined, undefined, { bridge: { url: far.url, dialect: 'bt' } });
    const plant = await client(near.url);
    await statusOf(here, ({ state }) => state === 'idle');
    await read(plant, 0, 20);
    await there.until(
      () => samples(there),
      (list) => list.length === 20,
    );
    await far.stop();
    await read(plant, 20, 40);
    expect(await statusOf(here, ({ state, queued }) => state === 'failing' && queued >= 20)).toMatchObject({
      sent: 20,
      queued: 20,
    });
    await far.start();
    await read(plant, 40, 60);
    const got = await there.until(
      () => samples(there),
      (list) => list.length >= 60,
      40_000,
    );
    expect(got).toEqual(expected(60));
    expect(await statusOf(here, ({ queued }) => queued === 0)).toMatchObject({
      sent: 60,
      refused: 0,
      looped: 0,
    });
    const [unit] = await there.client.units.list();
    const newest = unit && (await there.client.units.current({ id: unit.id }));
    expect(newest?.values.find(({ tag }) => tag === 'pH')).toMatchObject({ value: valueAt(59) });
  });

  it('as a Sparkplug edge node: what its primary host misses waits here and comes as history', async () => {
    const [near, far] = [await broker(), await broker()];
    const there = await station(null);
    const { broker: at } = settings(far, {});
    const host: SparkplugConnection = {
      id: connectionIdSchema.parse('host'),
      name: 'Edge nodes',
      kind: 'sparkplug',
      enabled: true,
      autoUnits: true,
      scale: '15L',
      broker: { ...at, clientId: 'host-under-test' },
      groups: ['plant'],
      hostId: 'control-room',
      announce: true,
      rebirth: true,
      unitNames: 'device',
    };
    const here = await station(near.url);
    const plant = await client(near.url);
    await here.client.bridges.save({
      ...settings(far, { dialect: 'sparkplug', primaryHost: 'control-room' }),
      secrets: {},
    });
    expect(await statusOf(here, ({ state }) => state === 'waiting')).toMatchObject({ births: 0 });
    await read(plant, 0, 10);
    await statusOf(here, ({ queued }) => queued === 10);
    await there.client.connections.save({ ...host, secrets: {} });
    expect(
      await there.until(
        () => samples(there),
        (list) => list.length >= 10,
      ),
    ).toEqual(expected(10));
    // The host's own bird's-eye view: it asks for births, and gets them.
    const watcher = await client(far.url);
    const seen: string[] = [];
    watcher.on('message', (topic) => seen.push(topic.split('/')[2] ?? ''));
    await watcher.subscribeAsync('spBv1.0/#');
    await far.stop();
    await read(plant, 10, 30);
    await far.start();
    expect(
      await there.until(
        () => samples(there),
        (list) => list.length >= 30,
        40_000,
      ),
    ).toEqual(expected(30));
    await there.client.connections.save({ ...host, enabled: false, secrets: {} });
    await statusOf(here, ({ state }) => state === 'waiting');
    await read(plant, 30, 40);
    await there.client.connections.save({ ...host, secrets: {} });
    expect(
      await there.until(
        () => samples(there),
        (list) => list.length >= 40,
        40_000,
      ),
    ).toEqual(expected(40));
    // What arrived before the birth of a session was refused there, and sent again.
    const [status] = await there.client.connections.list();
    expect(['', 'before-birth']).toContain(Object.keys(status?.status.refused ?? {}).join());
    const session = await statusOf(here, ({ queued }) => queued === 0);
    expect(session?.session).toBeGreaterThanOrEqual(2);
    expect(seen).toContain('NDEATH');
  });

  it('never sends back to a broker what came from it, and does not mistake its own for that', async () => {
    const near = await broker();
    const here = await station(near.url);
    const plant = await client(near.url);
    const heard: string[] = [];
    plant.on('message', (topic, bytes) => heard.push(`${topic} ${bytes.toString()}`));
    await plant.subscribeAsync('bt/#');
    await here.client.bridges.save({ ...settings(near, {}), secrets: {} });
    await statusOf(here, ({ state }) => state === 'idle');
    await read(plant, 0, 5);
    await here.until(
      () => samples(here),
      (list) => list.length === 5,
    );
    // Readings of our own, which the broker gives back to us as it gives us everything.
    const dir = mkdtempSync(join(tmpdir(), 'bt-bridge-'));
    keep(dir, async () => rmSync(dir, { recursive: true, force: true }));
    const path = join(dir, 'r2.csv');
    const row = (n: number): string => `${new Date(begin + n * 1000).toISOString()},${valueAt(n)}\n`;
    writeFileSync(path, `Time,pH\n${row(0)}${row(1)}`);
    const file = connectionSchema.parse({
      id: 'file',
      name: 'File',
      kind: 'csv',
      enabled: true,
      autoUnits: true,
      file: { path, unitKey: 'R2' },
    });
    await here.client.connections.save({ ...file, secrets: {} });
    await here.until(
      () => Promise.resolve(heard),
      (list) => list.length === 7,
    );
    appendFileSync(path, row(2));
    expect(await statusOf(here, ({ sent }) => sent === 3)).toMatchObject({ looped: 1, refused: 0 });
    const own = heard
      .filter((line) => line.startsWith('bt/R2/pH '))
      .map((line) => JSON.parse(line.slice(9)) as { v: number });
    expect(own.map(({ v }) => v)).toEqual([valueAt(0), valueAt(1), valueAt(2)]);
    expect(heard).toHaveLength(8);
  });
});
