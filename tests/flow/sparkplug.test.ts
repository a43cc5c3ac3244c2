import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Metric } from '../../drivers/sparkplug/payload';
import type { SparkplugConnection } from '../../src/shared/model/connection';
import { connectionIdSchema } from '../../src/shared/model/identity';
import { mosquittoMissing, startMosquitto, titleWithMosquitto, type Mosquitto } from './mosquitto';
import { startEdge, type EdgeUnderTest } from './sparkplug-edge';
import { startStation, type StationUnderTest } from './station-under-test';

const declared: readonly Metric[] = [
  { name: 'pH', alias: 1n, type: 'Double', value: 7 },
  { name: 'DO', alias: 2n, type: 'Float', value: 40 },
];
const pH = (value: number, more: Partial<Metric> = {}): Metric => ({
  alias: 1n,
  type: 'Double',
  value,
  timestamp: Date.now(),
  ...more,
});

describe.skipIf(mosquittoMissing)(titleWithMosquitto('Sparkplug edge nodes'), () => {
  const dir = mkdtempSync(join(tmpdir(), 'bt-sparkplug-'));
  const started = Date.now();
  let broker: Mosquitto;
  let station: StationUnderTest;
  let edge: EdgeUnderTest;
  let watcher: MqttClient;
  const states: string[] = [];

  const open = async (): Promise<void> => {
    station = await startStation(null, dir);
    await station.until(
      () => station.client.connections.list(),
      ([connection]) => connection?.status.state === 'online',
    );
  };
  /** Value and quality of a channel, once they are as awaited. */
  const current = (tag: string, as: (value: number | null, quality: string) => boolean): Promise<unknown> =>
    station.until(
      async () => {
        const [unit] = await station.client.units.list();
        const { values } = unit ? await station.client.units.current({ id: unit.id }) : { values: [] };
        const found = values.find((value) => value.tag === tag);
        return found ? [found.value, found.quality] : [null, 'none'];
      },
      ([value, quality]) => as(Number(value ?? Number.NaN), String(quality)),
    );
  const is =
    (wanted: number) =>
    (value: number | null, quality: string): boolean =>
      value === wanted && quality === 'good';

  beforeAll(async () => {
    broker = await startMosquitto();
    watcher = await connectAsync(broker.url);
    watcher.on('message', (_topic, bytes) => states.push(bytes.toString()));
    await watcher.subscribeAsync('spBv1.0/STATE/reading-room');
    const first = await startStation(null, dir);
    const connection: SparkplugConnection = {
      id: connectionIdSchema.parse('edge'),
      name: 'Edge',
      kind: 'sparkplug',
      enabled: true,
      autoUnits: true,
      scale: '15L',
      broker: {
        host: '127.0.0.1',
        port: broker.port,
        tls: false,
        caPem: '',
        certPem: '',
        protocol: '3.1.1',
        clientId: 'host-under-test',
        username: '',
      },
      groups: [],
      hostId: 'reading-room',
      announce: true,
      rebirth: true,
      unitNames: 'device',
    };
    await first.client.connections.save({ ...connection, secrets: {} });
    await first.close();
    states.length = 0;
    await open();
    edge = await startEdge(broker.url, 'e1', 1, { br1: declared });
    await edge.bear();
  });

  afterAll(async () => {
    await edge?.end();
    await station?.close();
    await watcher?.endAsync();
    await broker?.stop();
    rmSync(dir, { recursive: true, force: true });
  });

  it('are read by alias, live and from their own past, and know that the host is there', async () => {
    await current('pH', is(7));
    await edge.data('br1', [pH(7.25), { alias: 2n, type: 'Float', value: 41.5 }]);
    expect(await current('pH', is(7.25))).toEqual([7.25, 'good']);
    expect(await current('DO', is(41.5))).toEqual([41.5, 'good']);
    const past = started - 3_600_000;
    await edge.data('br1', [pH(6.5, { timestamp: past, historical: true })]);
    const late = await station.until(
      () => station.raw('br1/pH', past - 1000, past + 1000),
      ({ t }) => t.length > 0,
    );
    expect([[...late.t], [...late.mean]]).toEqual([[past], [6.5]]);
    expect(await current('pH', is(7.25))).toEqual([7.25, 'good']);
    const state = JSON.parse(states.at(-1) ?? '{}') as { online: boolean; timestamp: number };
    expect(state.online).toBe(true);
    expect(state.timestamp).toBeGreaterThanOrEqual(started);
  });

  it('that are killed leave bad quality behind; a late will of an earlier session does not', async () => {
    await edge.kill();
    expect(await current('pH', (_value, quality) => quality === 'bad')).toEqual([null, 'bad']);
    const next = await startEdge(broker.url, 'e1', 2, {
      br1: [{ name: 'pH', alias: 1n, type: 'Double', value: 7.3, timestamp: Date.now() }],
    });
    await next.bear();
    expect(await current('pH', is(7.3))).toEqual([7.3, 'good']);
    // The broker finds out about the first connection only now.
    const ghost = await startEdge(broker.url, 'e1', 1, {});
    await ghost.kill();
    const [connection] = await station.until(
      () => station.client.connections.list(),
      ([one]) => (one?.status.refused['old-death'] ?? 0) > 0,
    );
    expect(connection?.status.refused).toEqual({ 'old-death': 1 });
    expect(await current('pH', is(7.3))).toEqual([7.3, 'good']);
    edge = next;
  });

  it('are asked for their births by a host that comes back, and for nothing else', async () => {
    const others: string[] = [];
    watcher.on('message', (topic) => others.push(topic));
    await watcher.subscribeAsync(['spBv1.0/plant/NCMD/#', 'spBv1.0/plant/DCMD/#']);
    await station.close();
    expect(JSON.parse(states.at(-1) ?? '{}')).toMatchObject({ online: false });
    await open();
    expect(edge.asked()).toBe(0);
    await edge.data('br1', [pH(7.4)]);
    // The birth brings its own 7.3 again: one sample, not two.
    await station.until(
      () => Promise.resolve(edge.asked()),
      (asked) => asked === 1,
    );
    await edge.data('br1', [pH(7.5)]);
    expect(await current('pH', is(7.5))).toEqual([7.5, 'good']);
    const { mean } = await station.raw('br1/pH', started, Date.now() + 1000);
    expect([...mean].filter((value) => value === 7.3)).toHaveLength(1);
    expect(others.filter((topic) => topic.includes('CMD'))).toEqual(['spBv1.0/plant/NCMD/e1']);
  });
});
