import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Actor } from '../../../../shared/model/actor';
import { migrate } from '../file/migrate';
import { openForWriting } from '../file/open-database';
import type { StationLedger } from '../ledger/ledger';
import { openLedger } from '../ledger/open-ledger';
import { openPlant } from '../plant/open-plant';
import type { PlantStore } from '../plant/plant-store';
import { recordsFile, recordsMigrations } from '../plant/records-file';
import { masterKey } from '../plant/sealed-secret';

export const scratchMasterKey = masterKey('ab'.repeat(32));

/** A records.db on the disk with its ledger. The clocks stand where `at` is and move together by `pass`. */
export interface ScratchLedger {
  readonly dir: string;
  readonly db: Database;
  readonly ledger: StationLedger;
  readonly plant: PlantStore;
  /** Who acts from now on. */
  readonly as: (actor: Actor) => void;
  /** Time goes by, ms. */
  readonly pass: (ms: number) => void;
  /** The wall clock is set, ms from where it is. */
  readonly setClock: (ms: number) => void;
  readonly close: () => void;
}

export interface LedgerOnDiskOptions {
  readonly dir: string;
  readonly at?: number;
  readonly anchorFolders?: readonly string[];
  readonly key?: Buffer;
}

/** In a folder that is there; without anything of a test, so that a process of its own can use it too. */
export function ledgerOnDisk(options: LedgerOnDiskOptions): ScratchLedger {
  const { dir, at = Date.UTC(2026, 0, 5, 8), anchorFolders = [], key = scratchMasterKey } = options;
  const db = openForWriting(join(dir, recordsFile.fileName), recordsFile);
  migrate(db, recordsMigrations);
  const plain = openPlant(db, key, () => undefined);
  let actor: Actor = { kind: 'system', name: 'station' };
  let wall = at;
  let monotonic = 0;
  const ledger = openLedger({
    db,
    dir,
    stationId: plain.stationId,
    masterKey: key,
    clocks: { wall: () => wall, monotonic: () => monotonic },
    actor: () => actor,
    anchorFolders,
    log: () => undefined,
  });
  return {
    dir,
    db,
    ledger,
    plant: ledger.covering(
      'plant',
      openPlant(db, key, () => undefined),
    ),
    as: (next) => (actor = next),
    pass: (ms) => {
      wall += ms;
      monotonic += ms;
    },
    setClock: (ms) => (wall += ms),
    close: () => db.close(),
  };
}
