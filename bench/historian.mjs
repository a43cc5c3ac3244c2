import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'vite';
import { fillInflux, fillPostgres, noInflux, noPostgres, startInflux, startPostgres } from './peers.mjs';
import { percentile, tempDir } from './stage.mjs';

const channels = 24;
const widthPx = 1500;
const hourMs = 3_600_000;
/** As many hours as peers are given too, and as many as a month has. */
const shortHours = 100;
const longHours = 720;
const rounds = 40;

/** The store by itself: how fast it takes readings, how small they lie, how fast they come back, beside its peers. */
export async function historian() {
  const { simulatedLoad, ...tools } = await compiled();
  const now = Date.now();
  const short = simulatedLoad(shortHours, channels, now);
  const long = simulatedLoad(longHours, channels, now);
  const rows = [];
  const ours = await measureOurs(rows, tools, short, long);
  if (noInflux()) rows.push({ name: 'InfluxDB 1.6', leftOut: noInflux() });
  else await measureInflux(rows, short, ours);
  if (noPostgres()) rows.push({ name: 'PostgreSQL', leftOut: noPostgres() });
  else await measurePostgres(rows, short);
  return rows;
}

/** The store and its loads, compiled for this run. */
export async function compiled() {
  const cache = resolve('node_modules/.cache');
  mkdirSync(cache, { recursive: true });
  const outDir = mkdtempSync(join(cache, 'historian-'));
  try {
    await build({
      configFile: false,
      logLevel: 'error',
      build: {
        ssr: 'bench/historian-load.ts',
        outDir,
        minify: false,
        target: 'node20.18',
        rolldownOptions: { output: { entryFileNames: 'load.mjs' } },
      },
    });
    return await import(pathToFileURL(join(outDir, 'load.mjs')).href);
  } finally {
    rmSync(outDir, { recursive: true, force: true });
  }
}

async function measureOurs(rows, { openBench, fill, bytesOf, timesOf, samplesOf }, short, long) {
  const points = short.seconds * channels;
  const dir = tempDir('historian');
  let bench = await openBench(dir);
  const live = { ...short, seconds: 1200 };
  const liveMs = await fill(bench.store, { ...live, start: short.start - 86_400_000 }, 60);
  rows.push(rate('Durable points/s, 1,440 points a commit', live.seconds * channels, liveMs));
  const bulkMs = await fill(bench.store, short, 4000);
  rows.push(rate('Durable points/s, 96,000 points a hand-in', points, bulkMs, 500_000));
  const settling = performance.now();
  await bench.store.historian.settle();
  rows.push(rate('Points/s, sealed and rolled up as well', points, bulkMs + performance.now() - settling));
  await bench.close();
  rows.push(
    figure(
      'Bytes a point, sealed, both rollups included',
      bytesOf(dir) / (points + live.seconds * channels),
      'B',
      0.8,
    ),
  );

  bench = await openBench(dir);
  const asked = Array.from({ length: channels }, (_, c) => ({
    id: `B/${c}`,
    series: c + 1,
    cadenceMs: 1000,
  }));
  const end = short.start + short.seconds * 1000;
  const raw = await timesOf(rounds, (round) =>
    bench.store.historian.raw({
      series: (round % channels) + 1,
      from: short.start,
      to: end,
      limit: 360_000,
    }),
  );
  rows.push(figure('360,000 raw points of one channel, p50', percentile(raw, 50), 'ms', 15));
  const hundred = await timesOf(rounds, (round) =>
    bench.store.historian.read({ channels: asked, from: short.start + round * 1000, to: end, widthPx }),
  );
  rows.push(figure('24 channels x 100 h at 1,500 px, p95', percentile(hundred, 95), 'ms', 50));
  const hundredFirst = hundred[0];
  rows.push(figure('24 channels x 100 h at 1,500 px, first time', hundredFirst, 'ms'));
  await bench.close();

  const monthDir = tempDir('historian-month');
  let month = await openBench(monthDir);
  await fill(month.store, long, 4000);
  await month.store.historian.settle();
  await month.close();
  rows.push(
    figure(
      'Bytes a point, 30 days x 24 channels (62 million points)',
      bytesOf(monthDir) / (long.seconds * channels),
      'B',
      0.8,
    ),
  );
  const opening = performance.now();
  month = await openBench(monthDir);
  await month.store.historian.newest([1]);
  rows.push(figure('62 million points open, first answer', performance.now() - opening, 'ms', 2000));
  const to = long.start + long.seconds * 1000;
  const days = await timesOf(rounds, (round) =>
    month.store.historian.read({ channels: asked, from: long.start + round * hourMs, to, widthPx }),
  );
  rows.push(figure('24 channels x 30 days at 1,500 px, p95', percentile(days, 95), 'ms', 30));
  rows.push(figure('24 channels x 30 days at 1,500 px, first time', days[0], 'ms'));
  const late = samplesOf({ ...long, value: (c, s) => long.value(c, s) + 1 }, 0, 1200).map((sample, i) => ({
    ...sample,
    t: sample.t + 500 + (i % 7),
  }));
  const lateBegun = performance.now();
  await month.store.historian.append(late);
  await month.store.historian.settle();
  rows.push(
    rate('Late points/s into sealed windows, rollups recomputed', late.length, performance.now() - lateBegun),
  );
  await month.close();
  return { points, raw: percentile(raw, 50), hundred: percentile(hundred, 50) };
}

async function measureInflux(rows, load, ours) {
  const influx = await startInflux();
  const points = load.seconds * channels;
  rows.push(rate('InfluxDB 1.6: points/s, batches of 5,000', points, await fillInflux(influx, load)));
  const end = load.start + load.seconds * 1000;
  const clock = async (q) => {
    const times = [];
    for (let round = 0; round < 5; round += 1) {
      const begun = performance.now();
      await influx.query(q);
      times.push(performance.now() - begun);
    }
    return percentile(times, 50);
  };
  const raw = await clock(`SELECT v FROM s WHERE c='3' AND time >= ${load.start}ms AND time < ${end}ms`);
  const stepS = Math.ceil(load.seconds / widthPx);
  const grouped = await clock(
    `SELECT min(v), max(v), mean(v) FROM s WHERE time >= ${load.start}ms AND time < ${end}ms GROUP BY time(${stepS}s), c`,
  );
  rows.push(figure('InfluxDB 1.6: bytes a point', influx.bytes() / points, 'B'));
  rows.push(figure('InfluxDB 1.6: 360,000 raw points of one channel, p50', raw, 'ms'));
  rows.push(figure('InfluxDB 1.6: 24 channels x 100 h at 1,500 px, p50', grouped, 'ms'));
  rows.push(figure('InfluxDB 1.6 / ours, raw points', raw / ours.raw, 'times'));
  rows.push(figure('InfluxDB 1.6 / ours, 24 channels x 100 h', grouped / ours.hundred, 'times'));
}

async function measurePostgres(rows, load) {
  const postgres = await startPostgres();
  const points = load.seconds * channels;
  rows.push(rate('PostgreSQL: points/s, COPY of 100,000', points, await fillPostgres(postgres, load)));
  rows.push(figure('PostgreSQL: bytes a point', postgres.bytes() / points, 'B'));
  postgres.sql('VACUUM ANALYZE s');
  const stepMs = Math.ceil(load.seconds / widthPx) * 1000;
  const clock = (sql) => {
    const begun = performance.now();
    postgres.sql(sql);
    return performance.now() - begun;
  };
  rows.push(
    figure(
      'PostgreSQL: 360,000 raw points of one channel',
      clock('SELECT t, v FROM s WHERE c = 3 ORDER BY t'),
      'ms',
    ),
  );
  rows.push(
    figure(
      'PostgreSQL: 24 channels x 100 h at 1,500 px',
      clock(`SELECT c, t / ${stepMs} AS b, min(v), max(v), avg(v) FROM s GROUP BY c, b ORDER BY c, b`),
      'ms',
    ),
  );
}

function rate(name, points, ms, goalAtLeast) {
  return {
    name,
    value: Math.round((points / ms) * 1000),
    unit: 'points/s',
    ...(goalAtLeast === undefined ? {} : { goalAtLeast }),
  };
}

function figure(name, value, unit, goal) {
  const rounded = value >= 100 ? Math.round(value) : Number(value.toPrecision(3));
  return { name, value: rounded, unit, ...(goal === undefined ? {} : { goal }) };
}
