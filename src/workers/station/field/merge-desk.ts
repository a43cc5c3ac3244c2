import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { copyFile, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { FieldJob, FieldMap, FieldMerge, FieldOrder, FieldReport } from '../../../shared/contract/field';
import { fieldEnding } from '../../../shared/model/field-file';
import { Refusal } from '../../../shared/model/refusal';
import type { FieldMergesKeep } from '../record/field/field-merges-keep';
import { checkFile, type CheckDeps, type Pass } from './check-file';
import { mergedFolder } from './field-folder';
import { originWords, writeFile, type WriteDeps, type Written } from './write-file';

export interface MergeDeps extends Omit<CheckDeps, 'historian' | 'merges'>, WriteDeps {
  readonly dataDir: string;
  readonly keep: FieldMergesKeep;
  /** Runs a change of the list of merges together with its entry in the audit ledger. */
  readonly ledgered: (what: 'field.merging' | 'field.merged', merge: FieldMerge, change: () => void) => void;
  readonly actor: () => string;
  readonly newId: () => string;
  readonly tell: (severity: 'info' | 'warning' | 'error', kind: string, words: string) => void;
  /** New channels are there. */
  readonly changed: () => void;
  readonly pause: () => Promise<void>;
}

/** Field files on their way into this station, one at a time. */
export interface MergeDesk {
  check(order: FieldOrder): FieldJob;
  merge(order: FieldOrder): FieldJob;
  job(): FieldJob;
  cancel(): FieldJob;
  merges(): FieldMerge[];
  /** Ends merges that were begun before a kill. */
  takeUp(): Promise<void>;
  stop(): Promise<void>;
}

const idle: FieldJob = {
  state: 'idle',
  kind: 'check',
  path: '',
  done: 0,
  values: 0,
  report: null,
  added: null,
  cancellable: false,
  startedAt: null,
  endedAt: null,
  words: 'No field file was looked at since the station started',
};

export function createMergeDesk(deps: MergeDeps): MergeDesk {
  let job = idle;
  let running: Promise<void> = Promise.resolve();
  let abort = new AbortController();
  const stopping = new AbortController();
  const checking: CheckDeps = { ...deps, merges: () => deps.keep.all() };
  const set = (change: Partial<FieldJob>): FieldJob => (job = { ...job, ...change });
  const passOf = (signal: AbortSignal, from: number, share: number): Pass => ({
    signal,
    pause: deps.pause,
    progress: (done, values) => void set({ done: from + done * share, values }),
  });
  const ended = (state: 'done' | 'cancelled' | 'failed', words: string): void =>
    void set({ state, words, endedAt: deps.now(), cancellable: false });

  const run = async (kind: FieldJob['kind'], order: FieldOrder): Promise<void> => {
    const { signal } = abort;
    const share = kind === 'check' ? 1 : 0.5;
    const report = await checkFile(order, checking, passOf(signal, 0, share));
    set({ report });
    if (kind === 'check') return ended('done', checkedWords(report));
    if (report.problems.length > 0)
      return ended('failed', `Nothing was merged. ${report.problems.map(({ words }) => words).join('. ')}`);
    if (freshOf(report) === 0) return endedWith({ added: 0, ...countsOf(report) });
    const path = await keepCopy(order.path, report, deps.dataDir, signal);
    signal.throwIfAborted();
    const merge = mergeOf(order, report, deps);
    deps.ledgered('field.merging', merge, () => deps.keep.begin(merge));
    set({ state: 'merging', cancellable: false, words: 'Writing what is new; from here on it goes through to the end' }); // prettier-ignore
    endedWith(await writeAll(path, merge, false));
  };
  /** @param cut true where a stop of the station cut it short: part of its samples is on disk already */
  const writeAll = async (path: string, merge: FieldMerge, cut: boolean): Promise<Written> => {
    const written = await writeFile(path, merge, deps, passOf(stopping.signal, 0.5, 0.5));
    const { added, there, conflicts } = cut ? merge : written;
    const done: FieldMerge = { ...merge, added, there, conflicts, state: 'merged', endedAt: deps.now() };
    deps.ledgered('field.merged', done, () => deps.keep.end(done));
    deps.changed();
    const rest = cut ? `, ${written.added.toLocaleString('en')} of them after a stop in the middle` : '';
    const words = `${originWords(done)} merged by ${done.by}: ${count(added, 'sample')} added${rest}`;
    deps.tell('info', 'field-merge', words);
    return { added, there, conflicts };
  };
  const endedWith = (written: Written): void => {
    set({ done: 1, added: written.added });
    ended('done', mergedWords(written));
  };
  const begin = (kind: FieldJob['kind'], order: FieldOrder): FieldJob => {
    if (job.state === 'checking' || job.state === 'merging')
      throw new Refusal('CONFLICT', 'Another field file is being read: wait for it or cancel it');
    abort = new AbortController();
    set({ ...idle, state: 'checking', kind, path: order.path, cancellable: true, startedAt: deps.now(), words: 'Reading the whole file' }); // prettier-ignore
    running = run(kind, order).catch((error: unknown) => {
      if (abort.signal.aborted && job.state === 'checking')
        return ended('cancelled', 'Cancelled; nothing was merged');
      ended('failed', failureWords(error, job.state));
    });
    return job;
  };

  return {
    check: (order) => begin('check', order),
    merge: (order) => begin('merge', order),
    job: () => job,
    cancel: () => {
      if (job.cancellable) abort.abort();
      return job;
    },
    merges: () => deps.keep.all(),
    takeUp: async () => {
      for (const merge of deps.keep
        .all()
        .filter(({ state }) => state === 'merging')
        .toReversed()) {
        set({ ...idle, state: 'merging', kind: 'merge', path: merge.file, startedAt: deps.now(), words: `Going on with ${merge.name}, which a stop of the station cut short` }); // prettier-ignore
        running = writeAll(keptPath(deps.dataDir, merge.sha256), merge, true)
          .then(endedWith)
          .catch((error: unknown) => {
            if (stopping.signal.aborted) return;
            ended('failed', failureWords(error, 'merging'));
            deps.tell('error', 'field-merge', `${merge.name}: ${job.words}`);
          });
        await running;
      }
    },
    stop: async () => {
      abort.abort();
      stopping.abort();
      await running;
    },
  };
}

const keptPath = (dataDir: string, hash: string): string =>
  join(mergedFolder(dataDir), `${hash}${fieldEnding}`);

/** The file itself stays beside the history it went into: its raw values are nowhere else. */
async function keepCopy(
  from: string,
  { sha256 }: FieldReport,
  dataDir: string,
  signal: AbortSignal,
): Promise<string> {
  const path = keptPath(dataDir, sha256);
  const beside = `${path}.part`;
  await mkdir(mergedFolder(dataDir), { recursive: true, mode: 0o700 });
  await copyFile(from, beside);
  const hash = createHash('sha256');
  for await (const piece of createReadStream(beside)) {
    hash.update(piece as Buffer);
    signal.throwIfAborted();
  }
  if (hash.digest('hex') !== sha256) {
    await rm(beside, { force: true });
    throw new Refusal('CONFLICT', 'The file was altered while it was read: look at it again');
  }
  await rename(beside, path);
  return path;
}

function mergeOf(
  order: FieldOrder,
  report: FieldReport,
  deps: Pick<MergeDeps, 'newId' | 'actor' | 'now'>,
): FieldMerge {
  const { recordingId, sha256, file, name, stationId, keyId, channels } = report;
  // As decided now, whatever would be proposed later.
  const map: FieldMap = Object.fromEntries(
    channels.map(({ key, channelId, unit }) => [key, { channelId, unit }]),
  );
  return {
    id: deps.newId(),
    recordingId,
    sha256,
    file,
    name,
    stationId,
    keyId,
    by: deps.actor(),
    state: 'merging',
    beganAt: deps.now(),
    endedAt: null,
    shiftMs: order.shiftMs,
    map,
    // As planned; what was done once it is over.
    added: freshOf(report),
    ...countsOf(report),
  };
}

function freshOf({ channels }: FieldReport): number {
  return channels.reduce((sum, { fresh }) => sum + fresh, 0);
}

function countsOf({ channels }: FieldReport): Pick<Written, 'there' | 'conflicts'> {
  const sum = (of: 'there' | 'conflicts'): number =>
    channels.reduce((total, channel) => total + channel[of], 0);
  return { there: sum('there'), conflicts: sum('conflicts') };
}

function checkedWords(report: FieldReport): string {
  const { there, conflicts } = countsOf(report);
  return `${count(freshOf(report), 'value')} would be added; ${there.toLocaleString('en')} are here already${conflictWords(conflicts)}`;
}

function mergedWords({ added, there, conflicts }: Written): string {
  if (added === 0)
    return `Everything in this file is here already; nothing was added${conflictWords(conflicts)}`;
  return `${count(added, 'sample')} added; ${there.toLocaleString('en')} were here already${conflictWords(conflicts)}`;
}

function conflictWords(conflicts: number): string {
  return conflicts === 0
    ? ''
    : `; ${count(conflicts, 'value')} ${conflicts === 1 ? 'differs' : 'differ'} from what is here, which stays`;
}

function failureWords(error: unknown, state: FieldJob['state']): string {
  const words =
    error instanceof Refusal ? error.words : error instanceof Error ? error.message : String(error);
  const half = 'The station goes on with it at its next start';
  return state === 'merging' ? `${words}. ${half}` : words;
}

function count(n: number, noun: string): string {
  return `${n.toLocaleString('en')} ${noun}${n === 1 ? '' : 's'}`;
}
