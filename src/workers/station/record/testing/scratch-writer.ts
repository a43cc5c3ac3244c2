import { join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { migrate } from '../file/migrate';
import { openForWriting } from '../file/open-database';
import { historianFile, historianMigrations } from '../historian/historian-file';
import type { FromWriter } from '../historian/thread-messages';
import { HistorianWriter } from '../historian/writer';
import type { LaneName } from '../historian/write-queue';
import type { RecordedSample } from '../recorded-sample';
import { packSamples } from '../sample-block';
import { scratchFolder } from './scratch-folder';

export interface ScratchWriter {
  readonly path: string;
  readonly db: Database;
  readonly writer: HistorianWriter;
  /** Everything the writer told, oldest first. */
  readonly told: FromWriter[];
  hand(id: number, samples: readonly RecordedSample[], lane?: LaneName): void;
  /** Moves the monotonic clock. */
  advance(ms: number): void;
  /** Turns until the writer wants to wait. */
  work(): void;
  /** Ids acknowledged so far, in order. */
  done(): number[];
}

/** A writer on a real file, without a thread, on a clock that the test moves. */
export function scratchWriter(options: { limit?: number; path?: string } = {}): ScratchWriter {
  const path = options.path ?? join(scratchFolder(), historianFile.fileName);
  const db = openForWriting(path, historianFile);
  migrate(db, historianMigrations);
  const told: FromWriter[] = [];
  let clock = 0;
  const writer = new HistorianWriter(db, {
    dir: join(path, '..'),
    tell: (news) => told.push(news),
    clock: () => clock,
    ...(options.limit === undefined ? {} : { limit: options.limit }),
  });
  return {
    path,
    db,
    writer,
    told,
    hand: (id, samples, lane = 'live') => writer.append(lane, id, packSamples(samples), clock),
    advance: (ms) => {
      clock += ms;
    },
    work: () => {
      while (writer.turn() === 0);
    },
    done: () => told.flatMap((news) => (news.kind === 'committed' ? news.ids : [])),
  };
}

/** A good sample that arrived when it was taken. */
export function sampleAt(
  series: number,
  t: number,
  value: number | null = 1,
  quality = 0,
  seenAt = t,
): RecordedSample {
  return { series, t, value, quality, seenAt };
}
