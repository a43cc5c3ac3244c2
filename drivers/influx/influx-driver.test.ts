import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { edgeLayouts, edgeStoreSchema, type EdgeStore } from '../../src/shared/model/edge-store';
import { influxStore } from './influx-driver';
import type { StoredPoint } from './influx-store';

const fixture = (name: string): string =>
  readFileSync(new URL(`fixtures/${name}.csv`, import.meta.url), 'utf8');
const start = Date.UTC(2026, 2, 2, 8);
const still = new AbortController().signal;

interface Asked {
  readonly path: string;
  readonly params: Record<string, string>;
  readonly authorization: string | undefined;
  readonly body: string;
}
type Answer = readonly [status: number, body: string, headers?: Record<string, string>];

/** A server on loopback that gives recorded answers, as InfluxDB 2.x wrote them. */
let server: Server;
let asked: Asked[];
let answers: Answer[];
let waits: number[];

beforeEach(async () => {
  [asked, answers, waits] = [[], [], []];
  server = createServer((request, response) => void serve(request, response));
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
});
afterEach(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => {
    server.close(resolve);
  });
});

async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const piece of request) body += String(piece);
  const url = new URL(request.url ?? '/', 'http://edge');
  const { authorization } = request.headers;
  asked.push({ path: url.pathname, params: Object.fromEntries(url.searchParams), authorization, body });
  const [status, text, headers] = answers.shift() ?? [500, 'no answer prepared'];
  response.writeHead(status, headers).end(text);
}

const open = (change: Partial<EdgeStore> = {}) => {
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  const store = edgeStoreSchema.parse({
    id: 'edge',
    name: 'Edge',
    kind: 'influx2',
    enabled: true,
    url: `http://127.0.0.1:${port}/influx/`,
    org: 'plant',
    bucket: 'raw',
    language: 'flux',
    measurements: [],
    layout: edgeLayouts.telegraf.layout,
    connectionId: null,
    overrides: [],
    backfill: true,
    forward: { enabled: false, units: [], queueMb: 10 },
    ...change,
  });
  return influxStore({
    store,
    secret: 'a-token',
    pause: (ms) => {
      waits.push(ms);
      return Promise.resolve();
    },
  });
};

async function all(pages: AsyncGenerator<StoredPoint[]>): Promise<StoredPoint[]> {
  const points: StoredPoint[] = [];
  for await (const page of pages) points.push(...page);
  return points;
}

describe('InfluxDB 2.x asked in Flux', () => {
  it('lists the series of a bucket with their tags', async () => {
    answers.push([200, fixture('series-of-bucket')]);
    const found = await open().series({ from: start, to: start + 1000 }, still);
    expect(found).toEqual([
      {
        measurement: 'mqtt_consumer',
        tags: { host: 'edge-1', topic: 'bioprocess/pichia/vessel1/sensors/ph' },
        field: 'value',
        absentTags: ['note'],
      },
      {
        measurement: 'mqtt_consumer',
        tags: { host: 'edge-1', topic: 'bioprocess/pichia/vessel1/sensors/do' },
        field: 'value',
        absentTags: ['note'],
      },
    ]);
    expect(asked[0]).toMatchObject({
      path: '/influx/api/v2/query',
      params: { org: 'plant' },
      authorization: 'Token a-token',
    });
    expect(asked[0]?.body).toContain('annotations');
  });

  it('joins values with their qualities', async () => {
    answers.push([200, fixture('raw-page')]);
    const { layout } = edgeLayouts.forwarded;
    const series = { measurement: 'R1', tags: { channel: 'pH' }, field: 'value', absentTags: [] };
    const points = await all(open({ layout }).read(series, { from: start, to: start + 10_000 }, still));
    expect(points).toEqual([
      { t: start, value: 4.981, quality: 0 },
      { t: start + 1250, value: 4.984, quality: null },
      { t: start + 2123, value: null, quality: 2_150_891_520 },
      { t: start + 3000, value: -1.5e-7, quality: null },
    ]);
  });

  it('refuses an error that comes with status 200, and asks it once', async () => {
    answers.push([200, fixture('error-in-band')]);
    await expect(open().series({ from: 0, to: 1 }, still)).rejects.toThrow('deadline');
    expect(asked).toHaveLength(1);
  });

  it('waits as long as the server says and asks again what failed in passing', async () => {
    answers.push([429, '{"code":"too many requests"}', { 'retry-after': '3' }], [503, 'starting']);
    answers.push([200, fixture('series-of-bucket')]);
    await open().series({ from: 0, to: 1 }, still);
    expect([asked.length, waits]).toEqual([3, [3000, 2000]]);
  });

  it('asks nothing again that a person must see to', async () => {
    answers.push([401, '{"code":"unauthorized","message":"unauthorized access"}']);
    await expect(open().test(still)).rejects.toMatchObject({ kind: 'refused', passing: false });
    answers.push([200, '\r\n']);
    await expect(open().test(still)).rejects.toThrow('There is no bucket raw');
    expect(asked).toHaveLength(2);
  });

  it('writes lines by its own interface', async () => {
    answers.push([204, '']);
    await open().write('R1,channel=pH value=5 1', still);
    expect(asked[0]).toMatchObject({
      path: '/influx/api/v2/write',
      params: { org: 'plant', bucket: 'raw', precision: 'ms' },
      body: 'R1,channel=pH value=5 1',
    });
  });

  it('is asked as 1.x where that is set, with its token', async () => {
    answers.push([200, '{"results":[{"series":[{"columns":["key"],"values":[["R1,channel=pH"]]}]}]}\n']);
    const store = open({ language: 'influxql', database: 'raw', layout: edgeLayouts.forwarded.layout });
    await expect(store.series({ from: 0, to: 1 }, still)).resolves.toMatchObject([
      { measurement: 'R1', tags: { channel: 'pH' }, field: 'value' },
    ]);
    expect(asked[0]).toMatchObject({
      path: '/influx/query',
      params: { db: 'raw', epoch: 'ms', chunked: 'true' },
      authorization: 'Token a-token',
    });
  });
});
