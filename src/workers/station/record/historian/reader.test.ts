import { afterEach, expect, test } from 'vitest';
import { unpackColumns, type SeriesColumns } from '../../../../shared/contract/series-columns';
import { qualityCode } from '../../../../shared/model/quality';
import { channelId } from '../../../../shared/model/identity';
import { openForReading } from '../file/open-database';
import type { RecordedSample } from '../recorded-sample';
import { sampleAt, scratchWriter } from '../testing/scratch-writer';
import { HistorianReader } from './reader';
import type { ReadChannel, SeriesAnswer } from './thread-messages';

const start = 1_700_000_100_000 - (1_700_000_100_000 % 600_000);
const hour = 3_600_000;
const channel = (series: number, cadenceMs = 1000): ReadChannel => ({
  id: channelId('R1', `C${series}`),
  series,
  cadenceMs,
});

const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

/** A history whose cells are computed as of `now`, and a reader on it. */
function historyOf(samples: readonly RecordedSample[], now: number) {
  const scratch = scratchWriter();
  const db = openForReading(scratch.path);
  closers.push(
    () => db.close(),
    () => scratch.db.close(),
  );
  const add = (more: readonly RecordedSample[], at: number): void => {
    scratch.hand(1, more);
    scratch.advance(20);
    scratch.writer.tick(at);
    scratch.work();
  };
  add(samples, 0);
  scratch.writer.tick(now);
  scratch.work();
  return { reader: new HistorianReader(db), add };
}

function columnsOf({ head, data }: SeriesAnswer): SeriesColumns[] {
  return unpackColumns(
    data,
    head.channels.map((one) => one.points),
  );
}

function firstRows(answer: SeriesAnswer): Record<string, number>[] {
  const [columns] = columnsOf(answer);
  return Array.from(columns?.t ?? [], (_, index) =>
    Object.fromEntries(Object.entries(columns ?? {}).map(([name, column]) => [name, column[index]])),
  );
}

const wave = (second: number): number => Math.sin(second / 100) + (second % 7) / 10;
const seconds = (count: number, series = 1): RecordedSample[] =>
  Array.from({ length: count }, (_, second) => sampleAt(series, start + second * 1000, wave(second)));

test('fewer samples than pixels come as they are, bad and null as NaN', () => {
  const { reader } = historyOf(
    [
      sampleAt(1, start, 1),
      sampleAt(1, start + 1000, 99, qualityCode('impossible')),
      sampleAt(1, start + 2000, 3, qualityCode('spike')),
      sampleAt(1, start + 3000, null),
      sampleAt(1, start + 60_000, 5),
    ],
    start,
  );
  const answer = reader.read({ channels: [channel(1)], from: start, to: start + 60_000, widthPx: 60 });
  const nan = Number.NaN;
  expect(answer.head).toEqual({
    from: start,
    to: start + 60_000,
    channels: [{ id: 'R1/C1', level: 'raw', points: 4 }],
  });
  expect(firstRows(answer)).toEqual([
    { t: start, min: 1, max: 1, mean: 1, n: 1, good: 100 },
    { t: start + 1000, min: nan, max: nan, mean: nan, n: 1, good: 0 },
    { t: start + 2000, min: 3, max: 3, mean: 3, n: 1, good: 0 },
    { t: start + 3000, min: nan, max: nan, mean: nan, n: 1, good: 0 },
  ]);
});

test.each([
  { what: 'below 30 s a pixel', spanMs: hour, widthPx: 200, cadenceMs: 1000, level: 'raw' },
  { what: 'at 30 s a pixel', spanMs: hour, widthPx: 120, cadenceMs: 1000, level: '30s' },
  { what: 'just below 10 min', spanMs: 100 * hour, widthPx: 601, cadenceMs: 1000, level: '30s' },
  { what: 'at 10 min', spanMs: 100 * hour, widthPx: 600, cadenceMs: 1000, level: '10min' },
  { what: 'a channel slower than a pixel', spanMs: hour, widthPx: 60, cadenceMs: 3_600_000, level: 'raw' },
])('$what the level is $level', ({ spanMs, widthPx, cadenceMs, level }) => {
  const { reader } = historyOf(seconds(3600), start + hour);
  const answer = reader.read({
    channels: [channel(1, cadenceMs)],
    from: start,
    to: start + spanMs,
    widthPx,
  });
  expect(answer.head.channels[0]?.level).toBe(level);
  expect(answer.head.channels[0]?.points).toBeLessThanOrEqual(widthPx);
});

test.each([
  { level: 'raw', widthPx: 500 },
  { level: '30s', widthPx: 50 },
  { level: '10min', widthPx: 6 },
])('at level $level each point is min, max and mean of the rows it covers', ({ level, widthPx }) => {
  // Two hours recorded, a hole of ten minutes in them, the last minutes not computed yet.
  const samples = seconds(7200).filter(({ t }) => t < start + 3_000_000 || t >= start + 3_600_000);
  const { reader } = historyOf(samples, start + 6_000_000);
  const from = start + 123_456;
  const to = from + (level === '10min' ? 2 * hour : 7_000_000);
  const answer = reader.read({ channels: [channel(1)], from, to, widthPx });
  const rows = firstRows(answer);
  expect(answer.head.channels[0]?.level).toBe(level);
  expect(rows.length).toBeGreaterThan(3);
  expect(rows.length).toBeLessThanOrEqual(widthPx);
  const stepMs = { raw: 1, '30s': 30_000, '10min': 600_000 }[level] ?? 0;
  const cellMs = Math.ceil((to - from) / (widthPx - 1) / stepMs) * stepMs;
  for (const row of rows) {
    const inside = samples.filter(({ t }) => t >= (row['t'] ?? 0) && t < (row['t'] ?? 0) + cellMs);
    const values = inside.map(({ value }) => value ?? 0);
    expect(row['n']).toBe(values.length);
    expect(row['min']).toBe(Math.min(...values));
    expect(row['max']).toBe(Math.max(...values));
    expect(row['mean']).toBeCloseTo(values.reduce((sum, value) => sum + value, 0) / values.length, 9);
  }
  const covered = rows.reduce((sum, row) => sum + (row['n'] ?? 0), 0);
  expect(covered).toBeGreaterThanOrEqual(samples.filter(({ t }) => t >= from && t < to).length);
});

test('late data show at once, before their cell is computed again', () => {
  const { reader, add } = historyOf(seconds(3600), start + 2 * hour);
  add([sampleAt(1, start + 500, 1000)], start + 2 * hour);
  const ask = { channels: [channel(1)], from: start, to: start + hour, widthPx: 100 };
  expect(firstRows(reader.read(ask))[0]).toMatchObject({ max: 1000, n: 61 });
  expect(firstRows(reader.grid({ ...ask, now: start + 2 * hour }))[0]).toMatchObject({ max: 1000, n: 31 });
});

test('moved sideways, the points both windows share are the same', () => {
  const { reader } = historyOf(seconds(7200), start + 2 * hour);
  const at = (from: number) => {
    const answer = reader.read({ channels: [channel(1)], from, to: from + hour, widthPx: 300 });
    return new Map(firstRows(answer).map((row) => [row['t'], row]));
  };
  const here = at(start + 10_000);
  const there = at(start + 77_777);
  const shared = [...there].filter(([t]) => here.has(t));
  expect(shared.length).toBeGreaterThan(290);
  for (const [t, row] of shared) expect(row).toEqual(here.get(t));
});

test('the grid holds closed cells alone, the same whether computed already or not', () => {
  const now = start + 600_000 + 31_999;
  const { reader, add } = historyOf(seconds(500), now);
  add(
    seconds(650).slice(500).filter(({ t }) => t < start + 540_000 || t >= start + 570_000), // prettier-ignore
    now,
  );
  const ask = { channels: [channel(1), channel(9)], from: start + 60_000, to: start + hour };
  const early = reader.grid({ ...ask, now });
  const [cells, none] = columnsOf(early);
  const wanted = Array.from({ length: 18 }, (_, index) => start + 60_000 + index * 30_000);
  expect([...(cells?.t ?? [])]).toEqual(wanted.filter((t) => t !== start + 540_000));
  expect(none?.t).toHaveLength(0);
  const late = columnsOf(reader.grid({ ...ask, now: now + 1 }))[0];
  expect(late?.t.at(-1)).toBe(start + 600_000);
});

test('newest samples and times, null for a series without any', () => {
  const { reader } = historyOf([...seconds(3), sampleAt(2, start, null, 9, start + 3000)], start);
  expect(reader.lastTimes({ series: [1, 2, 3] })).toEqual([start + 2000, start, null]);
  expect(reader.newest({ series: [2, 3] })).toEqual([
    { series: 2, t: start, value: null, quality: 9, seenAt: start + 3000 },
    null,
  ]);
});
