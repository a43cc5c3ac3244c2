import type { AppliedLine } from '../../shared/model/calibration-applied';
import type { FailedBatch } from '../../shared/contract/audit';
import type { Hole } from '../../shared/model/hole';
import type { UnitId } from '../../shared/model/identity';
import type { Channel } from '../../shared/model/channel';
import type { ExportExtras } from './exports/export-parts';
import { createExportDesk, type ExportDesk } from './exports/export-desk';
import { exportNotes } from './exports/export-notes';
import { ownThreadExporter, threadExporter } from './exports/exporter';
import type { Ledger } from './completeness/ledger';
import type { EventsDesk } from './events-desk';
import type { BatchNotes } from './plant/batch-notes';
import { createKeepingDesk, type KeepingDesk } from './keeping/keeping-desk';
import { ownThreadKeeper } from './record/keep/keep-task';
import { threadKeeper } from './record/keep/thread-keeper';
import { createTableDesk, type TableDesk } from './imports/table/table-desk';
import type { Door } from './door';
import type { LateHistory } from './late-history';
import type { Live } from './live/live';
import type { Plant } from './plant/plant';
import type { Historian } from './record/historian';
import type { StationLedger } from './record/ledger/ledger';
import type { PlantStore } from './record/plant/plant-store';
import type { ThreadPaths } from './record/thread-paths';
import type { StationInit } from './station-init';

/** Threads of a station. Without an exporter it exports in its own. */
export interface StationThreads extends ThreadPaths {
  readonly exporter?: string | URL;
  /** Hashes passwords; without one the station does, and stands still meanwhile. */
  readonly password?: string | URL;
  /** Makes PDFs; without one the station does, and stands still meanwhile. */
  readonly pdf?: string | URL;
  /** Works on the files of the store; without one nothing is done there by itself. */
  readonly keeper?: string | URL;
}

export interface FileDeskDeps {
  /** Where a station keeps a ledger: its head is anchored after a backup. */
  readonly store?: { readonly ledger: Pick<StationLedger, 'anchor' | 'trouble'> };
  readonly init: Pick<StationInit, 'dataDir' | 'appVersion'> & Partial<Pick<StationInit, 'masterKeyHex'>>;
  readonly threads: Pick<StationThreads, 'exporter' | 'keeper'>;
  readonly plant: Plant;
  /** Calibrations that put a series right. */
  readonly linesOf?: (series: number) => readonly AppliedLine[];
  readonly historian: Pick<Historian, 'append' | 'settle' | 'raw' | 'origin'>;
  readonly keep: Pick<PlantStore, 'getSetting' | 'putSetting' | 'stationId'>;
  readonly notes: Pick<BatchNotes, 'list'>;
  readonly completeness: {
    holesOf(channels: readonly Channel[], from: number, to: number): Promise<readonly Hole[]>;
    /** Absent where no station judges what is missing. */
    readonly ledger?: Pick<Ledger, 'stored'>;
  };
  readonly demoUnits: ReadonlySet<UnitId>;
  readonly events: Pick<EventsDesk, 'tell'> & Partial<Pick<EventsDesk, 'began' | 'ended'>>;
  readonly live: Pick<Live, 'push'>;
  readonly past: Pick<LateHistory, 'changed'>;
  readonly door: Pick<Door, 'refresh'>;
  readonly configChanged: () => void;
  readonly now: () => number;
  /** What the last verification found of batches; absent where none is made. */
  readonly failedBatches?: () => readonly FailedBatch[];
}

export interface FileDesks {
  readonly exports: ExportDesk;
  readonly tables: TableDesk;
  readonly keeping: KeepingDesk;
  stop(): Promise<void>;
}

/** History that goes out as files and comes in from them. */
export function createFileDesks(deps: FileDeskDeps): FileDesks {
  const { init, threads, plant, historian, keep, events, now } = deps;
  const read = historian.raw.bind(historian);
  const exporter =
    threads.exporter === undefined ? ownThreadExporter(read) : threadExporter(threads.exporter, read);
  const exports = createExportDesk({
    plant: deps.linesOf ? { ...plant, linesOf: deps.linesOf } : plant,
    exporter,
    extras: exportExtras(deps),
    settings: keep,
    dataDir: init.dataDir,
    appVersion: init.appVersion,
    stationId: keep.stationId,
    now,
    tell: (severity, kind, words) => events.tell(severity, kind, words),
  });
  const tables = createTableDesk({
    plant,
    historian: {
      settle: () => historian.settle(),
      origin: (words) => historian.origin(words),
      append: async (samples) => {
        await historian.append(samples);
        // A file may fill what was missing.
        deps.completeness.ledger?.stored(samples, 'file');
      },
    },
    settings: keep,
    demoUnits: deps.demoUnits,
    dataDir: init.dataDir,
    show: (newest) => {
      deps.live.push(newest);
      deps.past.changed(newest.map(({ series }) => plant.channelOfSeries(series)));
    },
    tell: (...event) => events.tell(...event),
    changed: () => {
      deps.door.refresh();
      deps.configChanged();
    },
    now,
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  });
  const keeping = createKeepingDesk({
    dataDir: init.dataDir,
    appVersion: init.appVersion,
    masterKeyHex: init.masterKeyHex,
    settings: keep,
    plant,
    events,
    now,
    keeper: threads.keeper === undefined ? ownThreadKeeper : threadKeeper(threads.keeper),
    backedUp: () => {
      const { ledger } = deps.store ?? {};
      if (ledger && !ledger.trouble()) ledger.anchor('backup');
    },
  });
  const ticking = threads.keeper === undefined ? undefined : setInterval(() => keeping.tick(), 30_000);
  if (ticking) keeping.tick();
  return {
    exports,
    tables,
    keeping,
    stop: async () => {
      clearInterval(ticking);
      await keeping.stop();
      await exports.stop();
      await tables.stop();
    },
  };
}

function exportExtras({ plant, notes, completeness, now, failedBatches }: FileDeskDeps): ExportExtras {
  return {
    ...(failedBatches ? { integrityOf: (ids) => exportIntegrity(ids, failedBatches()) } : {}),
    notesOf: (unitId, { from, to }) => {
      const batches = plant
        .batches(unitId)
        .filter((batch) => batch.inoculatedAt < to && (batch.endedAt ?? now()) >= from);
      const all = batches.flatMap((batch) => exportNotes(notes.list(batch.id), unitId));
      return Promise.resolve(all.filter(({ t }) => t >= from && t < to).toSorted((a, b) => a.t - b.t));
    },
    holesOf: async (unitId, { from, to }) => {
      const channels = plant.channelsOf(unitId);
      const holes = await completeness.holesOf(channels, from, to);
      return holes.map((hole) => exportHole(hole, channels, unitId, from, to));
    },
  };
}

function exportIntegrity(ids: readonly string[], failed: readonly FailedBatch[]) {
  const failedBatches = failed
    .filter(({ batchId }) => ids.includes(batchId))
    .map(({ batchId, rows }) => ({ id: batchId, rows: [...rows] }));
  const named = failedBatches.map(({ id }) => id).join(', ');
  const words =
    failedBatches.length > 0
      ? `Integrity failed: ${named}`
      : 'Nothing of these batches was found altered by the last verification';
  return { words, failedBatches };
}

function exportHole(hole: Hole, channels: readonly Channel[], unit: string, from: number, to: number) {
  const channel = channels.find(({ id }) => id === hole.channelId)?.tag ?? hole.channelId;
  const filled = hole.fill === null ? '' : `, filled from ${hole.fill.source}`;
  return {
    unit,
    channel,
    from: Math.max(hole.from, from),
    to: Math.min(hole.to, to),
    cause: `${hole.cause}${filled}`,
  };
}
