import type { Database } from 'better-sqlite3';
import type { StoreState } from '../store-state';
import { markClean } from '../file/clean-flag';
import { faultKind, type FaultKind } from '../file/fault-kind';
import { DirtyCells } from './dirty-cells';
import { faultWords } from './fault-words';
import { RollUp } from './roll-up';
import { SampleWriter } from './sample-writer';
import type { FromWriter } from './thread-messages';
import { WriteQueue, type LaneName } from './write-queue';

export interface WriterOptions {
  readonly dir: string;
  readonly tell: (news: FromWriter) => void;
  /** Monotonic clock shared with whoever hands in samples, ms. */
  readonly clock: () => number;
  /** Samples kept in memory while the disk takes none. */
  readonly limit?: number;
}

/** A commit waits this long for company, unless so many samples wait that it is worth its while. */
const gatherMs = 20;
const manySamples = 1000;
const liveRows = 5000;
const bulkRows = 20_000;
/** No piece of work holds up the next live commit for much longer than this. */
const sliceMs = 25;
const retryMs = 1000;
/** Rows between checkpoints: small enough that one is over in a moment. */
const checkpointRows = 4000;
/** Rows after which it does not wait for a quiet moment: some MB of journal. */
const mostJournalRows = 50_000;
const memoryLimit = 500_000;

/**
 * The one writer of the historian. Group commit: live samples first, then history in slices, then cells that are due,
 * then the checkpoint; one piece a turn, so that messages get in between. While the disk takes nothing, samples
 * wait and every second is a new attempt.
 */
export class HistorianWriter {
  readonly #db;
  readonly #options;
  readonly #queue = new WriteQueue();
  readonly #dirty;
  readonly #samples;
  readonly #rollUp;
  #now = 0;
  #settling: number[] = [];
  #hurry = false;
  #rowsSinceCheckpoint = 0;
  #fault: StoreState | undefined;
  #retryAt = 0;
  #held = false;
  #damaged = false;
  #dropped = 0;

  constructor(db: Database, options: WriterOptions) {
    this.#db = db;
    this.#options = options;
    // Checkpoints are made between commits, when nobody waits.
    db.pragma('wal_autocheckpoint = 0');
    this.#dirty = new DirtyCells(db);
    this.#samples = new SampleWriter(db, this.#dirty);
    this.#rollUp = new RollUp(db, this.#dirty);
  }

  get recordedTo(): number {
    return this.#samples.recordedTo;
  }

  /** Samples that are not on disk yet. */
  get waiting(): number {
    return this.#queue.waiting('live') + this.#queue.waiting('bulk');
  }

  get faulty(): boolean {
    return this.#fault !== undefined;
  }

  append(lane: LaneName, id: number, packed: ArrayBuffer, since: number): void {
    this.#queue.put(lane, id, packed, since);
    this.#keepWithinLimit();
  }

  /** The station's clock, epoch ms: closes cells. */
  tick(now: number): void {
    this.#now = now;
  }

  /** Answers `settled` once everything handed in is on disk and every closed cell is computed. */
  settle(id: number): void {
    this.#settling.push(id);
  }

  /** From now on nothing waits for company. */
  hurry(): void {
    this.#hurry = true;
    this.#retryAt = 0;
  }

  /** The file turned out damaged: nothing more is written to it. */
  hold(): void {
    this.#held = true;
    this.#report('corrupt');
  }

  /** Does one piece of work. Returns after how many ms it wants another turn; infinite: when something arrives. */
  turn(): number {
    if (this.#held) return Number.POSITIVE_INFINITY;
    const clock = this.#options.clock();
    if (this.#fault && clock < this.#retryAt) return this.#retryAt - clock;
    // Without this a journal that is always being added to would grow until it fills the disk.
    if (this.#rowsSinceCheckpoint > mostJournalRows) this.#checkpoint();
    else if (this.#liveIsDue(clock)) this.#commit('live');
    else if (this.#queue.waiting('bulk') > 0) this.#commit('bulk');
    else if (this.#dirty.due(this.#now, this.#settling.length > 0)) this.#computeCells();
    else if (this.#rowsSinceCheckpoint > checkpointRows) this.#checkpoint();
    else if (this.#fault) this.#probe();
    else return this.#idle(clock);
    return 0;
  }

  /** Says in the file that it was closed, and moves everything from the journal into it; not into a damaged one. */
  finish(): void {
    if (this.#damaged) return;
    markClean(this.#db, true);
    this.#db.pragma('wal_checkpoint(TRUNCATE)');
  }

  #idle(clock: number): number {
    const oldest = this.#queue.oldestLive;
    if (oldest !== undefined) return Math.max(1, oldest + gatherMs - clock);
    for (const id of this.#settling.splice(0)) this.#options.tell({ kind: 'settled', id });
    return Number.POSITIVE_INFINITY;
  }

  #liveIsDue(clock: number): boolean {
    const oldest = this.#queue.oldestLive;
    if (oldest === undefined) return false;
    const hurry = this.#hurry || this.#settling.length > 0;
    return hurry || clock - oldest >= gatherMs || this.#queue.waiting('live') >= manySamples;
  }

  #commit(lane: LaneName): void {
    const begun = this.#options.clock();
    const spans = this.#queue.spans(lane, lane === 'live' ? liveRows : bulkRows);
    const result = this.#durably(() =>
      this.#samples.write(spans, this.#now, lane === 'live' ? Number.POSITIVE_INFINITY : sliceMs),
    );
    if (!result) return;
    const end = this.#options.clock();
    this.#samples.committed(result.recordedTo);
    const complete = this.#queue.stored(lane, result.written);
    const rows = result.written.reduce((sum, span) => sum + span.to - span.from, 0);
    this.#rowsSinceCheckpoint += rows;
    const oldest = complete[0]?.since;
    this.#options.tell({
      kind: 'committed',
      lane,
      ids: complete.map((handed) => handed.id),
      rows,
      recordedTo: result.recordedTo,
      commitMs: end - begun,
      waitMs: oldest === undefined ? null : end - oldest,
    });
  }

  #computeCells(): void {
    const atOnce = this.#settling.length > 0;
    const cells = this.#durably(() => this.#rollUp.slice(this.#now, sliceMs, atOnce));
    this.#rowsSinceCheckpoint += cells ?? 0;
  }

  #checkpoint(): void {
    this.#rowsSinceCheckpoint = 0;
    try {
      this.#db.pragma('wal_checkpoint(PASSIVE)');
    } catch (error) {
      this.#failed(error);
    }
  }

  /** Nothing waits, but the last attempt failed: write a trifle to learn whether the disk takes data again. */
  #probe(): void {
    this.#durably(() => this.#samples.write([], this.#now, 0));
  }

  #durably<T>(work: () => T): T | undefined {
    try {
      this.#db.exec('BEGIN IMMEDIATE');
      const result = work();
      this.#db.exec('COMMIT');
      this.#dirty.committed();
      this.#worked();
      return result;
    } catch (error) {
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
      this.#dirty.rolledBack();
      this.#failed(error);
      return undefined;
    }
  }

  #worked(): void {
    if (!this.#fault) return;
    this.#fault = undefined;
    const words = this.#dropped === 0 ? '' : `Recording again. ${lost(this.#dropped)}`;
    this.#dropped = 0;
    this.#options.tell({ kind: 'state', state: { kind: 'ok', since: this.#now, words, advice: '' } });
  }

  #failed(error: unknown): void {
    this.#retryAt = this.#options.clock() + retryMs;
    const kind = faultKind(error, this.#options.dir) ?? 'io-error';
    if (kind === 'disk-full') this.#reuseJournal();
    this.#report(kind);
  }

  /** What the journal holds may fit into the file, and then its room is free for the next attempt. */
  #reuseJournal(): void {
    try {
      this.#db.pragma('wal_checkpoint(PASSIVE)');
    } catch {
      // The disk is full, which is being reported already.
    }
  }

  #report(kind: FaultKind): void {
    this.#damaged ||= kind === 'corrupt';
    const fault = faultWords[kind];
    const words = this.#dropped === 0 ? fault.words : `${fault.words} ${lost(this.#dropped)}`;
    if (this.#fault?.words === words) return;
    const since = this.#fault?.kind === kind ? this.#fault.since : this.#now;
    this.#fault = { kind, since, words, advice: fault.advice };
    this.#options.tell({ kind: 'state', state: this.#fault });
  }

  /** A healthy disk works off any amount of history; live samples alone may not grow without bound. */
  #keepWithinLimit(): void {
    const limit = this.#options.limit ?? memoryLimit;
    const counted = this.#fault ? this.waiting : this.#queue.waiting('live');
    if (counted <= limit) return;
    const { ids, samples } = this.#queue.dropBeyond(limit);
    this.#dropped += samples;
    this.#options.tell({ kind: 'dropped', ids, samples });
  }
}

function lost(samples: number): string {
  return `${samples} of the oldest samples had to be dropped from memory.`;
}
