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
import { scratchFolder } from './scratch-folder';

export const scratchMasterKey = masterKey('ab'.repeat(32));

/** A records.db on the disk with its ledger. The clocks stand where `at` is and move together by `pass`. */
export interface ScratchLedger {
  readonly dir: string;
  readonly db: Database;
  readonly ledger: StationLedger;
  readonly plant: PlantStore;
  /** Who acts from now on. */
  as(actor: Actor): void;
  /** Time goes by, ms. */
  pass(ms: number): void;
  /** The wall clock is set, ms from where it is. */
  setClock(ms: number): void;
  close(): void;
}

export interface ScratchLedgerOptions {
  readonly dir?: string;
  readonly at?: number;
  readonly anchorFolders?: readonly string[];
  readonly key?: Buffer;
}

export function scratchLedger(options: ScratchLedgerOptions = {}): ScratchLedger {
  const { dir = scratchFolder(), at = Date.UTC(2026, 0, 5, 8), anchorFolders = [], key = scratchMasterKey } = options;
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
    plant: ledger.covering('plant', openPlant(db, key, () => undefined)),
    as: (next) => (actor = next),
    pass: (ms) => {
      wall += ms;
      monotonic += ms;
    },
    setClock: (ms) => (wall += ms),
    close: () => db.close(),
  };
}
