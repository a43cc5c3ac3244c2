import type { ImportProgress } from '../../../shared/contract/imports';
import type { BatchId } from '../../../shared/model/identity';
import type { CampaignBatch } from '../../../shared/model/campaign';
import { Refusal } from '../../../shared/model/refusal';
import { openCampaign, verifyFiles, type CampaignSource } from './campaign-source';
import { readBatchFiles, readJournal, type BatchFiles } from './batch-files';
import { importBatch } from './import-batch';
import { batchesToImport, noteOrigin, originOf, type BatchOrigin } from './import-checks';
import type { ImportDeps } from './import-deps';

/** Brings campaigns of simulated batches into the station, one at a time. */
export interface CampaignImport {
  /**
   * Checks a folder and begins to import it; answers when it is checked.
   * @throws Refusal with words; nothing was written then
   */
  begin(path: string): Promise<ImportProgress>;
  progress(): ImportProgress;
  /** Asks it to end after the batch in hand. */
  cancel(): ImportProgress;
  /** What is known of a batch that an import brought; null for any other. */
  originOf(id: BatchId): BatchOrigin | null;
  /** The station stops: ends at once. Resolves when nothing more is handed to the store. */
  stop(): Promise<void>;
}

const idle: ImportProgress = {
  state: 'idle',
  path: '',
  campaign: '',
  batches: 0,
  imported: 0,
  skipped: 0,
  current: null,
  readings: 0,
  readingsTotal: 0,
  cancelling: false,
  startedAt: null,
  endedAt: null,
  words: 'Nothing was imported since the station started',
};

export function createCampaignImport(deps: ImportDeps): CampaignImport {
  let progress = idle;
  let running: Promise<void> = Promise.resolve();
  /** Batches of earlier imports whose notes came with this one. */
  let completed = 0;
  const stopping = new AbortController();

  const set = (change: Partial<ImportProgress>): ImportProgress => (progress = { ...progress, ...change });
  const busy = (): boolean => progress.state === 'verifying' || progress.state === 'importing';

  const begin = async (path: string): Promise<ImportProgress> => {
    if (busy()) throw new Refusal('CONFLICT', 'Another import is running: wait for it or cancel it');
    const before = progress;
    set({
      ...idle,
      state: 'verifying',
      path,
      startedAt: deps.now(),
      words: 'Comparing files with their hashes',
    });
    try {
      const source = await openCampaign(path);
      const missing = batchesToImport(source.manifest, deps);
      await verifyFiles(source);
      await bringNotes(source, missing);
      return start(source, missing);
    } catch (error) {
      progress = before;
      throw error;
    }
  };

  /** Batches of an earlier import may lack what was written down of them. */
  const bringNotes = async (
    { dir, manifest }: CampaignSource,
    missing: readonly CampaignBatch[],
  ): Promise<void> => {
    completed = 0;
    for (const batch of manifest.batches) {
      if (missing.includes(batch) || deps.notes.has(batch.id, manifest.name)) continue;
      const { notes } = await readJournal(dir, batch);
      noteOrigin(batch, manifest, deps.settings);
      if (deps.notes.bring(batch.id, manifest.name, notes)) completed += 1;
    }
  };

  const start = (source: CampaignSource, missing: readonly CampaignBatch[]): ImportProgress => {
    const { manifest } = source;
    set({
      state: 'importing',
      campaign: manifest.name,
      batches: manifest.batches.length,
      skipped: manifest.batches.length - missing.length,
      readingsTotal: missing.reduce((sum, batch) => sum + batch.readings, 0),
      words: '',
    });
    running = run(source, missing).catch((error: unknown) => failed(source, error));
    return progress;
  };

  const run = async (source: CampaignSource, missing: readonly CampaignBatch[]): Promise<void> => {
    let next = read(source, missing[0]);
    for (const [i, batch] of missing.entries()) {
      if (progress.cancelling) return finish(source, 'cancelled');
      set({ current: batch.name });
      const files = await next;
      stopping.signal.throwIfAborted();
      if (!files) break;
      // The next batch is read while this one is written.
      next = read(source, missing[i + 1]);
      const { readings, imported } = progress;
      const stored = (samples: number): void => void set({ readings: progress.readings + samples });
      await importBatch(source.manifest, batch, files, deps, stored, stopping.signal);
      // Offline samples came in beside the readings announced.
      set({ readings: readings + batch.readings, imported: imported + 1, current: null });
    }
    finish(source, 'done');
  };

  const finish = (source: CampaignSource, state: 'done' | 'cancelled'): void => {
    const words = outcome({ ...progress, state }, completed);
    set({ state, endedAt: deps.now(), current: null, cancelling: false, words });
    if (progress.imported > 0 || completed > 0) deps.tell('info', 'import', words, source.manifest.unit.id);
  };

  const failed = (source: CampaignSource, error: unknown): void => {
    const words = failureWords(error, stopping.signal.aborted);
    set({ state: 'failed', endedAt: deps.now(), current: null, cancelling: false, words });
    deps.log('warn', 'An import ended early', { path: progress.path, error: String(error) });
    if (!stopping.signal.aborted) deps.tell('warning', 'import', words, source.manifest.unit.id);
  };

  return {
    begin,
    progress: () => progress,
    cancel: () => (progress.state === 'importing' ? set({ cancelling: true }) : progress),
    originOf: (id) => originOf(id, deps.settings),
    stop: async () => {
      stopping.abort();
      await running;
    },
  };
}

/** Reads a batch ahead; what is wrong with it is told when its turn comes. */
function read(source: CampaignSource, batch: CampaignBatch | undefined): Promise<BatchFiles | null> {
  const files = batch ? readBatchFiles(source.dir, batch) : Promise.resolve(null);
  files.catch(() => undefined);
  return files;
}

function outcome({ state, campaign, imported, skipped, batches }: ImportProgress, completed: number): string {
  if (state === 'done' && imported === 0 && completed > 0)
    return `${campaign}: all ${batches} batches were here already; the notes of ${completed} were added`;
  const there = skipped > 0 ? `, ${skipped} were here already` : '';
  if (state === 'cancelled')
    return `${campaign}: cancelled after ${imported} of ${batches - skipped} batches${there}`;
  return imported === 0
    ? `${campaign}: all ${batches} batches were here already; nothing was added`
    : `${campaign}: ${imported} batches imported${there}`;
}

function failureWords(error: unknown, stopped: boolean): string {
  if (stopped) return 'The station stopped during the import. Import again: what is missing is added.';
  if (error instanceof Refusal) return error.words;
  const words = error instanceof Error ? error.message : String(error);
  return `The import failed: ${words}. Import again: what is missing is added.`;
}
