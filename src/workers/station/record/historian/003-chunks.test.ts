import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrate } from '../file/migrate';
import { openForWriting } from '../file/open-database';
import { scratchFolder } from '../testing/scratch-folder';
import { storedRows } from '../testing/stored-rows';
import { historianFile, historianMigrations } from './historian-file';
import { verifyHistorian } from './verify/verify-historian';

const start = 1_700_000_400_000;

/** A file of version 2 with rows of two series, some without a number. */
function fileOf2() {
  const path = join(scratchFolder(), historianFile.fileName);
  const db = openForWriting(path, historianFile);
  migrate(db, historianMigrations.slice(0, 2));
  const insert = db.prepare('INSERT INTO sample (series, t, value, quality, seen) VALUES (?, ?, ?, ?, ?)');
  db.transaction(() => {
    for (let row = 0; row < 110_000; row += 1)
      insert.run(1, start + row * 1000, row % 7 === 0 ? null : row / 100, row % 7 === 0 ? 9 : 0, start + row * 1000 + 2000); // prettier-ignore
    for (let row = 0; row < 20; row += 1) insert.run(5, start + row * 3_600_000, 1 / 3, 0, start);
  })();
  db.exec("INSERT INTO meta VALUES ('recorded_to', '1700000999000')");
  return { path, db, before: db.prepare('SELECT series, t, value, quality, seen FROM sample').all() };
}

test('003 moves every row into chunks, with cells, hashes and the time recorded to', async () => {
  const { path, db, before } = fileOf2();
  expect(migrate(db, historianMigrations)).toBe(2);
  expect(storedRows(db, [1, 5])).toEqual(before);
  expect(db.prepare('SELECT last_seq, recorded_to FROM tail').raw().get()).toEqual([0, 1_700_000_999_000]);
  const tables = db
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all();
  expect(tables).toEqual(
    ['applied_calibration', 'chunk', 'correction', 'journal', 'meta', 'origin', 'seal', 'tail'], // prettier-ignore
  );
  db.close();
  const { findings, samples } = await verifyHistorian(path);
  expect([findings, samples]).toEqual([[], before.length]);
});

test('003 interrupted leaves the file as it was, and runs again', () => {
  const { db, before } = fileOf2();
  const [, , chunks] = historianMigrations;
  const interrupted = historianMigrations.map((step) =>
    step === chunks ? { ...step, after: 'THIS IS WHERE IT ENDS' } : step,
  );
  expect(() => migrate(db, interrupted)).toThrow('syntax error');
  expect(db.prepare('SELECT series, t, value, quality, seen FROM sample').all()).toEqual(before);
  expect(migrate(db, historianMigrations)).toBe(2);
  expect(storedRows(db, [1, 5])).toHaveLength(before.length);
  db.close();
});
