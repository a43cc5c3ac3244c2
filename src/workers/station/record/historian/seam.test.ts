import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unpackColumns, type SeriesColumns } from '../../../../shared/contract/series-columns';
import { qualityCode, qualityLevel } from '../../../../shared/model/quality';
import { channelId } from '../../../../shared/model/identity';
import { openForReading } from '../file/open-database';
import type { RecordedSample } from '../recorded-sample';
import { sampleAt, scratchWriter, type ScratchWriter } from '../testing/scratch-writer';
import { HistorianReader } from './reader';

const start = 1_700_000_100_000 - (1_700_000_100_000 % 600_000);
const seriesCount = 3;
const cadenceMs = 10_000;
const lastMs = 130 * 3_600_000;

let seed = 7;
const random = (below: number): number => {
  seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
  return Math.floor((seed / 2_147_483_648) * below);
};

/** What must be there: the first sample of each series and time, or the first number for a place left open. */
const truth = new Map<number, Map<number, RecordedSample>>();
const sorted = new Map<number, RecordedSample[]>();
let scratch: ScratchWriter;
let reader: HistorianReader;
let close: () => void;

function hand(samples: readonly RecordedSample[], now: number, lane: 'live' | 'bulk' = 'live'): void {
  for (const sample of samples) {
    const known = truth.get(sample.series) ?? new Map<number, RecordedSample>();
    if (isFree(known.get(sample.t), sample)) known.set(sample.t, sample);
    truth.set(sample.series, known);
  }
  scratch.hand(1, samples, lane);
  scratch.writer.tick(now);
  scratch.writer.settle(0);
  scratch.work();
}

function isFree(known: RecordedSample | undefined, sample: RecordedSample): boolean {
  if (!known) return true;
  return known.value === null && known.quality === qualityCode('missing-input') && sample.value !== null;
}

const oneAt = (series: number, t: number): RecordedSample => {
  const value = random(50) === 0 ? null : (random(400_000) - 100_000) / 1000;
  return sampleAt(series, t, value, random(12) === 0 ? random(18) : 0);
};

/** A history with a pause, sealed for the most part; late ones, duplicates and strays into it; the rest still open. */
beforeAll(() => {
  scratch = scratchWriter();
  const db = openForReading(scratch.path);
  reader = new HistorianReader(db);
  close = () => [db, scratch.db].forEach((one) => one.close());
  for (let from = 0; from < lastMs; from += 3_600_000) {
    if (from >= 20 * 3_600_000 && from < 26 * 3_600_000) continue;
    const rows: RecordedSample[] = [];
    for (let ms = 0; ms < 3_600_000; ms += cadenceMs)
      for (let series = 1; series <= seriesCount; series += 1)
        if (random(20) > 0) rows.push(oneAt(series, start + from + ms));
    hand(rows, start + from + 3_600_000, 'bulk');
    // A reader that looks while it grows is up to date as well as one that comes later.
    reader.lastTimes({ series: [1] });
  }
  const now = start + lastMs;
  for (let round = 0; round < 16; round += 1) {
    const strays = Array.from({ length: 20 }, () => oneAt(1 + random(seriesCount), start + random(lastMs)));
    const again = Array.from({ length: 20 }, () => oneAt(1 + random(seriesCount), start + cadenceMs * random(lastMs / cadenceMs))); // prettier-ignore
    hand([...strays, ...again], now + round * 7000);
  }
  hand([sampleAt(2, start + 77 * 3_600_000 + 1, 9_999)], now + 150_000);
  for (const [series, rows] of truth)
    sorted.set(
      series,
      [...rows.values()].toSorted((a, b) => a.t - b.t),
    );
}, 60_000);
afterAll(() => close());

const channels = Array.from({ length: seriesCount }, (_, index) => ({
  id: channelId('R1', `C${index + 1}`),
  series: index + 1,
  cadenceMs,
}));

function usable({ value, quality }: RecordedSample): boolean {
  return value !== null && qualityLevel(quality) !== 'bad';
}

function between(series: number, from: number, to: number): RecordedSample[] {
  return (sorted.get(series) ?? []).filter(({ t }) => t >= from && t < to);
}

/** Compares every point of an answer with the samples it covers. */
function expectRight(columns: SeriesColumns, series: number, cellMs: number): void {
  const end = (columns.t.at(-1) ?? 0) + cellMs;
  const cells = Map.groupBy(
    between(series, columns.t[0] ?? 0, end),
    ({ t }) => Math.floor(t / cellMs) * cellMs,
  );
  columns.t.forEach((t, row) => {
    const inside = cells.get(t) ?? [];
    const values = inside.filter(usable).map(({ value }) => Number(value));
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const good = inside.filter((one) => usable(one) && qualityLevel(one.quality) === 'good').length;
    const wanted =
      values.length === 0 ? [Number.NaN, Number.NaN] : [Math.min(...values), Math.max(...values)];
    const found = [columns.min[row], columns.max[row], columns.n[row]];
    const isRight =
      [...wanted, inside.length].every((number, at) => Object.is(number, found[at])) &&
      Math.abs((columns.good[row] ?? 0) - (100 * good) / inside.length) < 1e-9 &&
      (values.length === 0 || Math.abs((columns.mean[row] ?? 0) - mean) < 1e-9);
    // One comparison a point: there are some hundred thousand.
    if (!isRight) expect({ t, found, mean: columns.mean[row] }).toEqual({ t, found: [...wanted, inside.length], mean }); // prettier-ignore
  });
}

describe('journal and chunks are one answer', () => {
  test('some of it is sealed in several parts, some is open', () => {
    const count = (sql: string) => scratch.db.prepare<[], number>(sql).pluck().get() ?? 0;
    expect(count('SELECT count(*) FROM journal')).toBeGreaterThan(0);
    expect(count('SELECT count(*) FROM chunk WHERE level = 0')).toBeGreaterThan(1500);
    expect(count('SELECT count(*) FROM chunk WHERE part > 0')).toBeGreaterThan(50);
  });

  test('300 random windows of random width equal a search through every sample', () => {
    const levels = new Set<string>();
    for (let look = 0; look < 300; look += 1) {
      const spanMs = 1 + Math.floor(lastMs ** ((3 + random(1000) / 1000) / 4));
      const from = start - 3_600_000 + random(lastMs);
      const ask = { from, to: from + spanMs, widthPx: 2 + random(900), channels };
      const { head, data } = reader.read(ask);
      unpackColumns(data, head.channels.map(({ points }) => points)).forEach((columns, index) => {
        const series = index + 1;
        const { level = 'raw' } = head.channels[index] ?? {};
        levels.add(level);
        const stepMs = { raw: 1, '30s': 30_000, '10min': 600_000 }[level];
        const inside = between(series, from, ask.to).length;
        const asTheyAre = level === 'raw' && inside <= ask.widthPx;
        const cellMs = asTheyAre ? 1 : Math.ceil(spanMs / Math.max(1, ask.widthPx - 1) / stepMs) * stepMs;
        expectRight(columns, series, cellMs);
        const covered = columns.n.reduce((sum, n) => sum + n, 0);
        expect(covered).toBeGreaterThanOrEqual(inside);
        expect(columns.t.length).toBeLessThanOrEqual(ask.widthPx);
      });
    }
    expect(levels).toEqual(new Set(['raw', '30s', '10min']));
  }, 60_000); // prettier-ignore

  test('one stray of one sample shows at every width', () => {
    for (const widthPx of [2, 10, 100, 700, 1500, 10_000]) {
      const { head, data } = reader.read({ from: start, to: start + lastMs, widthPx, channels });
      const columns = unpackColumns(data, head.channels.map(({ points }) => points)); // prettier-ignore
      expect(Math.max(...(columns[1]?.max ?? []))).toBe(9_999);
    }
  });

  test('the grid is every cell of 30 s, and the samples come as they were recorded', () => {
    const ask = { channels, from: start, to: start + lastMs };
    const { head, data } = reader.grid({ ...ask, now: start + lastMs + 60_000 });
    unpackColumns(data, head.channels.map(({ points }) => points)).forEach((columns, index) => {
      expectRight(columns, index + 1, 30_000);
      const { t, value, quality } = reader.raw({ ...ask, series: index + 1, limit: 1_000_000 });
      const wanted = sorted.get(index + 1) ?? [];
      expect([...t]).toEqual(wanted.map((sample) => sample.t));
      expect([...value]).toEqual(wanted.map((sample) => sample.value ?? Number.NaN));
      expect([...quality]).toEqual(wanted.map((sample) => sample.quality));
    }); // prettier-ignore
  });
});
