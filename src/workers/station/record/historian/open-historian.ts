import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../../../log';
import type { Historian, HistorianStats } from '../historian';
import type { StoreRefusal } from '../store-refusal';
import type { StoreState } from '../store-state';
import { rawLevel } from './cell-level';
import { historianFile } from './historian-file';
import { Latencies } from './latencies';
import { ReaderLink } from './reader-link';
import type { SealedPass } from './seal/seal-list';
import type { DamagedChunk } from './thread-messages';
import { WriterLink } from './writer-link';

export interface HistorianOptions {
  readonly dir: string;
  readonly threads: { readonly writer: string | URL; readonly reader: string | URL };
  readonly log: Log;
  readonly onState: (state: StoreState) => void;
  readonly clock: () => number;
  /** Told of every pass of sealing that is on disk. */
  readonly onSealed?: (pass: SealedPass) => void;
  /** Told once of each stored chunk that turned out not to be what was written. */
  readonly onDamagedChunk?: (chunk: DamagedChunk) => void;
}

export interface OpenHistorian {
  readonly historian: Historian;
  /** Checks the pages of a large file beside the running station; damage becomes a state. */
  check(path: string): Promise<void>;
  close(): Promise<void>;
}

/** Starts the threads on a file that was inspected and brought up to date before. */
export async function openHistorian(options: HistorianOptions): Promise<OpenHistorian> {
  const { dir, threads, log, onState, clock } = options;
  const path = join(dir, historianFile.fileName);
  const writer = new WriterLink({
    entry: threads.writer,
    start: { dir, path, now: clock() },
    log,
    onState,
    onSealed: options.onSealed,
    clock,
  });
  const damaged = (): void => writer.hold();
  const chunks = damagedChunks(options);
  const reader = new ReaderLink(threads.reader, { path }, log, damaged, chunks.add);
  await writer.ready();
  const checker = new ReaderLink(threads.reader, { path }, log, damaged);
  return {
    historian: historianOf(writer, reader, statsOf(writer, path, chunks.found), clock),
    check: (file) => checkBeside(options, checker, writer, file),
    close: async () => {
      await checker.close();
      await reader.close();
      await writer.close();
    },
  };
}

/** A file of a newer version: what this version understands of it can be read, nothing is written. */
export function openHistorianToRead(options: HistorianOptions, refusal: StoreRefusal): OpenHistorian {
  const { dir, threads, log, onState, clock } = options;
  const path = join(dir, historianFile.fileName);
  const chunks = damagedChunks(options);
  const reader = new ReaderLink(threads.reader, { path }, log, () => undefined, chunks.add);
  const words = `${refusal.words} History can be read; nothing is recorded.`;
  log('error', words, { path });
  onState({ kind: 'read-only', since: clock(), words, advice: refusal.advice });
  const refuse = (): Promise<never> => Promise.reject(refusal);
  const writer = {
    append: refuse,
    note: refuse,
    settle: () => Promise.resolve(),
    latencies: { commits: new Latencies(1), waits: new Latencies(1) },
    pendingSamples: 0,
    recordedTo: null,
    dropped: 0,
    replayed: undefined,
  };
  return {
    historian: historianOf(writer, reader, statsOf(writer, path, chunks.found), clock),
    check: () => Promise.resolve(),
    close: () => reader.close(),
  };
}

/** What of the writer a historian stands on. */
type WriterSide = Pick<
  WriterLink,
  'append' | 'note' | 'settle' | 'latencies' | 'pendingSamples' | 'recordedTo' | 'dropped' | 'replayed'
>;

/** A file full of damage is named by its first chunks; a look through it names all. */
const mostNamed = 100;
const missingWords = 'A stored chunk is damaged: its samples are missing from every answer';
const recomputedWords = 'Stored cells are damaged: they are worked out again from their samples';

function damagedChunks({ log, onDamagedChunk }: HistorianOptions) {
  const found: DamagedChunk[] = [];
  const add = (chunk: DamagedChunk): void => {
    if (found.length >= mostNamed) return;
    found.push(chunk);
    log('error', chunk.level === rawLevel ? missingWords : recomputedWords, { ...chunk });
    onDamagedChunk?.(chunk);
  };
  return { found, add };
}

async function checkBeside(
  options: HistorianOptions,
  checker: ReaderLink,
  writer: WriterLink,
  path: string,
): Promise<void> {
  const start = performance.now();
  try {
    const damage = await checker.ask('checkPages', { path });
    const ms = Math.round(performance.now() - start);
    if (damage === null) options.log('info', 'The pages of the file are sound', { path, ms });
    else writer.hold();
  } catch (error) {
    options.log('error', 'The pages of the file could not be checked', { path, error: String(error) });
  } finally {
    await checker.close();
  }
}

function historianOf(
  writer: WriterSide,
  reader: ReaderLink,
  stats: HistorianStats,
  clock: () => number,
): Historian {
  return {
    append: (samples) => writer.append(samples),
    read: (ask) => reader.ask('read', ask),
    grid: (ask) => reader.ask('grid', { ...ask, now: clock() }),
    raw: (ask) => reader.ask('raw', ask),
    lastTimes: (series) => reader.ask('lastTimes', { series }),
    newest: (series, upTo) => reader.ask('newest', upTo === undefined ? { series } : { series, upTo }),
    origin: (words) => writer.note({ note: 'origin', words }),
    correct: async (corrections) => {
      await writer.note({ note: 'corrections', corrections });
    },
    apply: async (series, lines) => {
      await writer.note({ note: 'applied', series, lines });
    },
    settle: () => writer.settle(),
    stats: () => stats,
  };
}

/** Each figure is worked out when it is looked at: some are asked for many times a second, some cost a sort. */
function statsOf(writer: WriterSide, path: string, damaged: readonly DamagedChunk[]): HistorianStats {
  return {
    damagedChunks: damaged,
    get replayed() {
      const { replayed } = writer;
      return replayed ? { ...replayed, damaged: replayed.damaged.length } : null;
    },
    get pendingSamples() {
      return writer.pendingSamples;
    },
    get commitP50Ms() {
      return writer.latencies.commits.percentile(50);
    },
    get commitP99Ms() {
      return writer.latencies.commits.percentile(99);
    },
    get waitP50Ms() {
      return writer.latencies.waits.percentile(50);
    },
    get waitP99Ms() {
      return writer.latencies.waits.percentile(99);
    },
    get bytes() {
      return sizeOf(path) + sizeOf(`${path}-wal`);
    },
    get recordedTo() {
      return writer.recordedTo;
    },
    get dropped() {
      return writer.dropped;
    },
  };
}

function sizeOf(path: string): number {
  return statSync(path, { throwIfNoEntry: false })?.size ?? 0;
}
