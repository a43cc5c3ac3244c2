import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { channelId, unitIdSchema } from '../../src/shared/model/identity';
import { recordThreads } from '../../src/workers/station/record/testing/record-threads';
import { createRouter } from '../../src/workers/station/serve/router';
import { openStation, type Station } from '../../src/workers/station/station';
import { openPort, openWeb, type Client, type OpenClient } from './three-transports';

const dir = mkdtempSync(join(tmpdir(), 'bt-contract-'));
const unitId = unitIdSchema.parse('T1');
const pH = channelId('T1', 'pH');
const dO = channelId('T1', 'DO');
const start = Math.floor(Date.now() / 60_000) * 60_000 - 2 * 3_600_000;
const end = start + 600_000;

let station: Station;
let window: OpenClient;
let web: Awaited<ReturnType<typeof openWeb>>;
const clients: Record<string, Client> = {};

beforeAll(async () => {
  const threads = await recordThreads();
  const init = {
    dataDir: dir,
    masterKeyHex: '07'.repeat(32),
    host: 'headless',
    appVersion: '0.0.0',
  } as const;
  station = await openStation(
    { ...init, rendererDir: null, http: null, demo: false, brokerUrl: null },
    threads.threads,
    () => undefined,
  );
  threads.remove();
  const router = createRouter(station.rooms);
  window = openPort(router, 'window');
  web = await openWeb(router);
  Object.assign(clients, { port: window.client, websocket: web.socket, rest: web.rest });
  await window.client.units.save({ id: unitId, name: 'Test vessel', scale: '15L', startVolumeL: 5.5 });
  await window.client.batches.start({ unitId, name: 'Batch', inoculatedAt: start });
  const simulator = openPort(router, 'simulator');
  const seconds = Array.from({ length: 600 }, (_, i) => i);
  // pH is away for a minute, DO has no value for half a minute.
  const rows = seconds.flatMap((i) => [
    ...(i >= 120 && i < 180 ? [] : [{ tag: 0, i, value: 5 }]),
    { tag: 1, i, value: i >= 300 && i < 330 ? null : 40 },
  ]);
  await simulator.client.readings.submit({
    unitId,
    tags: ['pH', 'DO'],
    tag: rows.map(({ tag }) => tag),
    t: rows.map(({ i }) => start + i * 1000),
    value: rows.map(({ value }) => value),
  });
  await simulator.close();
});

afterAll(async () => {
  await web?.close();
  await window?.close();
  await station?.close();
  rmSync(dir, { recursive: true, force: true });
});

describe.each(['port', 'websocket', 'rest'])('completeness over %s', (transport) => {
  const client = (): Client => clients[transport]!;

  it('lists the holes of a window with their causes', async () => {
    const { holes, more } = await client().completeness.holes({
      channels: [pH, dO],
      from: start,
      to: end - 60_000,
    });
    expect(more).toBe(false);
    expect(holes).toEqual([
      {
        channelId: pH,
        from: start + 120_000,
        to: start + 180_000,
        cause: 'unknown',
        fill: null,
        open: false,
      },
      {
        channelId: dO,
        from: start + 300_000,
        to: start + 330_000,
        cause: 'sensor-bad',
        fill: null,
        open: false,
      },
    ]);
  });

  it('gives figures by channel, for the unit, the station and the limits of a batch', async () => {
    const to = start + 599_000;
    const found = await client().completeness.availability({ unitId, from: start, to });
    expect(
      found.channels.map(({ channelId: id, presentPct, holes }) => [id, presentPct?.toFixed(2), holes]),
    ).toEqual([
      [pH, '89.98', 1],
      [dO, '100.00', 1],
    ]);
    expect(found.channels[1]?.goodPct).toBeCloseTo(95, 0);
    expect(found.channels[0]).toMatchObject({
      missingMs: 60_000,
      longest: { from: start + 120_000, to: start + 180_000 },
      causes: [{ cause: 'unknown', ms: 60_000, holes: 1 }],
    });
    expect(found.unit.presentPct).toBeCloseTo(94.99, 1);
    expect(found.verdict).toMatchObject({ complete: false, dropout: false });
    const [batch] = await client().batches.list({});
    const ofBatch = await client().completeness.availability({ batchId: batch!.id });
    expect([ofBatch.from, ofBatch.station.runningPct]).toEqual([start, 100]);
  });

  it('finds ledger and samples in agreement', async () => {
    expect(await client().completeness.check({ channels: [pH], from: start, to: end })).toEqual([
      { channelId: pH, samples: 540, unexplained: [], untrue: [] },
    ]);
  });
});
