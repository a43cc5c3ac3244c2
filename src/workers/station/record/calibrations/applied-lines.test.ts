import { afterEach, expect, test } from 'vitest';
import { unpackColumns, type SeriesColumns } from '../../../../shared/contract/series-columns';
import type { AppliedLine } from '../../../../shared/model/calibration-applied';
import { channelId } from '../../../../shared/model/identity';
import { openForReading } from '../file/open-database';
import { HistorianReader } from '../historian/reader';
import type { SeriesAnswer } from '../historian/thread-messages';
import { sampleAt, scratchWriter } from '../testing/scratch-writer';

const start = 1_700_000_100_000 - (1_700_000_100_000 % 600_000);
const [minute, hour] = [60_000, 3_600_000];
const closers: (() => void)[] = [];
afterEach(() => closers.splice(0).forEach((close) => close()));

const wave = (second: number): number => 5 + Math.sin(second / 100) + (second % 7) / 10;
const line = (
  recordId: string,
  from: number,
  to: number | null,
  gain: number,
  offset: number,
): AppliedLine => ({
  recordId,
  from,
  to,
  gain,
  offset,
});
/** The first begins in the middle of a cell, the second turns what it is laid over upside down. */
const lines = [
  line('one', start + 25 * minute + 7000, start + 100 * minute, 1.03, -0.2),
  line('two', start + 100 * minute, null, -2, 30),
];
const putRight = (second: number): number => {
  const found = lines.findLast(({ from, to }) => from <= at(second) && (to === null || at(second) < to));
  return found ? found.offset + found.gain * wave(second) : wave(second);
};
const at = (second: number): number => start + second * 1000;
const seconds = Array.from({ length: 3 * 3600 }, (_, second) => second);

/** Two series: what a probe gave, and what it would have given had it been right. */
function history() {
  const scratch = scratchWriter();
  const db = openForReading(scratch.path);
  closers.push(
    () => db.close(),
    () => scratch.db.close(),
  );
  const add = (from: number, to: number): void => {
    const some = seconds.slice(from, to);
    scratch.hand(1, some.flatMap((s) => [sampleAt(1, at(s), wave(s)), sampleAt(2, at(s), putRight(s))])); // prettier-ignore
    scratch.advance(20);
    scratch.writer.tick(at(to));
    scratch.work();
  };
  // The first two hours are sealed, the third is still in the journal.
  add(0, 2 * 3600);
  scratch.writer.tick(at(2 * 3600) + hour);
  scratch.work();
  add(2 * 3600, 3 * 3600);
  const apply = (some: readonly AppliedLine[]): void => {
    scratch.writer.note(9, { note: 'applied', series: 1, lines: some });
    scratch.advance(20);
    scratch.writer.tick(at(3 * 3600));
    scratch.work();
  };
  return { reader: new HistorianReader(db), apply };
}

const columns = ({ head, data }: SeriesAnswer): SeriesColumns[] =>
  unpackColumns(
    data,
    head.channels.map(({ points }) => points),
  );

/** Both series at one width: they must not differ beyond the last bits of a sum. */
function bothAt(reader: HistorianReader, widthPx: number, to = start + 3 * hour): [number[], number[]][] {
  const channels = [1, 2].map((series) => ({ id: channelId('R1', `C${series}`), series, cadenceMs: 1000 }));
  const [one, two] = columns(reader.read({ channels, from: start, to, widthPx }));
  return (['t', 'min', 'mean', 'max', 'n', 'good'] as const).map((name) => [
    Array.from(one?.[name] ?? [], (v) => Number(v.toFixed(9))),
    Array.from(two?.[name] ?? [], (v) => Number(v.toFixed(9))),
  ]);
}

test('a calibration from any moment on is in samples, in 30 s and 10 min cells, sealed or not; raw stays', () => {
  const { reader, apply } = history();
  apply(lines);
  for (const [width, to] of [
    [20_000, start + 3 * hour],
    [200, start + 3 * hour],
    [15, start + 3 * hour],
  ] as const)
    // prettier-ignore
    for (const [put, asked] of bothAt(reader, width, to)) expect(put).toEqual(asked);
  const raw = reader.raw({ series: 1, from: start, to: start + 3 * hour, limit: 20_000 });
  expect(Array.from(raw.value)).toEqual(seconds.map(wave));
  const corrected = reader.raw({ series: 1, from: start, to: start + 3 * hour, limit: 20_000, corrected: true }); // prettier-ignore
  expect(Array.from(corrected.value, (v) => v.toFixed(9))).toEqual(
    seconds.map((s) => putRight(s).toFixed(9)),
  );
  expect(reader.newest({ series: [1] })[0]?.value).toBeCloseTo(putRight(3 * 3600 - 1), 9);
});

test('a calibration taken back leaves what was recorded', () => {
  const { reader, apply } = history();
  const before = bothAt(reader, 200)[2]?.[0];
  apply(lines);
  expect(bothAt(reader, 200)[2]?.[0]).not.toEqual(before);
  apply([]);
  expect(bothAt(reader, 200)[2]?.[0]).toEqual(before);
});
