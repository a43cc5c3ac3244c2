import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ORPCError } from '@orpc/client';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dryAir, gasBalance } from '../../src/shared/calc/gas-balance';
import { seriesHeadSchema } from '../../src/shared/contract/series';
import { unpackColumns } from '../../src/shared/contract/series-columns';
import { channelId, unitIdSchema } from '../../src/shared/model/identity';
import { qualityCode } from '../../src/shared/model/quality';
import { recordThreads } from '../../src/workers/station/record/testing/record-threads';
import { createRouter } from '../../src/workers/station/serve/router';
import { openStation, type Station } from '../../src/workers/station/station';
import { openPort, openWeb, token, type Client, type OpenClient } from './three-transports';

const dir = mkdtempSync(join(tmpdir(), 'bt-contract-'));
const t1 = unitIdSchema.parse('T1');
const t2 = unitIdSchema.parse('T2');
const pH = channelId('T1', 'pH');
const start = Math.floor(Date.now() / 60_000) * 60_000 - 600_000;

let station: Station;
let window: OpenClient;
let simulator: OpenClient;
let web: Awaited<ReturnType<typeof openWeb>>;
const clients: Record<string, Client> = {};

beforeAll(async () => {
  const threads = await recordThreads();
  station = await openStation(
    {
      dataDir: dir,
      masterKeyHex: '07'.repeat(32),
      host: 'headless',
      appVersion: '0.0.0',
      rendererDir: null,
      http: null,
      demo: false,
      brokerUrl: null,
    },
    threads.threads,
    () => undefined,
  );
  threads.remove();
  const router = createRouter(station.rooms);
  window = openPort(router, 'window');
  simulator = openPort(router, 'simulator');
  web = await openWeb(router);
  Object.assign(clients, { port: window.client, websocket: web.socket, rest: web.rest });
  await window.client.units.save({ id: t1, name: 'Test vessel', scale: '15L', startVolumeL: 5.5 });
  await simulator.client.readings.submit({
    unitId: 'T1',
    tags: ['pH', 'DO'],
    tag: [...Array.from({ length: 300 }, () => 0), 1],
    t: [...Array.from({ length: 300 }, (_, i) => start + i * 1000), start + 299_000],
    value: [...Array.from({ length: 300 }, (_, i) => (i === 150 ? null : 5 + (i % 7) / 100)), 42],
  });
  await tellGas(router);
});

afterAll(async () => {
  await web?.close();
  await window?.close();
  await simulator?.close();
  await station?.close();
  rmSync(dir, { recursive: true, force: true });
});

/** Two minutes of gas at T2, and what the twin made of it. */
async function tellGas(router: ReturnType<typeof createRouter>): Promise<void> {
  const unit = { id: t2, name: 'Gas vessel', scale: '15L', startVolumeL: 6 } as const;
  await window.client.units.save({ ...unit, vessel: { condenserTempC: 20 } });
  await window.client.units.save(unit);
  await window.client.batches.start({ unitId: t2, name: 'Batch', inoculatedAt: start });
  const seconds = Array.from({ length: 120 }, (_, i) => i);
  const flow = (i: number): number => (i < 60 ? 8 : i < 90 ? 12 : 99);
  await simulator.client.readings.submit({
    unitId: 'T2',
    tags: ['Gas_Flow_Inlet', 'OffGas_O2', 'OffGas_CO2'],
    tag: seconds.flatMap(() => [0, 1, 2]),
    t: seconds.flatMap((i) => [0, 1, 2].map(() => start + i * 1000)),
    value: seconds.flatMap((i) => [flow(i), 17, 3]),
  });
  const twin = openPort(router, 'twin');
  await twin.client.readings.submit({
    unitId: 'T2',
    tags: ['OUR', 'Volume', 'VVM', 'qO2'],
    tag: [0, 1, 2, 3],
    t: [0, 0, 0, 0].map(() => start + 120_000),
    value: [185.615, 6, 16.5, null],
    quality: [0, 0, 0, qualityCode('missing-input')],
  });
  await twin.close();
}

const refusal = async (call: Promise<unknown>): Promise<{ code: string; words: string }> => {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ORPCError)) throw new Error(`Not refused: ${String(error)}`);
  return { code: error.code, words: (error.data as { words?: string } | undefined)?.words ?? '' };
};

describe.each(['port', 'websocket', 'rest'])('the contract over %s', (transport) => {
  const client = (): Client => clients[transport]!;

  it('says who the station is', async () => {
    expect(await client().station.hello()).toMatchObject({
      contractVersion: 1,
      host: 'headless',
      dataDir: dir,
    });
  });

  it('lists units with the channels that had readings', async () => {
    const [unit] = await client().units.list();
    expect(unit).toMatchObject({ id: 'T1', simulated: false, batch: null, phase: 'none' });
    expect(unit?.channels.map((channel) => channel.tag)).toEqual(['pH', 'DO']);
  });

  it('answers the newest values with quality and age', async () => {
    const { values } = await client().units.current({ id: t1 });
    expect(values).toMatchObject([
      { tag: 'pH', value: 5 + (299 % 7) / 100, quality: 'good', reason: 'Good' },
      { tag: 'DO', value: 42, quality: 'good', unit: '%' },
    ]);
  });

  it('carries history as binary columns, gaps as gaps', async () => {
    const { head, data } = await client().series.read({
      channels: [pH],
      from: start,
      to: start + 300_000,
      widthPx: 1000,
    });
    expect(seriesHeadSchema.parse(head).channels).toEqual([{ id: pH, level: 'raw', points: 300 }]);
    const [columns] = unpackColumns(await data.arrayBuffer(), [300]);
    expect(columns?.t[0]).toBe(start);
    expect(columns?.mean[8]).toBeCloseTo(5.01, 12);
    expect([columns?.mean[150], columns?.good[150], columns?.good[151]]).toEqual([Number.NaN, 0, 100]);
  });

  it('answers 30 s cells for features', async () => {
    const { head, data } = await client().series.grid({ channels: [pH], from: start, to: start + 300_000 });
    expect(seriesHeadSchema.parse(head).channels).toEqual([{ id: pH, level: '30s', points: 10 }]);
    const [columns] = unpackColumns(await data.arrayBuffer(), [10]);
    expect([...(columns?.n ?? [])]).toEqual(Array.from({ length: 10 }, () => 30));
  });

  it('gives the newest of each series first and then only news', async () => {
    const first = await client().live.pull({ cursor: '', waitMs: 0 });
    expect(first).toMatchObject({ fresh: true, gap: 0 });
    expect(first.value).toContain(42);
    const nothing = await client().live.pull({ cursor: first.cursor, waitMs: 0 });
    expect(nothing).toMatchObject({ fresh: false, series: [] });
    expect(nothing.recordedTo).toBeGreaterThan(start);
  });

  it('explains a computed value so that it can be computed again', async () => {
    const told = await client().derived.explain({
      channelId: channelId('T2', 'OUR'),
      t: start + 120_000 + 7000,
    });
    expect(told).toMatchObject({
      from: start + 90_000,
      to: start + 120_000,
      value: 185.615,
      quality: 'good',
      algorithmVersion: '2',
      model: null,
    });
    expect(told.facts).toContainEqual({ name: 'condenserTempC', value: '20', unit: '°C' });
    const of = (tag: string): number =>
      told.inputs.find((input) => input.channelId === channelId('T2', tag))?.value ?? Number.NaN;
    // Flow of the two windows before (8 and 12 NL/min), off-gas of the window itself, volume at its end.
    const balance = gasBalance({
      flowInNlMin: of('Gas_Flow_Inlet'),
      inlet: dryAir,
      outlet: { o2: of('OffGas_O2') / 100, co2: of('OffGas_CO2') / 100 },
      volumeL: of('Volume'),
    });
    expect(1000 * (balance.our.value ?? 0)).toBeCloseTo(185.615017, 6);
    expect(told.inputs.find((input) => input.name === 'Air flow set')).toMatchObject({
      value: null,
      quality: 'bad',
      reason: 'This bioreactor never sent it',
    });
    expect((await refusal(client().derived.explain({ channelId: pH, t: start }))).code).toBe('REFUSED');
    // What is missing is named: of what is computed itself, what that was to be made of.
    const lacking = await client().derived.explain({ channelId: channelId('T2', 'qO2'), t: start + 120_000 });
    expect(lacking.reason).toBe('An input is missing: OD_pred');
  });

  it('lists the features that models can be made of', async () => {
    const all = await client().features.list({});
    expect(all).toContainEqual({
      name: 'DO.slope_30min',
      version: 1,
      unit: '%/h',
      group: 'rolling',
      inputs: ['DO'],
      formula: 'slope per hour by least squares of DO over the last 60 windows, half of them must be known',
    });
    const phases = await client().features.list({ group: 'phase' });
    expect(phases).toHaveLength(9);
    expect(all.length).toBeGreaterThan(1600);
  });

  it('sets a phase by hand only where a batch runs', async () => {
    const given = { phase: 'starve', reason: 'Feed hose came off' } as const;
    expect((await refusal(client().phases.override({ ...given, unitId: t1 }))).code).toBe('CONFLICT');
    const override = await client().phases.override({ ...given, unitId: t2 });
    const unit = (await client().units.list()).find(({ id }) => id === t2);
    expect(unit?.phaseOverrides).toContainEqual(override);
    expect((await client().events.list({ limit: 5 })).map(({ words }) => words)).toContain(
      'Phase set to Starvation by hand: Feed hose came off',
    );
  });

  it('refuses in words and with a code', async () => {
    const nobody = unitIdSchema.parse('nobody');
    expect(await refusal(client().units.current({ id: nobody }))).toEqual({
      code: 'NOT_FOUND',
      words: 'No bioreactor is called nobody',
    });
    const future = Date.now() + 3_600_000;
    expect(await refusal(client().batches.start({ unitId: t1, name: 'x', inoculatedAt: future }))).toEqual({
      code: 'REFUSED',
      words: 'The inoculation time lies in the future',
    });
  });

  it('does not let a person hand in readings', async () => {
    const call = client().readings.submit({ unitId: 'T1', tags: [], tag: [], t: [], value: [] });
    expect((await refusal(call)).code).toBe('FORBIDDEN');
  });

  it('rejects input that does not fit before it reaches a room', async () => {
    const call = client().series.read({ channels: [pH], from: 5, to: 4, widthPx: 100 });
    expect((await refusal(call)).code).toBe('BAD_REQUEST');
  });
});

describe('the twin at the door', () => {
  it('keeps the reason of a number that is withheld', async () => {
    const twin = openPort(createRouter(station.rooms), 'twin');
    await twin.client.readings.submit({
      unitId: 'T1',
      tags: ['RQ'],
      tag: [0],
      t: [start],
      value: [null],
      quality: [qualityCode('low-signal')],
    });
    const { values } = await window.client.units.current({ id: t1 });
    await twin.close();
    expect(values.find((value) => value.tag === 'RQ')).toMatchObject({
      value: null,
      quality: 'uncertain',
      reason: 'Signal too small to compute from',
    });
  });
});

describe('the web side', () => {
  const get = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`http://127.0.0.1:${web.port}${path}`, { headers, redirect: 'manual' });
  const bearer = { authorization: `Bearer ${token}` };

  it('asks everybody for the token', async () => {
    expect((await get('/api/v1/bioreactor/list')).status).toBe(401);
    expect((await get('/api/v1/bioreactor/list', { authorization: 'Bearer wrong-token-wrong' })).status).toBe(
      401,
    );
    expect((await get('/api/v1/bioreactor/list', bearer)).status).toBe(200);
    const page = await get('/', { accept: 'text/html' });
    expect([page.status, await page.text()]).toEqual([401, expect.stringContaining('asks for its token')]);
  });

  it('turns away pages of other sites and rebound names', async () => {
    expect(
      (await get('/api/v1/bioreactor/list', { ...bearer, origin: 'https://elsewhere.example' })).status,
    ).toBe(403);
  });

  it('serves the seed routes by name', async () => {
    for (const route of ['current', 'sensors', 'digital-twin'])
      expect((await get(`/api/v1/bioreactor/T1/${route}`, bearer)).status).toBe(200);
    expect((await get('/api/v1/no/such/route', bearer)).status).toBe(404);
  });

  it('describes every open route and none of the inner ones', async () => {
    const document = (await (await get('/api/v1/openapi.json', bearer)).json()) as {
      openapi: string;
      paths: object;
    };
    expect(document.openapi).toMatch(/^3\.1/);
    expect(Object.keys(document.paths)).toContain('/bioreactor/{id}/digital-twin');
    expect(Object.keys(document.paths).join()).not.toMatch(/submit|attach|twin\/report/);
  });
});
