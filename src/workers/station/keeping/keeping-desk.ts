import { statSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { z } from 'zod';
import type { Channel } from '../../../shared/model/channel';
import { batchIdSchema, type BatchId } from '../../../shared/model/identity';
import {
  keepingJobSchema,
  keepingSettingsSchema,
  type KeepingJob,
  type KeepingKind,
  type KeepingSettings,
  type KeepingSizes,
  type KeepingStatus,
} from '../../../shared/model/keeping';
import type { Batch } from '../../../shared/model/process-unit';
import { Refusal } from '../../../shared/model/refusal';
import type { EventsDesk } from '../events-desk';
import type { Plant } from '../plant/plant';
import { missingArchives } from '../record/keep/archive';
import { archivePath } from '../record/keep/archive-list';
import { backupsIn } from '../record/keep/backup';
import { askToCompact, isCompactionAsked } from '../record/keep/compact';
import type { Keeper, KeepOutcome, KeepTask } from '../record/keep/keep-task';
import type { StoreSizes } from '../record/keep/measure';
import type { KeptSpan } from '../record/keep/remove-raw';
import { restoredWords, takeRestored } from '../record/keep/restore';
import type { PlantStore } from '../record/plant/plant-store';
import { nextBackup } from './backup-times';
import { endedJob, findingWords } from './outcome-words';

export interface KeepingDeps {
  readonly dataDir: string;
  readonly appVersion: string;
  /** Opens the key that signs backups. */
  readonly masterKeyHex?: string | undefined;
  readonly keeper: Keeper;
  readonly settings: Pick<PlantStore, 'getSetting' | 'putSetting'>;
  readonly plant: Pick<Plant, 'batches' | 'channelsOf' | 'channelOfSeries'>;
  readonly events: Pick<EventsDesk, 'tell'> & Partial<Pick<EventsDesk, 'began' | 'ended'>>;
  readonly now: () => number;
  /** A backup is complete: what it holds is anchored in the ledger. */
  readonly backedUp?: () => void;
}

/** The files of the store: what they take, and work on them, one piece at a time. Refuses with words. */
export interface KeepingDesk {
  status(): KeepingStatus;
  saveSettings(settings: KeepingSettings): KeepingStatus;
  verify(place: string): KeepingJob;
  backup(): KeepingJob;
  archive(upToYear: number): KeepingJob;
  removeRaw(reason: string): KeepingJob;
  keepBatch(id: BatchId, keep: boolean): KeepingStatus;
  compact(wanted: boolean): KeepingStatus;
  cancel(): KeepingStatus;
  /** Starts what is due; called every half minute. */
  tick(): void;
  /** Resolves when nothing runs. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

const settingsKey = 'keeping';
const lastKey = 'keeping-last';
const keptKey = 'kept-batches';
/** Measuring takes no more than a two-hundredth of the time, and figures are no older than an hour. */
const measureShare = 200;
const measureEveryMs = { least: 60_000, most: 3_600_000 };
const busyWords = 'The store is being worked on already: wait for it or stop it';

export function createKeepingDesk(deps: KeepingDeps): KeepingDesk {
  const { dataDir, settings: keep, now, events } = deps;
  let settings = keepingSettingsSchema
    .catch(keepingSettingsSchema.parse({}))
    .parse(keep.getSetting(settingsKey) ?? {});
  let last = z.array(keepingJobSchema).catch([]).parse(keep.getSetting(lastKey) ?? []); // prettier-ignore
  let kept = z.array(batchIdSchema).catch([]).parse(keep.getSetting(keptKey) ?? []); // prettier-ignore
  let sizes: StoreSizes | null = null;
  let measuredAt = 0;
  let measureMs = 0;
  let job: KeepingJob | null = null;
  let abort: AbortController | null = null;
  let running: Promise<void> = Promise.resolve();
  let measuring: Promise<void> | null = null;
  let stopped = false;
  let said = false;

  const folder = (): string =>
    settings.backupFolder === '' ? join(dataDir, 'backups') : settings.backupFolder;
  const lastBackup = (): KeepingJob | null => last.find(({ kind }) => kind === 'backup') ?? null;

  const measureNow = async (): Promise<void> => {
    const begun = now();
    const outcome = await deps.keeper(
      { kind: 'measure', dataDir, now: now() },
      () => undefined,
      new AbortController().signal,
    );
    if (outcome.kind === 'done' && outcome.result.kind === 'measure') sizes = outcome.result.report;
    measuredAt = now();
    measureMs = Math.min(
      measureEveryMs.most,
      Math.max(measureEveryMs.least, (measuredAt - begun) * measureShare),
    );
    measuring = null;
  };
  const measure = (): Promise<void> => (measuring ??= measureNow());

  const end = (ended: KeepingJob): void => {
    job = null;
    abort = null;
    last = [ended, ...last.filter(({ kind }) => kind !== ended.kind)];
    tellEnd(events, ended);
    if (ended.kind === 'backup' && ended.state === 'done') deps.backedUp?.();
    try {
      keep.putSetting(lastKey, last);
    } catch (error) {
      // A full disk: what happened is shown, and forgotten with the next start.
      if (!(error instanceof Refusal)) throw error;
    }
  };

  const follow = async (begun: KeepingJob, working: Promise<KeepOutcome>): Promise<void> => {
    end(endedJob(begun, await working, now(), (series) => deps.plant.channelOfSeries(series)?.id));
    if (!stopped && begun.kind !== 'verify') await measure();
  };

  const start = (kind: KeepingKind, task: KeepTask): KeepingJob => {
    if (job || stopped) throw new Refusal('CONFLICT', busyWords);
    const place = task.kind === 'verify' && task.place !== dataDir ? task.place : '';
    const begun: KeepingJob = { kind, place, state: 'running', step: '', done: 0, startedAt: now(), endedAt: null, words: '', findings: [], damaged: 0 }; // prettier-ignore
    job = begun;
    abort = new AbortController();
    const progress = ({ step, done }: { step: string; done: number }): void => {
      if (job) job = { ...job, step, done };
    };
    running = follow(begun, deps.keeper(task, progress, abort.signal));
    return begun;
  };

  const backup = (): KeepingJob =>
    start('backup', {
      kind: 'backup',
      order: {
        dataDir,
        folder: folder(),
        appVersion: deps.appVersion,
        masterKeyHex: deps.masterKeyHex,
        now: now(),
        keep: settings.backupsKept,
      },
    });

  const removable = () =>
    (sizes?.archives ?? []).filter(
      ({ year, removed }) =>
        settings.rawYears !== null &&
        removed === 0 &&
        year < new Date(now()).getUTCFullYear() - settings.rawYears,
    );

  const status = (): KeepingStatus => ({
    settings,
    sizes: sizes && sizesOf(sizes, dataDir, measuredAt),
    job,
    last: [...last],
    backupFolder: folder(),
    backups: backupsIn(folder()).map((one) => ({
      folder: one.folder,
      createdAt: one.manifest.createdAt,
      recordedTo: one.manifest.recordedTo,
      bytes: one.manifest.files.reduce((sum, { bytes }) => sum + bytes, 0),
    })),
    nextBackupAt: nextBackup(settings, lastBackup(), now()),
    archives: (sizes?.archives ?? []).map(({ year, samples, bytes, file, removed }) => ({
      year,
      samples,
      bytes,
      file,
      removed,
      missing: statSync(archivePath(dataDir, { file }), { throwIfNoEntry: false }) === undefined,
    })),
    toArchive: (sizes?.toArchive ?? []).map(({ year, samples, bytes }) => ({ year, samples, bytes })),
    toRemove: removable().map(({ year, samples, bytes, file }) => ({ year, samples, bytes, file })),
    keptBatches: [...kept],
    compactAtStart: isCompactionAsked(dataDir),
  });

  return {
    status,
    saveSettings: (wanted) => {
      if (wanted.backupFolder !== '' && !isAbsolute(wanted.backupFolder))
        throw new Refusal('REFUSED', 'Give the full path of a folder on the station’s disks', 'backupFolder');
      keep.putSetting(settingsKey, wanted);
      const years = wanted.rawYears === null ? 'for ever' : `${wanted.rawYears} years`;
      if (wanted.rawYears !== settings.rawYears)
        events.tell(
          'warning',
          'retention',
          `Raw samples are to be kept ${years} from now on; nothing was removed`,
        );
      settings = wanted;
      return status();
    },
    verify: (place) => {
      if (place !== '' && !isAbsolute(place))
        throw new Refusal('REFUSED', 'Give the full path of the backup', 'place');
      return start('verify', { kind: 'verify', place: place === '' ? dataDir : resolve(place) });
    },
    backup,
    archive: (upToYear) => start('archive', { kind: 'archive', order: { dataDir, upToYear, now: now() } }),
    removeRaw: (reason) => {
      const due = removable();
      const upToYear = Math.max(...due.map(({ year }) => year));
      if (due.length === 0) throw new Refusal('REFUSED', 'By the policy there is nothing to remove');
      const years = due.map(({ year }) => year).join(', ');
      const begun = start('remove-raw', { kind: 'remove-raw', order: { dataDir, upToYear, reason, now: now(), kept: keptSpans(deps.plant, kept, now()) } }); // prettier-ignore
      events.tell('warning', 'retention', `Raw samples of ${years} are being removed. Reason: ${reason}`);
      return begun;
    },
    keepBatch: (id, wanted) => {
      const batch = deps.plant.batches().find((one) => one.id === id);
      if (!batch) throw new Refusal('NOT_FOUND', `There is no batch ${id}`);
      kept = wanted ? [...new Set([...kept, id])] : kept.filter((one) => one !== id);
      keep.putSetting(keptKey, kept);
      const words = wanted
        ? 'is kept: no policy removes its samples'
        : 'is no longer kept against the policy';
      events.tell('info', 'retention', `Batch ${batch.name} ${words}`, batch.unitId);
      return status();
    },
    compact: (wanted) => {
      askToCompact(dataDir, wanted);
      return status();
    },
    cancel: () => {
      abort?.abort();
      return status();
    },
    tick: () => {
      if (stopped || job) return;
      if (!said) sayAtStart(deps);
      said = true;
      const due = nextBackup(settings, lastBackup(), now());
      if (due !== null && due <= now()) backup();
      // What a stop cut short is finished: nothing new is moved.
      else if (
        sizes?.moving &&
        !last.some(({ kind, startedAt }) => kind === 'archive' && startedAt > measuredAt)
      )
        start('archive', { kind: 'archive', order: { dataDir, upToYear: 0, now: now() } });
      else if (now() - measuredAt >= measureMs) void measure();
    },
    idle: async () => {
      await running;
      await measuring;
    },
    stop: async () => {
      stopped = true;
      abort?.abort();
      await running;
      await measuring;
    },
  };
}

/** What is to be said once of the files a station starts on. */
function sayAtStart({ dataDir, events }: KeepingDeps): void {
  const restored = takeRestored(dataDir);
  if (restored) events.tell('warning', 'restored', restoredWords(restored));
  const [missing] = missingArchives(dataDir);
  if (!missing) return;
  events.began?.('archive-missing', {
    kind: 'archive-missing',
    words: `${missing.file} is missing or not whole: ${missing.samples} samples of ${missing.year} are in no answer`,
    advice:
      'Put it back into the folder archive of the data folder, from a backup if need be, and start again.',
  });
}

function tellEnd(events: KeepingDeps['events'], { kind, state, words, findings }: KeepingJob): void {
  const names = {
    verify: 'Verification',
    backup: 'Backup',
    archive: 'Archive',
    'remove-raw': 'Retention',
  } as const;
  const isBad = state === 'failed' || state === 'damaged';
  const [first] = findings;
  const said = `${names[kind]}: ${words}${first ? `. First: ${findingWords(first)}` : ''}`;
  events.tell(isBad ? 'error' : 'info', `store-${kind}`, said);
  if (kind !== 'backup' || state === 'cancelled') return;
  const advice = 'See Storage on the System page; until it works, the last backup is an older one.';
  if (isBad)
    events.began?.('backup', { kind: 'backup-failed', words: `The backup failed. ${words}`, advice });
  else events.ended?.('backup', 'Backups work again');
}

function keptSpans(plant: KeepingDeps['plant'], kept: readonly BatchId[], now: number): KeptSpan[] {
  const spansOf = (batch: Batch): KeptSpan[] =>
    plant.channelsOf(batch.unitId).map(({ series }: Channel) => ({ series, from: batch.inoculatedAt, to: batch.endedAt ?? now })); // prettier-ignore
  return plant.batches().filter(({ id }) => kept.includes(id)).flatMap(spansOf); // prettier-ignore
}

function sizesOf(found: StoreSizes, dataDir: string, at: number): KeepingSizes {
  const { growthBytesPerDay, diskFreeBytes, samples, fileBytes, unusedBytes, archiveBytes } = found;
  const used = fileBytes - unusedBytes + archiveBytes;
  return {
    at,
    rawBytes: found.rawBytes,
    cellBytes: found.cellBytes,
    journalBytes: found.journalBytes,
    unusedBytes,
    historianBytes: fileBytes,
    recordsBytes: ['', '-wal'].reduce((sum, end) => sum + (statSync(join(dataDir, `records.db${end}`), { throwIfNoEntry: false })?.size ?? 0), 0), // prettier-ignore
    archiveBytes,
    samples,
    series: found.series,
    bytesPerSample: samples > 0 ? used / samples : null,
    growthBytesPerDay,
    diskFreeBytes,
    daysUntilFull:
      growthBytesPerDay === null || growthBytesPerDay <= 0
        ? null
        : (diskFreeBytes + unusedBytes) / growthBytesPerDay,
  };
}
