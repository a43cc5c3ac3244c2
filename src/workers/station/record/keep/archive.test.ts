import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { unpackColumns } from '../../../../shared/contract/series-columns';
import { channelId } from '../../../../shared/model/identity';
import { openForReading } from '../file/open-database';
import { HistorianReader } from '../historian/reader';
import {
  hourMs,
  in2021,
  in2022,
  in2023,
  keptFolder,
  readFolder,
  type KeptFolder,
} from '../testing/kept-folder';
import { sampleAt } from '../testing/scratch-writer';
import { archiveYears, yearBounds, yearsToArchive } from './archive';
import { archivesOf } from './archive-list';
import { verifyFolder } from './verify-folder';

const now = Date.UTC(2026, 0, 20);
let kept: KeptFolder;
beforeEach(() => {
  kept = keptFolder();
  for (const start of [in2021, in2022, in2023]) for (const series of [1, 2]) kept.hour(series, start);
});
afterEach(() => kept.db.open && kept.close());

const order = (upToYear = 2022) => ({ dataDir: kept.dir, upToYear, now });
const drawn = (reader: HistorianReader, from: number, to: number): number[][] => {
  const channels = [{ id: channelId('R1', 'pH'), series: 1, cadenceMs: 1000 }];
  const { head, data } = reader.read({ channels, from, to, widthPx: 100 });
  const [columns] = unpackColumns(data, [head.channels[0]?.points ?? 0]);
  return Object.values(columns ?? {}).map((column) => [...column]);
};

/** Everything a reader can be asked over the years, at three levels. */
function answers(reader: HistorianReader): unknown {
  return [
    drawn(reader, in2021, in2021 + 60_000),
    drawn(reader, in2021 - hourMs, in2021 + 2 * hourMs),
    drawn(reader, in2021 - 86_400_000, in2023 + 86_400_000),
    reader.newest({ series: [1, 2, 3], upTo: in2022 - 1 }),
    reader.newest({ series: [1, 2, 3] }),
  ];
}

test('years move to files of their own, and every answer of a reader that is open stays the same', async () => {
  const reader = new HistorianReader(openForReading(kept.path));
  const rows = readFolder(kept.dir, [1, 2]);
  const before = answers(reader);
  const { archives, moved, left } = await archiveYears(order());
  expect(archives.map(({ file, samples }) => [file, samples])).toEqual([
    ['historian-2021.db', 7200],
    ['historian-2022.db', 7200],
  ]);
  expect([moved, left]).toEqual([2 * 2 * (6 + 2), 0]);
  expect(yearsToArchive(kept.db, now).map(({ year }) => year)).toEqual([2023]);
  expect(answers(reader)).toEqual(before);
  expect(readFolder(kept.dir, [1, 2])).toEqual(rows);
  expect(await verifyFolder(kept.dir)).toMatchObject({ findings: [], samples: 21_600, files: 4 });
});

test('years meet without a hole, and one that is not over does not move', () => {
  expect(yearBounds(2021).to).toBe(yearBounds(2022).from);
  kept.hour(3, Date.UTC(2026, 0, 10));
  expect(yearsToArchive(kept.db, now).map(({ year }) => year)).toEqual([2021, 2022, 2023]);
});

test('late samples of an archived window are read with it, counted once, and verify as sound', async () => {
  await archiveYears(order());
  const late = Array.from({ length: 30 }, (_, row) => sampleAt(1, in2021 + row * 2000 + (row % 2) * 500, 99));
  kept.hand(90, late);
  kept.seal(now);
  kept.seal(now + 900_000);
  const rows = readFolder(kept.dir, [1]).filter(({ t }) => t < in2022);
  expect(rows).toHaveLength(3600 + 15);
  expect(rows.filter(({ value }) => value === 99).every(({ t }) => t % 1000 === 500)).toBe(true);
  const reader = new HistorianReader(openForReading(kept.path));
  const [, , max] = drawn(reader, in2021, in2021 + 10 * hourMs);
  expect(Math.max(...(max ?? []))).toBe(99);
  expect((await verifyFolder(kept.dir)).findings).toEqual([]);
  // The rest of that year goes to a second file, with what was delivered twice.
  const again = await archiveYears(order());
  expect(again.archives.map(({ file, samples }) => [file, samples])).toEqual([['historian-2021-2.db', 30]]);
  expect(readFolder(kept.dir, [1]).filter(({ t }) => t < in2022)).toEqual(rows);
  expect((await verifyFolder(kept.dir)).findings).toEqual([]);
});

test('what changed while it was copied stays in both files and counts once', async () => {
  const reader = new HistorianReader(openForReading(kept.path));
  let done = false;
  const report = await archiveYears(order(2021), ({ step }) => {
    if (done || !step.includes('checking')) return;
    done = true;
    kept.hand(90, [sampleAt(1, in2021 + 500, 99)]);
    kept.seal(now);
    kept.seal(now + 900_000);
  });
  expect(report.left).toBe(1);
  expect(readFolder(kept.dir, [1]).filter(({ t }) => t < in2022)).toHaveLength(3601);
  const n = drawn(reader, in2021 - hourMs, in2021 + 2 * hourMs)[4] ?? [];
  expect(n.reduce((a, b) => a + b, 0)).toBe(3601);
  expect((await verifyFolder(kept.dir)).findings).toEqual([]);
});

test('a damaged part keeps its year where it is', async () => {
  kept.db.exec(
    `UPDATE chunk SET body = CAST(substr(body, 1, 20) || x'ff' || substr(body, 22) AS BLOB)
     WHERE series = 2 AND level = 0 AND start = ${in2021 + 600_000}`,
  );
  await expect(archiveYears(order())).rejects.toThrow(/damaged \(series 2, 2021-06-01T00:10:00.000Z\)/);
  expect(archivesOf(kept.db)).toEqual([]);
  expect(readdirSync(join(kept.dir, 'archive'))).toEqual([]);
  expect(readFolder(kept.dir, [1])).toHaveLength(3 * 3600);
});

test('cancelled while it copies, nothing is left of it', async () => {
  const abort = new AbortController();
  await expect(archiveYears(order(), () => abort.abort(new Error('Enough')), abort.signal)).rejects.toThrow(
    'Enough',
  );
  expect(readdirSync(join(kept.dir, 'archive'))).toEqual([]);
  expect(archivesOf(kept.db)).toEqual([]);
});

test('an archive that is gone is named, and the rest stays readable', async () => {
  await archiveYears(order());
  rmSync(join(kept.dir, 'archive', 'historian-2021.db'));
  expect(existsSync(join(kept.dir, 'archive', 'historian-2022.db'))).toBe(true);
  const { findings } = await verifyFolder(kept.dir);
  expect(findings[0]).toMatchObject({ file: 'archive/historian-2021.db', kind: 'file' });
  expect(readFolder(kept.dir, [1, 2])).toHaveLength(4 * 3600);
});
