import { readFile, rm, rmdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { exportManifestSchema, type ExportManifest } from '../../../shared/model/export-manifest';
import { exportJobSchema, type ExportJob, type ExportPlan } from '../../../shared/model/export-plan';
import { Refusal } from '../../../shared/model/refusal';
import { estimateOf, type ExportEstimate } from './export-estimate';
import { failureWords, prepareExportFolder } from './export-folder';
import { exportTask, filePath, withExtras, type ExportExtras, type ExportPlant } from './export-parts';
import type { ExportProgress, ExportTask } from './export-task';
import type { Exporter, ExportOutcome } from './exporter';
import { exportManifestName } from './run-export';

export interface ExportDeskDeps {
  readonly plant: ExportPlant;
  readonly exporter: Exporter;
  readonly extras: ExportExtras;
  readonly settings: { getSetting(key: string): unknown; putSetting(key: string, value: unknown): void };
  readonly dataDir: string;
  readonly appVersion: string;
  readonly stationId: string;
  readonly now: () => number;
  readonly tell: (severity: 'info' | 'warning', kind: string, words: string) => void;
}

/** Exports, one at a time, and what became of the last ones. */
export interface ExportDesk {
  estimate(plan: ExportPlan): ExportEstimate;
  /** Refuses with words, or answers once the folder is ready and writing has begun. */
  start(plan: ExportPlan): Promise<ExportJob>;
  job(id: string): ExportJob;
  /** Newest first. */
  list(): readonly ExportJob[];
  cancel(id: string): ExportJob;
  /** Takes an export off the list; its files too where they lie in the station's own folder. */
  remove(id: string): Promise<boolean>;
  manifest(id: string): Promise<ExportManifest>;
  /** Full path of a file of an export: one that its manifest names, or the manifest. */
  file(id: string, path: string): Promise<string>;
  stop(): Promise<void>;
}

const listSetting = 'exports';
const mostListed = 50;

export function createExportDesk(deps: ExportDeskDeps): ExportDesk {
  let jobs: ExportJob[] = savedJobs(deps);
  const stopping = new Map<string, AbortController>();
  let running: Promise<void> = Promise.resolve();
  let starting = false;

  const put = (job: ExportJob): ExportJob => {
    jobs = [job, ...jobs.filter(({ id }) => id !== job.id)].slice(0, mostListed);
    return job;
  };
  const save = (): void =>
    deps.settings.putSetting(
      listSetting,
      jobs.filter(({ state }) => state !== 'running'),
    );
  const jobOf = (id: string): ExportJob => {
    const job = jobs.find((one) => one.id === id);
    if (!job) throw new Refusal('NOT_FOUND', `There is no export ${id}`);
    return job;
  };

  const taskOf = (plan: ExportPlan, folder: string): ExportTask =>
    exportTask(plan, deps.plant, { ...deps, folder, now: deps.now() });

  /** Holes are counted before the rest is written: they may take as long as reading all of it. */
  const outcomeOf = async (...[task, progress, signal]: Parameters<Exporter>): Promise<ExportOutcome> => {
    try {
      const whole = await withExtras(task, deps.extras);
      if (!signal.aborted) return await deps.exporter(whole, progress, signal);
      await rmdir(task.folder).catch(() => undefined);
      return { kind: 'cancelled' };
    } catch (error) {
      return { kind: 'failed', words: failureWords(error) };
    }
  };

  const run = async (id: string, task: ExportTask, signal: AbortSignal): Promise<void> => {
    const progress = (now: ExportProgress): void => void put({ ...jobOf(id), ...now, state: 'running' });
    const outcome = await outcomeOf(task, progress, signal);
    stopping.delete(id);
    const ended = endedJob(jobOf(id), outcome, deps.now());
    put(ended);
    save();
    deps.tell(outcome.kind === 'failed' ? 'warning' : 'info', 'export', ended.words);
  };

  const start = async (plan: ExportPlan): Promise<ExportJob> => {
    if (starting || stopping.size > 0)
      throw new Refusal('CONFLICT', 'Another export is running: wait for it or cancel it');
    starting = true;
    try {
      const id = new Date(deps.now())
        .toISOString()
        .replace(/[-:]/g, '')
        .replace('T', '-')
        .replace(/\..*/, '');
      const free = freeId(id, jobs);
      const folder = plan.folder === '' ? join(deps.dataDir, 'exports', free) : resolve(plan.folder);
      if (plan.folder !== '' && resolve(plan.folder) !== plan.folder.replace(/[/\\]+$/, ''))
        throw new Refusal('REFUSED', `${plan.folder} is not a full path on the station's disk`, 'folder');
      const task = taskOf(plan, folder);
      await prepareExportFolder(folder, deps.dataDir, estimateOf(task).bytes);
      const abort = new AbortController();
      stopping.set(free, abort);
      put(newJob(free, plan, folder, task.parts.length, task.simulated, deps.now()));
      running = run(free, task, abort.signal);
      return jobOf(free);
    } finally {
      starting = false;
    }
  };

  const manifest = async (id: string): Promise<ExportManifest> => {
    const job = jobOf(id);
    if (job.state !== 'done') throw new Refusal('CONFLICT', `Export ${id} has no files: it is ${job.state}`);
    const text = await readFile(join(job.folder, exportManifestName), 'utf8').catch(() => null);
    if (text === null)
      throw new Refusal('NOT_FOUND', `The files of export ${id} are no longer in ${job.folder}`);
    return exportManifestSchema.parse(JSON.parse(text));
  };

  return {
    estimate: (plan) => estimateOf(taskOf(plan, plan.folder)),
    start,
    job: jobOf,
    list: () => jobs,
    cancel: (id) => {
      stopping.get(id)?.abort();
      return jobOf(id);
    },
    remove: async (id) => {
      const job = jobOf(id);
      if (job.state === 'running') throw new Refusal('CONFLICT', 'This export is running: cancel it first');
      const own = join(deps.dataDir, 'exports', id);
      if (resolve(job.folder) === resolve(own)) await rm(own, { recursive: true, force: true });
      jobs = jobs.filter((one) => one.id !== id);
      save();
      return true;
    },
    manifest,
    file: async (id, path) => {
      const { files } = await manifest(id);
      const known = path === exportManifestName || files.some((file) => file.path === path);
      if (!known) throw new Refusal('NOT_FOUND', `Export ${id} has no file ${path}`);
      return filePath(jobOf(id).folder, path);
    },
    stop: async () => {
      for (const abort of stopping.values()) abort.abort();
      await running;
    },
  };
}

function savedJobs({ settings }: ExportDeskDeps): ExportJob[] {
  const read = exportJobSchema.array().safeParse(settings.getSetting(listSetting) ?? []);
  return read.success ? read.data : [];
}

function freeId(id: string, jobs: readonly ExportJob[]): string {
  for (let n = 1; ; n += 1) {
    const free = n === 1 ? id : `${id}-${n}`;
    if (!jobs.some((job) => job.id === free)) return free;
  }
}

function newJob(
  id: string,
  plan: ExportPlan,
  folder: string,
  parts: number,
  simulated: boolean,
  startedAt: number,
): ExportJob {
  return {
    id,
    state: 'running',
    plan,
    folder,
    startedAt,
    endedAt: null,
    done: 0,
    parts,
    partsDone: 0,
    current: null,
    rows: 0,
    samples: 0,
    bytes: 0,
    simulated,
    words: '',
  };
}

function endedJob(job: ExportJob, outcome: Awaited<ReturnType<Exporter>>, endedAt: number): ExportJob {
  const ended = { ...job, endedAt, current: null };
  if (outcome.kind === 'failed') return { ...ended, state: 'failed', words: outcome.words };
  if (outcome.kind === 'cancelled')
    return { ...ended, state: 'cancelled', words: 'The export was cancelled; nothing of it was kept' };
  const { files, rows, samples } = outcome.manifest;
  const bytes = files.reduce((sum, file) => sum + file.bytes, 0);
  const words = `${rows.toLocaleString('en')} rows in ${files.length} files exported to ${job.folder}`;
  return { ...ended, state: 'done', done: 1, partsDone: job.parts, rows, samples, bytes, words };
}
