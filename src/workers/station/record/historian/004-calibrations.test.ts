import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrate } from '../file/migrate';
import { openForWriting } from '../file/open-database';
import { scratchFolder } from '../testing/scratch-folder';
import { historianFile, historianMigrations } from './historian-file';
import { HistorianReader } from './reader';

test('004 adds the lines of calibrations; what was recorded and corrected stays', () => {
  const db = openForWriting(join(scratchFolder(), historianFile.fileName), historianFile);
  migrate(db, historianMigrations.slice(0, 3));
  db.exec(
    "INSERT INTO correction (series, t, value, quality, reason, by, at) VALUES (1, 5, 2, 0, 'r', 'b', 6)",
  );
  expect(migrate(db, historianMigrations.slice(0, 4))).toBe(3);
  expect(db.prepare('SELECT series, t, value FROM correction').raw().all()).toEqual([[1, 5, 2]]);
  expect(db.prepare('SELECT count(*) FROM applied_calibration').pluck().get()).toBe(0);
  expect(new HistorianReader(db).newest({ series: [1] })).toEqual([null]);
  db.close();
});
