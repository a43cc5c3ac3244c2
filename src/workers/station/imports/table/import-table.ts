import { basename } from 'node:path';
import { Refusal } from '../../../../shared/model/refusal';
import type { Batch } from '../../../../shared/model/process-unit';
import type { TableMap, TableReport, TableTarget } from '../../../../shared/model/table-map';
import type { LiveSample } from '../../live/live';
import type { RecordedSample } from '../../record/recorded-sample';
import { readTable } from './read-table';
import type { TableDeps } from './table-deps';
import { channelFacts, importSetting, readyChannels, targetBatch } from './table-target';
import { blockSamples, SampleJudge } from './write-samples';

export interface TableOrder {
  readonly path: string;
  readonly map: TableMap;
  readonly target: TableTarget;
  readonly leaveOutBadRows: boolean;
}

export interface TableRun {
  readonly signal: AbortSignal;
  /** 0 to 1 of this pass. */
  readonly progress: (done: number, rows: number, samples: number) => void;
}

export interface ImportedTable {
  readonly batch: Batch;
  readonly samples: number;
  /** It was here already; nothing was added. */
  readonly before: boolean;
}

/** Reads all of a file and writes nothing. */
export function checkTable(order: TableOrder, deps: TableDeps, run: TableRun): Promise<TableReport> {
  return readTable({
    path: order.path,
    map: order.map,
    factsOf: channelFacts(order.target, deps),
    now: deps.now(),
    ...run,
    take: () => deps.pause(),
  });
}

/** Why a checked file is not imported; null where it may be. */
export function faultOf(report: TableReport, leaveOutBadRows: boolean): string | null {
  const [first] = report.firstProblems;
  if (!first || (report.complete && leaveOutBadRows)) return null;
  const where = first.column === '' ? `line ${first.line}` : `line ${first.line}, ${first.column}`;
  const more = report.problems > 1 ? ` (and ${(report.problems - 1).toLocaleString('en')} more)` : '';
  return `${where}: ${first.words}${more}`;
}

/**
 * Writes a file that was checked, and then lists its batch. Cut short it leaves samples that belong to no batch; the
 * next import of the same file completes it.
 * @throws Refusal with words; AbortError when stopped
 */
export async function importTable(
  order: TableOrder,
  report: TableReport,
  deps: TableDeps,
  run: TableRun,
): Promise<ImportedTable> {
  const { map, target } = order;
  const key = importSetting(report, map, target);
  const saved = batchOfImport(deps.settings.getSetting(key), deps);
  if (saved) return { batch: saved, samples: 0, before: true };
  const batch = targetBatch(target, report, deps);
  const channelOf = await readyChannels(target, map, deps);
  const judged = new SampleJudge(map, channelOf, deps.now);
  const newest = new Map<number, LiveSample>();
  const samples = await writeAll(order, deps, run, judged, newest, report);
  await deps.historian.settle();
  if (target.batchId === null) deps.plant.announceBatch(batch);
  const onChange = map.values.filter((value) => value.onChange).map(({ tag }) => tag);
  deps.settings.putSetting(key, {
    batchId: batch.id,
    file: basename(order.path),
    sha256: report.sha256,
    samples,
    onChange,
  });
  deps.show([...newest.values()]);
  deps.changed();
  const words = `${basename(order.path)} (SHA-256 ${report.sha256.slice(0, 12)}…) imported into ${batch.name}: ${samples.toLocaleString('en')} samples`;
  deps.tell('info', 'import', words, target.unitId);
  return { batch, samples, before: false };
}

async function writeAll(
  order: TableOrder,
  deps: TableDeps,
  run: TableRun,
  judged: SampleJudge,
  newest: Map<number, LiveSample>,
  report: TableReport,
): Promise<number> {
  let block: RecordedSample[] = [];
  // The samples carry where they come from: the name of the file and what was in it.
  const origin = await deps.historian.origin(
    `${basename(order.path)} (SHA-256 ${report.sha256.slice(0, 16)})`,
  );
  let samples = 0;
  let waiting: Promise<void> = Promise.resolve();
  const flush = async (): Promise<void> => {
    // One block is written while the next is read; never more, so that memory stays small.
    await waiting;
    run.signal.throwIfAborted();
    const full = block;
    block = [];
    samples += full.length;
    waiting = deps.historian.append(full);
    waiting.catch(() => undefined);
  };
  const second = await readTable({
    path: order.path,
    map: order.map,
    factsOf: channelFacts(order.target, deps),
    now: deps.now(),
    signal: run.signal,
    progress: run.progress,
    take: async (read) => {
      for (const one of read) {
        const sample = judged.sample(one);
        if (!sample) continue;
        const last = newest.get(sample.series);
        if (!last || last.t < sample.t) newest.set(sample.series, sample);
        block.push({ ...sample, origin });
        if (block.length >= blockSamples) await flush();
      }
      await deps.pause();
    },
  });
  if (block.length > 0) await flush();
  await waiting;
  if (second.sha256 !== report.sha256)
    throw new Refusal('CONFLICT', 'The file was altered while it was imported: import it again');
  return samples;
}

function batchOfImport(saved: unknown, { plant }: TableDeps): Batch | undefined {
  if (typeof saved !== 'object' || saved === null || !('batchId' in saved)) return undefined;
  return plant.batches().find((batch) => batch.id === saved.batchId);
}
