import { expect, test } from 'vitest';
import { qualityCode } from '../../../../shared/model/quality';
import { count, expectCellsRight, rawParts, rows, sealAll, states, workAt } from '../testing/look-at-file';
import { sampleAt, scratchWriter } from '../testing/scratch-writer';

const start = 1_700_000_100_000 - (1_700_000_100_000 % 600_000);

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

test('numbers are stored as integers where the file says so, and commits reach the disk', () => {
  const scratch = scratchWriter();
  scratch.hand(1, [sampleAt(1, start, 2)]);
  sealAll(scratch, start + 3_600_000);
  const types = 'SELECT DISTINCT typeof(series) || typeof(start) || typeof(part) || typeof(t_last) || typeof(body) FROM chunk'; // prettier-ignore
  expect(scratch.db.prepare(types).pluck().all()).toEqual(['integerintegerintegerintegerblob']);
  expect(scratch.db.pragma('synchronous', { simple: true })).toBe(2);
});

test('of duplicates the first wins, within a hand-in, across and after a restart', () => {
  const scratch = scratchWriter();
  scratch.hand(1, [sampleAt(1, start, 1), sampleAt(1, start, 2)]);
  scratch.hand(2, [sampleAt(1, start, 3)]);
  workAt(scratch, start);
  scratch.db.close();
  const again = scratchWriter({ path: scratch.path });
  again.hand(3, [sampleAt(1, start, 4)]);
  workAt(again, start);
  expect(again.done()).toEqual([3]);
  expect(rows(again)).toEqual([{ series: 1, t: start, value: 1, quality: 0, seen: start }]);
});

test('a place left open for want of input takes the first number that comes, and only that', () => {
  const scratch = scratchWriter();
  const open = { ...sampleAt(1, start), value: null, quality: qualityCode('missing-input') };
  const faulty = { ...sampleAt(2, start), value: null, quality: qualityCode('sensor-fault') };
  scratch.hand(1, [open, faulty]);
  scratch.hand(2, [sampleAt(1, start, 7), sampleAt(2, start, 7), sampleAt(1, start, 8)]);
  workAt(scratch, start);
  expect(rows(scratch)).toMatchObject([
    { value: 7, quality: 0 },
    { value: null, quality: qualityCode('sensor-fault') },
  ]);
});

test('history gives way to live samples, whichever came first', () => {
  const scratch = scratchWriter();
  const block = (offset: number) =>
    Array.from({ length: 60_000 }, (_, index) => sampleAt(1, start + (offset + index) * 1000));
  scratch.writer.tick(start + 1_000_000_000);
  scratch.hand(1, block(0), 'bulk');
  scratch.hand(2, block(60_000), 'bulk');
  scratch.writer.turn();
  scratch.hand(3, [sampleAt(2, start)]);
  scratch.advance(20);
  while (scratch.writer.waiting > 0) scratch.writer.turn();
  expect(scratch.done()).toEqual([3, 1, 2]);
  scratch.work();
  expect(count(scratch, rawParts)).toBe(199);
});

test('disk full: nothing is acknowledged, a state says so, and all is stored once there is room', () => {
  const scratch = scratchWriter();
  scratch.hand(1, [sampleAt(1, start)]);
  scratch.advance(20);
  scratch.work();
  const pages = Number(scratch.db.pragma('page_count', { simple: true }));
  scratch.db.pragma(`max_page_count = ${pages}`);
  scratch.writer.tick(start + 1000);
  const many = Array.from({ length: 20_000 }, (_, index) => sampleAt(2, start + index, index / 3));
  scratch.hand(2, many);
  scratch.work();
  scratch.advance(1000);
  scratch.work();
  expect([scratch.done(), states(scratch), scratch.writer.waiting]).toEqual([[1], ['disk-full'], 20_000]);
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
  sealAll(scratch, start + 3_600_000);
  expect(rows(scratch)).toHaveLength(20_002);
  expectCellsRight(scratch);
});

test('a disk too full to seal: a state says so, samples are taken still, and all is sealed once there is room', () => {
  const scratch = scratchWriter();
  const noise = Array.from({ length: 20_000 }, (_, index) =>
    sampleAt(1, start + index * 30, Math.sin(index)),
  );
  scratch.hand(1, noise);
  workAt(scratch, start);
  const pages = Number(scratch.db.pragma('page_count', { simple: true }));
  scratch.db.pragma(`max_page_count = ${pages}`);
  workAt(scratch, start + 3_600_000);
  scratch.hand(2, [sampleAt(2, start)]);
  scratch.advance(20);
  scratch.work();
  expect([scratch.done(), states(scratch), count(scratch, rawParts)]).toEqual([[1, 2], ['disk-full'], 0]);
  scratch.db.pragma('max_page_count = 1000000');
  scratch.advance(1000);
  sealAll(scratch, start + 3_600_000);
  expect(states(scratch)).toEqual(['disk-full', 'ok']);
  expect(rows(scratch)).toHaveLength(20_001);
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
