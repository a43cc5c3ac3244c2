import { join } from 'node:path';
import { migrate } from '../file/migrate';
import { openForReading, openForWriting } from '../file/open-database';
import { pairFiles } from '../file/pair-files';
import { historianFile } from '../historian/historian-file';
import { openLedger } from '../ledger/open-ledger';
import { openPlant } from '../plant/open-plant';
import { recordsFile, recordsMigrations } from '../plant/records-file';
import { scratchFolder } from './scratch-folder';
import { sampleAt, scratchWriter, type ScratchWriter } from './scratch-writer';
import { storedRows, type StoredRow } from './stored-rows';

export const hourMs = 3_600_000;
/** Whole stretches that lie in these years as archives know them. */
export const in2021 = Date.UTC(2021, 5, 1);
export const in2022 = Date.UTC(2022, 5, 1);
export const in2023 = Date.UTC(2023, 5, 1);

/** A writer on a data folder, as it is while a station runs; call `close` before anybody else needs the folder alone. */
export interface KeptFolder extends ScratchWriter {
  readonly dir: string;
  /** Hands in an hour of a series, a sample a second, and seals it. */
  hour(series: number, from: number, value?: (row: number) => number): void;
  seal(now: number): void;
  close(): void;
}

/** A data folder with both files on the disk. */
export function keptFolder(dir: string = scratchFolder()): KeptFolder {
  const records = openForWriting(join(dir, recordsFile.fileName), recordsFile);
  migrate(records, recordsMigrations);
  const { stationId } = openPlant(records, Buffer.alloc(32, 7), () => undefined);
  openLedger({
    db: records,
    dir,
    stationId,
    masterKey: Buffer.alloc(32, 7),
    clocks: { wall: () => in2021, monotonic: () => 0 },
    actor: () => ({ kind: 'system', name: 'station' }),
    anchorFolders: [],
    log: () => undefined,
  });
  records.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('clean', '1')").run();
  records.close();
  const scratch = scratchWriter({ path: join(dir, historianFile.fileName) });
  pairFiles(scratch.db, stationId, 1);
  let id = 0;
  const seal = (now: number): void => {
    scratch.writer.tick(now);
    scratch.writer.settle(0);
    scratch.work();
  };
  return {
    ...scratch,
    dir,
    seal,
    hour: (series, from, value = (row) => Math.round(700 + Math.sin(row / 300) * 20) / 100) => {
      id += 1;
      scratch.hand(
        id,
        Array.from({ length: 3600 }, (_, row) => sampleAt(series, from + row * 1000, value(row))),
      );
      seal(from + hourMs);
      seal(from + hourMs + 900_000);
    },
    close: () => {
      scratch.writer.finish();
      scratch.db.close();
    },
  };
}

/** Everything of some series, through the reader, archives included. */
export function readFolder(dir: string, series: readonly number[]): StoredRow[] {
  const db = openForReading(join(dir, historianFile.fileName));
  try {
    return storedRows(db, series);
  } finally {
    db.close();
  }
}
