import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import type { Actor } from '../../../shared/model/actor';
import type { Log } from '../../log';
import { markClean } from './file/clean-flag';
import { faultRefusal } from './file/fault-refusal';
import { checkPages, inspectFile } from './file/inspect-file';
import { lockFolder } from './file/lock-folder';
import { migrate, type Migration } from './file/migrate';
import { pairFiles } from './file/pair-files';
import { openForReading, openForWriting, requireSqlite, type FileKind } from './file/open-database';
import type { Historian } from './historian';
import { historianFile, historianMigrations } from './historian/historian-file';
import { openHistorian, openHistorianToRead } from './historian/open-historian';
import type { DamagedChunk } from './historian/thread-messages';
import { HistorianReader } from './historian/reader';
import type { StationLedger } from './ledger/ledger';
import { openLedger } from './ledger/open-ledger';
import { createSealNotes } from './ledger/seal-notes';
import { openPlant } from './plant/open-plant';
import type { PlantStore } from './plant/plant-store';
import { recordsFile, recordsMigrations } from './plant/records-file';
import { keepAtStart } from './keep/at-start';
import { masterKey } from './plant/sealed-secret';
import { StoreRefusal } from './store-refusal';
import type { StoreState } from './store-state';
import type { ThreadPaths } from './thread-paths';

export interface StoreOptions {
  /** Data folder; made where it is missing. */
  readonly dir: string;
  /** 32 bytes as hex: what secrets are sealed under. */
  readonly masterKeyHex: string;
  readonly threads: ThreadPaths;
  readonly log: Log;
  /** Told when recording falters and when it is well again. */
  readonly onState: (state: StoreState) => void;
  /** Station's clock, epoch ms. */
  readonly clock: () => number;
  /** Who acts in the running call; the station itself where left out. */
  readonly actor?: () => Actor;
  /** Folders outside the data folder that heads of the ledger are written to. */
  readonly anchorFolders?: readonly string[];
  /** Told once of each stored chunk that turned out not to be what was written. */
  readonly onDamagedChunk?: (chunk: DamagedChunk) => void;
}

export interface Store {
  readonly historian: Historian;
  /** Every call that changes a row has its entry in the ledger. */
  readonly plant: PlantStore;
  readonly ledger: StationLedger;
  /** The open records.db, for the rooms that keep records in it; only files of this folder know SQL. */
  readonly records: Database;
  /** Puts the hashes of what history sealed since the last call into the ledger. */
  tellSeals(): void;
  /** Writes what waits, moves journals into their files, says in them that they were closed, frees the folder. */
  close(): Promise<void>;
}

/** Files larger than this are checked beside the running station: a start after a kill must not take minutes. */
const checkFirstBytes = 64_000_000;
/** A file that was closed well is looked through as well, beside the running station, while that takes seconds. */
const checkBesideBytes = 512_000_000;

/**
 * Opens both files of a data folder, alone. A history of a newer version is opened to read, with a state that says so.
 * @throws StoreRefusal with what to do where a file is damaged, foreign or newer, the folder is in use or cannot be
 * written to; the file in question has then not been touched
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  requireSqlite();
  const key = masterKey(options.masterKeyHex);
  const lock = lockFolder(options.dir);
  let records: Database | undefined;
  try {
    keepAtStart(options.dir, options.log);
    const newer = newerHistory(options);
    const late = [...(newer ? [] : examine(options, historianFile)), ...examine(options, recordsFile)];
    records = bringUpToDate(options, recordsFile, recordsMigrations);
    const plant = openPlant(records, key, options.log);
    if (newer) checkPair(options, plant);
    else pair(options, plant);
    const ledger = ledgerOf(options, records, key, plant.stationId);
    const seals = createSealNotes(ledger, join(options.dir, historianFile.fileName), options.log);
    const withSeals = { ...options, onSealed: seals.add };
    const opened = newer ? openHistorianToRead(options, newer) : await openHistorian(withSeals);
    for (const path of late) void opened.check(path);
    const covered = ledger.covering('plant', openPlant(records, key, options.log));
    const tellSeals = (): void => seals.tell();
    return storeOf({ historian: opened.historian, plant: covered, ledger, records, tellSeals }, async () => {
      await opened.close();
      await lastEntries(ledger, tellSeals, options.log);
      if (records) closeRecords(records, options.log);
      lock.release();
    });
  } catch (error) {
    records?.close();
    lock.release();
    throw faultRefusal(error, options.dir);
  }
}

/** The refusal of a history that was written by a newer version and can still be read; undefined for any other. */
function newerHistory({ dir }: StoreOptions): StoreRefusal | undefined {
  const path = join(dir, historianFile.fileName);
  try {
    inspectFile(path, historianFile);
    return undefined;
  } catch (error) {
    if (error instanceof StoreRefusal && error.kind === 'newer-version' && isReadable(path)) return error;
    throw error;
  }
}

function isReadable(path: string): boolean {
  const db = openForReading(path);
  try {
    new HistorianReader(db).lastTimes({ series: [1] });
    return true;
  } catch {
    // The newer layout is too different: the file is refused as a whole.
    return false;
  } finally {
    db.close();
  }
}

function checkPair({ dir }: StoreOptions, plant: PlantStore): void {
  const history = openForReading(join(dir, historianFile.fileName));
  try {
    pairFiles(history, plant.stationId, plant.listChannels().length, 'look');
  } finally {
    history.close();
  }
}

function pair(options: StoreOptions, plant: PlantStore): void {
  const history = bringUpToDate(options, historianFile, historianMigrations);
  try {
    if (pairFiles(history, plant.stationId, plant.listChannels().length) === 'paired') return;
    const words = 'historian.db was missing or empty: history begins anew';
    plant.appendEvent({
      at: options.clock(),
      severity: 'warning',
      kind: 'history-missing',
      unitId: null,
      words,
    });
  } finally {
    history.close();
  }
}

function storeOf(rooms: Omit<Store, 'close'>, close: () => Promise<void>): Store {
  let closing: Promise<void> | undefined;
  return { ...rooms, close: () => (closing ??= close()) };
}

function ledgerOf(
  options: StoreOptions,
  db: Database,
  masterKeyOf: Buffer,
  stationId: string,
): StationLedger {
  const { dir, log, clock, actor, anchorFolders } = options;
  const clocks = { wall: clock, monotonic: () => performance.now() };
  const station: Actor = { kind: 'system', name: 'station' };
  return openLedger({
    db,
    dir,
    stationId,
    masterKey: masterKeyOf,
    clocks,
    actor: actor ?? (() => station),
    anchorFolders: anchorFolders ?? [],
    log,
  });
}

/** What history sealed to the last, and a signed head of it all. */
async function lastEntries(ledger: StationLedger, tellSeals: () => void, log: Log): Promise<void> {
  try {
    tellSeals();
    if (ledger.newestAnchor()?.seq !== ledger.head().seq) ledger.anchor('shutdown');
    await ledger.anchorsWritten();
  } catch (error) {
    // Without a key, or on a full disk: told as a state while the station ran.
    log('warn', 'The ledger was closed without an anchor', { error: String(error) });
  }
}

/** Looks before anything writes. Returns the file where its pages are still to be checked. */
function examine({ dir, log }: StoreOptions, kind: FileKind): string[] {
  const path = join(dir, kind.fileName);
  const found = inspectFile(path, kind);
  const bytes = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  if (found !== 'not-closed') return bytes > 0 && bytes < checkBesideBytes ? [path] : [];
  if (bytes > checkFirstBytes) return [path];
  const start = performance.now();
  checkPages(path);
  log('warn', 'The file was not closed at the last stop; its pages are sound', {
    file: kind.fileName,
    ms: Math.round(performance.now() - start),
  });
  return [];
}

/** Opens for writing, at the newest layout, marked as in use. */
function bringUpToDate({ dir, log }: StoreOptions, kind: FileKind, steps: readonly Migration[]): Database {
  const db = openForWriting(join(dir, kind.fileName), kind);
  try {
    const before = migrate(db, steps);
    if (before < kind.newestVersion)
      log('info', 'Layout brought up to date', { file: kind.fileName, from: before, to: kind.newestVersion });
    markClean(db, false);
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
}

function closeRecords(db: Database, log: Log): void {
  try {
    markClean(db, true);
    db.pragma('wal_checkpoint(TRUNCATE)');
  } catch (error) {
    // Everything saved is in the journal; the next start checks the pages.
    log('warn', 'records.db could not be closed well', { error: String(error) });
  }
  db.close();
}
