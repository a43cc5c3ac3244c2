import { copyFileSync, truncateSync, statSync } from 'node:fs';
import { expect, test } from 'vitest';
import { unpackColumns } from '../../../../../shared/contract/series-columns';
import { channelId } from '../../../../../shared/model/identity';
import { checkPages } from '../../file/inspect-file';
import { openForReading } from '../../file/open-database';
import { count, expectCellsRight, rawParts, rows, sealAll, workAt } from '../../testing/look-at-file';
import { sampleAt, scratchWriter, type ScratchWriter } from '../../testing/scratch-writer';
import { HistorianReader } from '../reader';

const start = 1_700_000_100_000 - (1_700_000_100_000 % 600_000);

test('a window is sealed once its series is 30 s past it, and its rows leave the journal', () => {
  const scratch = scratchWriter();
  const later = (ms: number): number => start + 600_000 + ms;
  for (const [t, sealed, journal] of [
    [start, 0, 1],
    [later(29_999), 0, 2],
    [later(30_000), 1, 2],
  ] as const) {
    scratch.hand(1, [sampleAt(1, t)]);
    workAt(scratch, start);
    expect([count(scratch, rawParts), count(scratch, 'journal')]).toEqual([sealed, journal]);
  }
  expectTotal(scratch, 3);
});

function expectTotal(scratch: ScratchWriter, samples: number): void {
  expect(rows(scratch)).toHaveLength(samples);
}

test.each([
  ['in the past after 20 s of quiet', start, start + 600_000, 20_000],
  ['a year ahead after 15 min of quiet', start + 31_536_000_000, start, 900_000],
])('a window that lies %s is sealed', (_, t, now, quietMs) => {
  const scratch = scratchWriter();
  scratch.writer.tick(now);
  scratch.hand(1, [sampleAt(1, t)]);
  scratch.advance(20);
  scratch.work();
  for (const [ms, sealed] of [
    [quietMs - 1000, 0],
    [quietMs, 1],
  ] as const) {
    // prettier-ignore
    workAt(scratch, now + ms);
    expect(count(scratch, rawParts)).toBe(sealed);
  }
});

test('late samples of a sealed window become a further part, duplicates none, and no part changes', () => {
  const scratch = scratchWriter();
  const some = [0, 2, 4].map((second) => sampleAt(1, start + second * 1000, second));
  scratch.hand(1, some);
  sealAll(scratch, start + 3_600_000);
  const first = scratch.db.prepare(`SELECT * FROM ${rawParts}`).all();
  scratch.hand(2, some);
  scratch.hand(3, [sampleAt(1, start + 1000, 9), sampleAt(1, start + 2000, 9)]);
  sealAll(scratch, start + 7_200_000);
  scratch.hand(4, some);
  sealAll(scratch, start + 9_000_000);
  const parts = scratch.db.prepare<[], { part: number; n: number }>(`SELECT * FROM ${rawParts}`).all();
  expect(parts.map(({ part, n }) => [part, n])).toEqual([[0, 3], [1, 1]]); // prettier-ignore
  expect(parts.slice(0, 1)).toEqual(first);
  expect(rows(scratch).map(({ value }) => value)).toEqual([0, 9, 2, 4]);
  expect(count(scratch, 'seal')).toBe(2);
  expectCellsRight(scratch);
});

test(
  'a window that a trickle fills behind the newest sample is not sealed in crumbs',
  { timeout: 120_000 },
  () => {
    const scratch = scratchWriter();
    const now = start + 86_400_000;
    const round = (second: number): void => {
      scratch.hand(1, [sampleAt(1, now + second * 1000)]);
      scratch.hand(2, [sampleAt(1, start + second * 1000)]);
      workAt(scratch, now + second * 1000);
    };
    for (let second = 0; second < 900; second += 1) round(second);
    sealAll(scratch, now + 900_000);
    expect(count(scratch, rawParts)).toBe(4);
    expectTotal(scratch, 1800);
  },
);

test('cells equal a recomputation from raw rows, whatever arrives late, bad or twice', () => {
  const scratch = scratchWriter();
  let seed = 42;
  const random = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((seed / 2_147_483_648) * below);
  };
  for (let round = 0; round < 12; round += 1) {
    const samples = Array.from({ length: 400 }, () => {
      const value = random(20) === 0 ? null : 37 + random(1000) / 1000;
      return sampleAt(1 + random(3), start + 1000 * random(2400), value, random(18));
    });
    scratch.hand(round, samples, round % 3 === 0 ? 'bulk' : 'live');
    workAt(scratch, start + random(4_000_000));
  }
  sealAll(scratch, start + 4_000_000);
  expectCellsRight(scratch);
});

test('what was not sealed at a kill is read back from the journal and sealed later', () => {
  const killed = scratchWriter();
  killed.hand(1, [sampleAt(1, start, 1), sampleAt(1, start + 30_000, 5), sampleAt(2, start, 3)]);
  killed.hand(2, [sampleAt(1, start + 700_000, 7)]);
  workAt(killed, start);
  expect([count(killed, rawParts), count(killed, 'journal')]).toEqual([1, 1]);
  const before = rows(killed);
  killed.db.close();
  const again = scratchWriter({ path: killed.path });
  expect(again.writer.replayed).toEqual({ rows: 1, samples: 4, damaged: [] });
  expect(again.writer.recordedTo).toBe(start + 700_000);
  expect(rows(again)).toEqual(before);
  sealAll(again, start + 3_600_000);
  expect(rows(again)).toEqual(before);
  expectCellsRight(again);
});

test('a row of the journal that is damaged is named and stays; the others are read back', () => {
  const scratch = scratchWriter();
  scratch.hand(1, [sampleAt(1, start)]);
  workAt(scratch, start);
  scratch.hand(2, [sampleAt(1, start + 1000)]);
  workAt(scratch, start);
  scratch.db.exec("UPDATE journal SET body = x'01020304050607' WHERE seq = 1");
  scratch.db.close();
  const again = scratchWriter({ path: scratch.path });
  expect(again.writer.replayed).toEqual({ rows: 1, samples: 1, damaged: [1] });
  expect(rows(again).map(({ t }) => t)).toEqual([start + 1000]);
  workAt(again, start + 86_400_000);
  workAt(again, start + 87_400_000);
  expect(count(again, 'journal')).toBe(1);
});

test('many series with a sample each are sealed before memory grows', () => {
  const scratch = scratchWriter();
  const block = Array.from({ length: 60_000 }, (_, index) => sampleAt(index + 1, start));
  scratch.hand(1, block, 'bulk');
  scratch.writer.tick(start);
  while (scratch.writer.waiting > 0) scratch.writer.turn();
  expect(scratch.done()).toEqual([1]);
  expect(count(scratch, rawParts)).toBeGreaterThan(0);
  expect(new HistorianReader(scratch.db).lastTimes({ series: [1, 30_000, 60_000] })).toEqual([start, start, start]); // prettier-ignore
});

test('a correction stands in trend and cells, the sample stays as it was recorded', () => {
  const scratch = scratchWriter();
  scratch.hand(1, [sampleAt(1, start, 5), sampleAt(1, start + 1000, 7)]);
  sealAll(scratch, start + 3_600_000);
  const correction = { series: 1, t: start, value: 6, quality: 13, reason: 'Offset', by: 'tech' };
  scratch.writer.note(9, { note: 'corrections', corrections: [correction] });
  scratch.work();
  const reader = new HistorianReader(scratch.db);
  const ask = { series: 1, from: start, to: start + 600_000, limit: 10 };
  expect([...reader.raw(ask).value]).toEqual([5, 7]);
  expect([...reader.raw({ ...ask, corrected: true }).value]).toEqual([6, 7]);
  const channel = { id: channelId('R1', 'pH'), series: 1, cadenceMs: 1000 };
  const grid = reader.grid({
    channels: [channel],
    from: start,
    to: start + 600_000,
    now: start + 86_400_000,
  });
  const [cells] = unpackColumns(grid.data, [1]);
  expect([cells?.mean[0], cells?.good[0]]).toEqual([6.5, 50]);
  expect(scratch.told).toContainEqual({ kind: 'noted', id: 9, answer: 1 });
});

test('the words of an origin have one number, whoever asks', () => {
  const scratch = scratchWriter();
  for (const [id, words] of ['InfluxDB at the edge', 'File', 'InfluxDB at the edge'].entries())
    scratch.writer.note(id, { note: 'origin', words });
  scratch.work();
  expect(scratch.told.map((news) => news.kind === 'noted' && news.answer)).toEqual([1, 2, 1]);
});

test('a raw chunk with a flipped bit is named, a hole, and the rest is read', () => {
  const scratch = scratchWriter();
  scratch.hand(1, [sampleAt(1, start, 1), sampleAt(1, start + 600_000, 2), sampleAt(1, start + 1_200_000, 3)]); // prettier-ignore
  sealAll(scratch, start + 3_600_000);
  const body = scratch.db.prepare<[], Buffer>(`SELECT body FROM ${rawParts} AND start = ${start + 600_000}`).pluck().get(); // prettier-ignore
  if (body) body[9] = (body[9] ?? 0) ^ 1;
  scratch.db.prepare('UPDATE chunk SET body = ? WHERE level = 0 AND start = ?').run(body, start + 600_000);
  const named: unknown[] = [];
  const db = openForReading(scratch.path);
  const reader = new HistorianReader(db, (chunk) => named.push(chunk));
  const ask = { series: 1, from: start, to: start + 3_600_000, limit: 10 };
  expect([...reader.raw(ask).value]).toEqual([1, 3]);
  expect([...reader.raw(ask).value]).toEqual([1, 3]);
  expect(named).toMatchObject([{ series: 1, level: 0, start: start + 600_000, part: 0 }]);
  db.close();
  // What is delivered again takes the place.
  scratch.hand(2, [sampleAt(1, start + 600_000, 2)]);
  sealAll(scratch, start + 7_200_000);
  expect(rows(scratch).map(({ value }) => value)).toEqual([1, 2, 3]);
});

test('a log that lost its end after a power cut keeps every commit before it', () => {
  const scratch = scratchWriter();
  for (let second = 0; second < 200; second += 1) {
    scratch.hand(second, [sampleAt(1, start + second * 1000, second)]);
    workAt(scratch, start);
  }
  const cut = `${scratch.path}.cut`;
  copyFileSync(scratch.path, cut);
  copyFileSync(`${scratch.path}-wal`, `${cut}-wal`);
  truncateSync(`${cut}-wal`, Math.floor(statSync(`${cut}-wal`).size / 2));
  checkPages(cut);
  const again = scratchWriter({ path: cut });
  const values = rows(again).map(({ value }) => value);
  expect(values.length).toBeGreaterThan(50);
  expect(values).toEqual(Array.from({ length: values.length }, (_, second) => second));
  expect(again.writer.replayed.damaged).toEqual([]);
});

test('what no sensor should say is kept as it was said, open and sealed', () => {
  const scratch = scratchWriter();
  const values = [Number.NaN, Number.POSITIVE_INFINITY, -0, 0, 5e-324, 1e308, -1e308, 1 / 3, null];
  const times = [0, 1, start - 86_400_000, start + 31_536_000_000, start, start - 7_200_000, start + 999, 8e15, 9e15]; // prettier-ignore
  const samples = times.map((t, row) => sampleAt(1, t, values[row] ?? null, row, row % 2 === 0 ? t : start));
  scratch.hand(1, samples);
  workAt(scratch, start);
  const wanted = samples
    .map(({ t, value, quality }) => ({ t, value: Number.isFinite(value) ? value : null, quality }))
    .toSorted((a, b) => a.t - b.t);
  const found = () => rows(scratch).map(({ t, value, quality }) => ({ t, value, quality }));
  expect(found()).toEqual(wanted);
  sealAll(scratch, start + 86_400_000);
  expect(found()).toEqual(wanted);
  expectCellsRight(scratch);
});
