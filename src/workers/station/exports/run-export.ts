import { rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { ExportFile, ExportManifest } from '../../../shared/model/export-manifest';
import { resolutionWords } from '../../../shared/model/export-plan';
import { qualityReasons } from '../../../shared/model/quality';
import type { ExportNote, ExportPart, ExportProgress, ExportTask, ReadRaw } from './export-task';
import { slabsOf } from './slabs';
import { noteColumns } from './table-columns';
import { TableFile, type TableFacts } from './table-file';
import { rowsOf } from './table-rows';

export interface ExportRun {
  readonly task: ExportTask;
  readonly read: ReadRaw;
  readonly signal: AbortSignal;
  readonly progress: (now: ExportProgress) => void;
  /** Lets everything else that waits have its turn. */
  readonly pause: () => Promise<void>;
}

export const exportManifestName = 'manifest.json';

/**
 * Writes an export into its folder, which is there and empty: file after file, the manifest last. Cut short it leaves
 * nothing behind.
 * @throws AbortError when cancelled; what the disk or the history says otherwise
 */
export async function runExport(run: ExportRun): Promise<ExportManifest> {
  const { task } = run;
  const written: string[] = [];
  const state: State = { covered: 0, partsDone: 0, current: null, rows: 0, samples: 0, bytes: 0 };
  try {
    const files: ExportFile[] = [];
    for (const part of task.parts) {
      const path = `${part.dir}/part-0.${task.plan.format}`;
      state.current = part.dir;
      written.push(path);
      const facts = await writePart(run, state, part, path);
      files.push(fileOf(path, part, facts));
      state.partsDone += 1;
      state.bytes += facts.bytes;
    }
    const notes = task.plan.records === 'file' ? task.parts.flatMap((part) => part.notes) : [];
    if (notes.length > 0) {
      const path = `records/records.${task.plan.format}`;
      written.push(path);
      files.push(fileOf(path, null, await writeNotes(task, path, notes)));
    }
    state.current = null;
    const manifest = manifestOf(task, state, files);
    written.push(exportManifestName);
    await writeFile(join(task.folder, exportManifestName), `${JSON.stringify(manifest, null, 1)}\n`);
    return manifest;
  } catch (error) {
    await removeWritten(task.folder, written);
    throw error;
  }
}

interface State {
  covered: number;
  partsDone: number;
  current: string | null;
  rows: number;
  samples: number;
  bytes: number;
}

async function writePart(run: ExportRun, state: State, part: ExportPart, path: string): Promise<TableFacts> {
  const { task, signal } = run;
  const { plan } = task;
  const total = task.parts.reduce((sum, one) => sum + spanMs(one), 0);
  const facts = { ...headFacts(task), unit: part.unit, batch: part.batch ?? '' };
  const table = await TableFile.create(join(task.folder, path), plan, task.columns, facts);
  const toRows = rowsOf(plan, part);
  const rowsBefore = state.rows;
  try {
    for await (const slab of slabsOf(part.channels, part.spans, Math.max(1, plan.gridMs), run.read)) {
      signal.throwIfAborted();
      await table.write(toRows(slab));
      state.covered += slab.to - slab.from;
      state.samples += slab.samples;
      state.rows = rowsBefore + table.rows;
      run.progress({
        done: total > 0 ? Math.min(1, state.covered / total) : 1,
        partsDone: state.partsDone,
        current: state.current,
        rows: state.rows,
        samples: state.samples,
        bytes: state.bytes + table.bytes,
      });
      await run.pause();
    }
    return await table.finish();
  } catch (error) {
    await table.discard();
    throw error;
  }
}

const spanMs = (part: ExportPart): number => part.spans.reduce((sum, { from, to }) => sum + to - from, 0);

function headFacts(task: ExportTask): Record<string, string> {
  return {
    format: 'bioprocess-twin-export',
    app_version: task.appVersion,
    station_id: task.stationId,
    simulated: String(task.simulated),
    resolution: resolutionWords(task.plan.gridMs),
    shape: task.plan.shape,
    site: task.plan.site,
  };
}

async function writeNotes(task: ExportTask, path: string, notes: readonly ExportNote[]): Promise<TableFacts> {
  const table = await TableFile.create(join(task.folder, path), task.plan, noteColumns, headFacts(task));
  try {
    const columns = [
      Float64Array.from(notes, (note) => note.t),
      notes.map((note) => note.unit),
      notes.map((note) => note.batch),
      notes.map((note) => note.kind),
      notes.map((note) => note.author),
      notes.map((note) => note.words),
      notes.map((note) => note.details),
    ];
    await table.write({ rows: notes.length, columns });
    return await table.finish();
  } catch (error) {
    await table.discard();
    throw error;
  }
}

function fileOf(path: string, part: ExportPart | null, facts: TableFacts): ExportFile {
  return { path, unit: part?.unit ?? null, batch: part?.batch ?? null, ...facts };
}

function manifestOf(task: ExportTask, state: State, files: ExportFile[]): ExportManifest {
  const { plan } = task;
  return {
    format: 'bioprocess-twin-export',
    version: 1,
    createdAt: new Date(task.createdAt).toISOString(),
    appVersion: task.appVersion,
    stationId: task.stationId,
    simulated: task.simulated,
    site: plan.site,
    timeZone: plan.format === 'csv' && plan.csv.time === 'iso' ? plan.csv.zone : 'UTC',
    fileFormat: plan.format,
    shape: plan.shape,
    resolution: resolutionWords(plan.gridMs),
    statistic: plan.gridMs > 0 ? plan.statistic : null,
    window: { from: plan.from, to: plan.to },
    batches: [...task.batches],
    columns: [...task.columns],
    qualities: Object.fromEntries(qualityReasons.map(({ code, words }) => [String(code), words])),
    rows: state.rows,
    samples: state.samples,
    files,
    holes: task.holes === null ? null : [...task.holes],
    holesWords:
      task.holes === null
        ? 'Not available: this station kept no account of expected samples'
        : `${task.holes.length} spans without samples where some were expected`,
    ...(task.integrity ? { integrity: task.integrity } : {}),
  };
}

/** Removes what this export wrote and the folders that are empty then; never anything else. */
async function removeWritten(folder: string, written: readonly string[]): Promise<void> {
  for (const path of written) {
    await rm(join(folder, path), { force: true }).catch(() => undefined);
    for (let dir = dirname(path); dir !== '.'; dir = dirname(dir)) {
      const removed = await rmdir(join(folder, dir)).then(
        () => true,
        () => false,
      );
      if (!removed) break;
    }
  }
  await rmdir(folder).catch(() => undefined);
}
