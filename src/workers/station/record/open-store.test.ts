import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { unpackColumns } from '../../../shared/contract/series-columns';
import { channelId, unitIdSchema } from '../../../shared/model/identity';
import { newUnit } from '../../../shared/model/process-unit';
import { historianFile } from './historian/historian-file';
import { openStore, type Store } from './open-store';
import type { StoreState } from './store-state';
import { recordThreads } from './testing/record-threads';
import { scratchFolder } from './testing/scratch-folder';
import { sampleAt } from './testing/scratch-writer';

const start = 1_699_999_800_000;

let bundle: Awaited<ReturnType<typeof recordThreads>>;
let dir: string;
let now: number;
let store: Store | undefined;
let logged: unknown[][];
let states: StoreState[];

beforeAll(async () => {
  bundle = await recordThreads();
});
afterAll(() => bundle.remove());
beforeEach(() => {
  dir = scratchFolder();
  now = start;
  logged = [];
  states = [];
});
afterEach(async () => {
  await store?.close();
  store = undefined;
});

async function open(): Promise<Store> {
  store = await openStore({
    dir,
    masterKeyHex: 'ab'.repeat(32),
    threads: bundle.threads,
    log: (...line) => logged.push(line),
    onState: (state) => states.push(state),
    clock: () => now,
  });
  return store;
}

const channels = [{ id: channelId('R1', 'pH'), series: 1, cadenceMs: 1000 }];

test('what is appended is read, through both threads and across a restart', async () => {
  const { historian, plant } = await open();
  plant.saveUnit(newUnit(unitIdSchema.parse('R1'), '1L', false));
  now = start + 62_000;
  const samples = Array.from({ length: 60 }, (_, second) => sampleAt(1, start + second * 1000, second));
  await Promise.all(samples.map((sample) => historian.append([sample])));
  await historian.settle();
  const raw = await historian.read({ channels, from: start, to: start + 60_000, widthPx: 100 });
  const grid = await historian.grid({ channels, from: start, to: start + 600_000 });
  const [columns] = unpackColumns(raw.data, [raw.head.channels[0]?.points ?? 0]);
  expect([...(columns?.mean ?? [])]).toEqual(samples.map(({ value }) => value));
  const [cells] = unpackColumns(grid.data, [grid.head.channels[0]?.points ?? 0]);
  expect([[...(cells?.t ?? [])], [...(cells?.mean ?? [])]]).toEqual([[start, start + 30_000], [14.5, 44.5]]); // prettier-ignore
  expect(historian.stats()).toMatchObject({ pendingSamples: 0, recordedTo: start + 59_000, dropped: 0 });
  await store?.close();
  const again = await open();
  expect(await again.historian.newest([1, 2])).toEqual([samples.at(-1), null]);
  expect(await again.historian.lastTimes([1])).toEqual([start + 59_000]);
  expect(again.historian.stats().recordedTo).toBe(start + 59_000);
  expect(again.plant.listUnits()).toHaveLength(1);
  expect(states).toEqual([]);
});

test('a block of history is stored whole', async () => {
  const { historian } = await open();
  const block = Array.from({ length: 50_000 }, (_, index) =>
    sampleAt(1 + (index % 25), start + Math.floor(index / 25) * 1000, index),
  );
  await historian.append(block);
  now = start + 3_600_000;
  await historian.settle();
  const answer = await historian.read({ channels, from: start, to: start + 2_000_000, widthPx: 40 });
  const [columns] = unpackColumns(answer.data, [answer.head.channels[0]?.points ?? 0]);
  expect(columns?.n.reduce((sum, n) => sum + n, 0)).toBe(2000);
});

test('a sample that is none is refused, and holds up no other', async () => {
  const { historian } = await open();
  const whole = historian.append([sampleAt(1, start)]);
  await expect(historian.append([sampleAt(1, start + 0.5)])).rejects.toThrow('whole number');
  await whole;
});

test('closing stores what waits; afterwards samples are refused', async () => {
  const { historian } = await open();
  const waiting = historian.append([sampleAt(1, start)]);
  await store?.close();
  await expect(waiting).resolves.toBeUndefined();
  await expect(historian.append([sampleAt(1, start)])).rejects.toMatchObject({ kind: 'closed' });
  await expect(historian.newest([1])).rejects.toMatchObject({ kind: 'closed' });
  const again = await open();
  expect(await again.historian.lastTimes([1])).toEqual([start]);
  expect(logged.flat().join(' ')).not.toContain('not closed');
});

test('a second station on the same folder is refused', async () => {
  const first = await open();
  await expect(open()).rejects.toMatchObject({ name: 'StoreRefusal', kind: 'in-use' });
  await first.historian.append([sampleAt(1, start)]);
});

test.each(['historian.db', 'records.db'])('a damaged %s is refused and not changed', async (file) => {
  await (await open()).close();
  const path = join(dir, file);
  const content = readFileSync(path);
  content.fill(0xa5, 100, 300);
  writeFileSync(path, content);
  await expect(open()).rejects.toMatchObject({ name: 'StoreRefusal', kind: 'corrupt' });
  expect(readFileSync(path).equals(content)).toBe(true);
});

test('a chunk with a flipped bit is named, the rest of its series is read and recording goes on', async () => {
  const { historian } = await open();
  const samples = Array.from({ length: 40 }, (_, index) => sampleAt(1, start + index * 60_000, index));
  await historian.append(samples);
  now = start + 86_400_000;
  await historian.settle();
  await store?.close();
  const db = new Sqlite(join(dir, 'historian.db'));
  const place = `WHERE level = 0 AND start = ${start + 600_000}`;
  const body = db.prepare<[], Buffer>(`SELECT body FROM chunk ${place}`).pluck().get() ?? Buffer.alloc(9);
  body[8] = (body[8] ?? 0) ^ 4;
  db.prepare(`UPDATE chunk SET body = ? ${place}`).run(body);
  db.close();
  const again = await open();
  const ask = { series: 1, from: start, to: now, limit: 100 };
  const { value } = await again.historian.raw(ask);
  expect([...value]).toEqual(
    samples.flatMap((sample, index) => (index < 10 || index >= 20 ? [sample.value] : [])),
  );
  expect(again.historian.stats().damagedChunks).toMatchObject([
    { series: 1, level: 0, start: start + 600_000 },
  ]);
  await again.historian.append(samples);
  expect((await again.historian.raw(ask)).value).toHaveLength(40);
  expect(states).toEqual([]);
});

test('what was filled in says from where, a correction stands beside what was recorded', async () => {
  const { historian } = await open();
  const origin = await historian.origin('InfluxDB at the edge');
  await historian.append([sampleAt(1, start, 5), { ...sampleAt(1, start + 1000, 6), origin }]);
  await historian.correct([
    { series: 1, t: start, value: 4, quality: 0, reason: 'Offset of the probe', by: 'tech' },
  ]);
  now = start + 86_400_000;
  await historian.settle();
  const ask = { series: 1, from: start, to: now, limit: 100 };
  const raw = await historian.raw(ask);
  expect([[...raw.value], [...raw.origin]]).toEqual([[5, 6], [0, origin]]); // prettier-ignore
  expect([...(await historian.raw({ ...ask, corrected: true })).value]).toEqual([4, 6]);
  const { data } = await historian.grid({ channels, from: start, to: start + 30_000 });
  expect(unpackColumns(data, [1])[0]?.mean[0]).toBe(5);
  expect(await historian.newest([1])).toEqual([{ ...sampleAt(1, start + 1000, 6), origin }]);
});

test('a history of a newer version is opened to read, and nothing is written to it', async () => {
  const { historian } = await open();
  await historian.append([sampleAt(1, start, 7)]);
  await store?.close();
  const path = join(dir, 'historian.db');
  const db = new Sqlite(path);
  db.pragma('user_version = 99');
  db.close();
  const content = readFileSync(path);
  const newer = await open();
  expect(states).toMatchObject([{ kind: 'read-only', words: expect.stringContaining('newer version') }]);
  expect(await newer.historian.newest([1])).toMatchObject([{ t: start, value: 7 }]);
  await expect(newer.historian.append([sampleAt(1, start)])).rejects.toMatchObject({ kind: 'newer-version' });
  await newer.historian.settle();
  await newer.close();
  expect(readFileSync(path).equals(content)).toBe(true);
});

test('a newer layout that cannot be read is refused and the folder is free again', async () => {
  await (await open()).close();
  const path = join(dir, 'historian.db');
  const db = new Sqlite(path);
  db.exec('ALTER TABLE chunk RENAME TO bundle');
  db.pragma('user_version = 99');
  db.close();
  await expect(open()).rejects.toMatchObject({ kind: 'newer-version' });
  const back = new Sqlite(path);
  back.exec('ALTER TABLE bundle RENAME TO chunk');
  back.pragma(`user_version = ${historianFile.newestVersion}`);
  back.close();
  await open();
});
