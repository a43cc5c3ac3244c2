import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { Log } from '../../../log';
import type { Historian, HistorianStats } from '../historian';
import type { StoreState } from '../store-state';
import { historianFile } from './historian-file';
import { ReaderLink } from './reader-link';
import { WriterLink } from './writer-link';

export interface HistorianOptions {
  readonly dir: string;
  readonly threads: { readonly writer: string | URL; readonly reader: string | URL };
  readonly log: Log;
  readonly onState: (state: StoreState) => void;
  readonly clock: () => number;
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
  const writer = new WriterLink({ entry: threads.writer, start: { dir, path }, log, onState, clock });
  const damaged = (): void => writer.hold();
  const reader = new ReaderLink(threads.reader, { path }, log, damaged);
  await writer.ready();
  const checker = new ReaderLink(threads.reader, { path }, log, damaged);
  return {
    historian: historianOf(writer, reader, path, clock),
    check: (file) => checkBeside(options, checker, writer, file),
    close: async () => {
      await checker.close();
      await reader.close();
      await writer.close();
    },
  };
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

function historianOf(writer: WriterLink, reader: ReaderLink, path: string, clock: () => number): Historian {
  const stats = statsOf(writer, path);
  return {
    append: (samples) => writer.append(samples),
    read: (ask) => reader.ask('read', ask),
    grid: (ask) => reader.ask('grid', { ...ask, now: clock() }),
    raw: (ask) => reader.ask('raw', ask),
    lastTimes: (series) => reader.ask('lastTimes', { series }),
    newest: (series, upTo) => reader.ask('newest', upTo === undefined ? { series } : { series, upTo }),
    settle: () => writer.settle(),
    stats: () => stats,
  };
}

/** Each figure is worked out when it is looked at: some are asked for many times a second, some cost a sort. */
function statsOf(writer: WriterLink, path: string): HistorianStats {
  return {
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
