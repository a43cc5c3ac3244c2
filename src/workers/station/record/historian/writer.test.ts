import { expect, test } from 'vitest';
import { qualityCode, qualityLevel } from '../../../../shared/model/quality';
import { sampleAt, scratchWriter, type ScratchWriter } from '../testing/scratch-writer';

const start = 1_700_000_100_000 - (1_700_000_100_000 % 600_000);

function rows({ db }: ScratchWriter): unknown[] {
  return db.prepare('SELECT * FROM sample ORDER BY series, t').all();
}

function states({ told }: ScratchWriter): string[] {
  return told.flatMap((news) => (news.kind === 'state' ? [news.state.kind] : []));
}

/** Everything due is computed, whatever time it is. */
function computeAll(scratch: ScratchWriter, now: number): void {
  scratch.writer.tick(now);
  scratch.writer.settle(0);
  scratch.work();
}

interface Cell {
  series: number;
  t: number;
  n: number;
  used: number;
  percent_good: number;
  mean: number | null;
  std: number | null;
  min: number | null;
  max: number | null;
}

/** The cells as the raw rows alone demand them. */
function recomputed({ db }: ScratchWriter, widthMs: number): Cell[] {
  const raw = db.prepare<[], { series: number; t: number; value: number | null; quality: number }>(
    'SELECT series, t, value, quality FROM sample ORDER BY series, t',
  );
  const groups = Map.groupBy(raw.all(), ({ series, t }) => `${series} ${t - (t % widthMs)}`);
  return [...groups].map(([key, members]) => {
    const [series = 0, t = 0] = key.split(' ').map(Number);
    const values = members
      .filter(({ value, quality }) => value !== null && qualityLevel(quality) !== 'bad')
      .map(({ value }) => Number(value));
    const good = members.filter(({ value, quality }) => value !== null && qualityLevel(quality) === 'good');
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
    const some = values.length > 0;
    return {
      series,
      t,
      n: members.length,
      used: values.length,
      percent_good: (100 * good.length) / members.length,
      mean: some ? mean : null,
      std: some ? Math.sqrt(variance) : null,
      min: some ? Math.min(...values) : null,
      max: some ? Math.max(...values) : null,
    };
  });
}

function expectCellsRight(scratch: ScratchWriter): void {
  for (const [table, widthMs] of [
    ['rollup_30s', 30_000],
    ['rollup_10min', 600_000],
  ] as const) {
    // prettier-ignore
    const wanted = recomputed(scratch, widthMs);
    const found = scratch.db.prepare<[], Cell>(`SELECT * FROM ${table} ORDER BY series, t`).all();
    expect(found.map(({ series, t }) => [series, t])).toEqual(wanted.map(({ series, t }) => [series, t]));
    found.forEach((cell, index) => {
      for (const [name, value] of Object.entries(wanted[index] ?? {})) {
        const stored: unknown = Reflect.get(cell, name);
        if (typeof value === 'number') expect(Math.abs(Number(stored) - value)).toBeLessThan(1e-9);
        else expect(stored).toBe(value);
      }
    });
  }
}

test('waits 20 ms for company, then commits together and acknowledges each', () => {
  const scratch = scratchWriter();
  scratch.hand(1, [sampleAt(1, start)]);
  expect(scratch.writer.turn()).toBe(20);
  scratch.advance(15);
  scratch.hand(2, [sampleAt(2, start, null, qualityCode('not-a-number'))]);
  expect([scratch.writer.turn(), scratch.done()]).toEqual([5, []]);
  scratch.advance(5);
  scratch.work();
  expect(scratch.told).toEqual([
    { kind: 'committed', lane: 'live', ids: [1, 2], rows: 2, recordedTo: start, commitMs: 0, waitMs: 20 },
  ]);
  expect(rows(scratch)).toEqual([
    { series: 1, t: start, value: 1, quality: 0, seen: start },
    { series: 2, t: start, value: null, quality: 9, seen: start },
  ]);
});

test('many samples are committed without waiting', () => {
  const scratch = scratchWriter();
  scratch.hand(
    1,
    Array.from({ length: 1000 }, (_, index) => sampleAt(index + 1, start)),
  );
  scratch.work();
  expect(scratch.done()).toEqual([1]);
});

test('numbers are stored as integers where the file says so', () => {
  const scratch = scratchWriter();
  scratch.hand(1, [sampleAt(1, start, 2)]);
  computeAll(scratch, start + 3_600_000);
  const types = 'SELECT typeof(series) s, typeof(t) t, typeof(value) v, typeof(quality) q, typeof(seen) e FROM sample'; // prettier-ignore
  expect(scratch.db.prepare(types).get()).toEqual({ s: 'integer', t: 'integer', v: 'real', q: 'integer', e: 'integer' }); // prettier-ignore
  expect(scratch.db.pragma('synchronous', { simple: true })).toBe(2);
});

test('of duplicates the first wins, within a hand-in, across and after a restart', () => {
  const scratch = scratchWriter();
  scratch.hand(1, [sampleAt(1, start, 1), sampleAt(1, start, 2)]);
  scratch.hand(2, [sampleAt(1, start, 3)]);
  computeAll(scratch, start);
  scratch.db.close();
  const again = scratchWriter({ path: scratch.path });
  again.hand(3, [sampleAt(1, start, 4)]);
  computeAll(again, start);
  expect(again.done()).toEqual([3]);
  expect(rows(again)).toEqual([{ series: 1, t: start, value: 1, quality: 0, seen: start }]);
});

test('a place left open for want of input takes the first number that comes, and only that', () => {
  const scratch = scratchWriter();
  const open = { ...sampleAt(1, start), value: null, quality: qualityCode('missing-input') };
  const faulty = { ...sampleAt(2, start), value: null, quality: qualityCode('sensor-fault') };
  scratch.hand(1, [open, faulty]);
  scratch.hand(2, [sampleAt(1, start, 7), sampleAt(2, start, 7), sampleAt(1, start, 8)]);
  computeAll(scratch, start);
  expect(rows(scratch)).toMatchObject([
    { value: 7, quality: 0 },
    { value: null, quality: qualityCode('sensor-fault') },
  ]);
});

test('a cell is computed once its end is 2 s past, and not before', () => {
  const scratch = scratchWriter();
  const cells = scratch.db.prepare('SELECT t, n FROM rollup_30s');
  scratch.hand(1, [sampleAt(1, start), sampleAt(1, start + 30_000)]);
  scratch.advance(20);
  scratch.work();
  for (const [now, wanted] of [
    [start + 31_999, []],
    [start + 32_000, [{ t: start, n: 1 }]],
  ] as const) {
    scratch.writer.tick(now);
    scratch.work();
    expect(cells.all()).toEqual(wanted);
  }
});

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
    computeAll(scratch, start + random(4_000_000));
  }
  computeAll(scratch, start + 4_000_000);
  expectCellsRight(scratch);
  expect(scratch.db.prepare('SELECT count(*) n FROM dirty_cell').get()).toEqual({ n: 0 });
});

test('a kill before cells were computed forgets none of them', () => {
  const killed = scratchWriter();
  killed.hand(1, [sampleAt(1, start, 1), sampleAt(1, start + 30_000, 5)]);
  killed.advance(20);
  killed.work();
  killed.db.close();
  const again = scratchWriter({ path: killed.path });
  computeAll(again, start + 3_600_000);
  expectCellsRight(again);
  expect(again.db.prepare('SELECT count(*) n FROM rollup_30s').get()).toEqual({ n: 2 });
});

test('history gives way to live samples, whichever came first, and its newest cells are computed first', () => {
  const scratch = scratchWriter();
  const block = (offset: number) =>
    Array.from({ length: 30_000 }, (_, index) => sampleAt(1, start + (offset + index) * 1000));
  scratch.writer.tick(start + 100_000_000);
  scratch.hand(1, block(0), 'bulk');
  scratch.hand(2, block(30_000), 'bulk');
  scratch.writer.turn();
  scratch.hand(3, [sampleAt(2, start)]);
  scratch.advance(20);
  while (scratch.writer.waiting > 0) scratch.writer.turn();
  expect(scratch.done()).toEqual([3, 1, 2]);
  scratch.writer.turn();
  const span = scratch.db.prepare<[], { last: number }>(
    'SELECT max(t) AS last FROM rollup_30s WHERE series = 1',
  );
  scratch.work();
  // Late cells are left a second to themselves, so that a trickle does not compute them again and again.
  expect(span.get()?.last).toBeNull();
  scratch.writer.tick(start + 100_002_000);
  scratch.writer.turn();
  expect(span.get()?.last).toBe(start + 59_970_000);
});

test('disk full: nothing is acknowledged, a state says so, and all is stored once there is room', () => {
  const scratch = scratchWriter();
  scratch.hand(1, [sampleAt(1, start)]);
  scratch.advance(20);
  scratch.work();
  const pages = Number(scratch.db.pragma('page_count', { simple: true }));
  scratch.db.pragma(`max_page_count = ${pages}`);
  scratch.writer.tick(start + 1000);
  const many = Array.from({ length: 2000 }, (_, index) => sampleAt(2, start + index, index));
  scratch.hand(2, many);
  scratch.work();
  scratch.advance(1000);
  scratch.work();
  expect([scratch.done(), states(scratch), scratch.writer.waiting]).toEqual([[1], ['disk-full'], 2000]);
  expect(rows(scratch)).toHaveLength(1);
  scratch.db.pragma('max_page_count = 1000000');
  scratch.hand(3, [sampleAt(3, start)]);
  expect(scratch.writer.turn()).toBe(1000);
  scratch.advance(1000);
  scratch.work();
  expect([scratch.done(), states(scratch)]).toEqual([
    [1, 2, 3],
    ['disk-full', 'ok'],
  ]);
  computeAll(scratch, start + 3_600_000);
  expect(rows(scratch)).toHaveLength(2002);
  expectCellsRight(scratch);
});

test('a file that may not be written is named, and recording goes on by itself', () => {
  const scratch = scratchWriter();
  scratch.db.pragma('query_only = ON');
  scratch.hand(1, [sampleAt(1, start)]);
  scratch.advance(20);
  scratch.work();
  expect([scratch.done(), states(scratch)]).toEqual([[], ['read-only']]);
  scratch.db.pragma('query_only = OFF');
  scratch.advance(1000);
  scratch.work();
  expect([scratch.done(), states(scratch)]).toEqual([[1], ['read-only', 'ok']]);
});

test('another program that holds the file is named', () => {
  const scratch = scratchWriter();
  const other = scratchWriter({ path: scratch.path });
  other.db.exec('BEGIN IMMEDIATE');
  scratch.hand(1, [sampleAt(1, start)]);
  scratch.advance(20);
  scratch.work();
  expect(states(scratch)).toEqual(['busy']);
  other.db.exec('COMMIT');
  scratch.advance(1000);
  scratch.work();
  expect(scratch.done()).toEqual([1]);
});

test('memory is bounded: history goes first, then the oldest samples, and the loss is told', () => {
  const scratch = scratchWriter({ limit: 1500 });
  scratch.db.pragma('query_only = ON');
  const some = (count: number, at: number) =>
    Array.from({ length: count }, (_, index) => sampleAt(1, at + index));
  scratch.hand(1, some(1000, start));
  scratch.work();
  scratch.hand(2, some(1000, start), 'bulk');
  scratch.hand(3, some(1000, start + 1000));
  expect(scratch.told.filter((news) => news.kind === 'dropped')).toEqual([
    { kind: 'dropped', ids: [2], samples: 1000 },
    { kind: 'dropped', ids: [1], samples: 1000 },
  ]);
  scratch.advance(1000);
  scratch.work();
  const state = scratch.told.findLast((news) => news.kind === 'state');
  expect(state?.kind === 'state' && state.state.words).toContain('2000 of the oldest samples had to be dropped'); // prettier-ignore
  scratch.db.pragma('query_only = OFF');
  scratch.advance(1000);
  scratch.work();
  expect(scratch.done()).toEqual([3]);
});

test('a damaged file is not written to any more', () => {
  const scratch = scratchWriter();
  scratch.writer.hold();
  scratch.hand(1, [sampleAt(1, start)]);
  scratch.advance(60_000);
  scratch.work();
  expect([scratch.done(), states(scratch), rows(scratch)]).toEqual([[], ['corrupt'], []]);
});
