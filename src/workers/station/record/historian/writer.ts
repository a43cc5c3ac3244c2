import type { Database } from 'better-sqlite3';
import type { StoreState } from '../store-state';
import { markClean } from '../file/clean-flag';
import { faultKind, type FaultKind } from '../file/fault-kind';
import { faultWords, sealingWords } from './fault-words';
import { groupRows } from './journal/grouped-samples';
import { Journal, type Replayed } from './journal/journal';
import { OpenWindows } from './journal/open-windows';
import { Notes, type Note } from './notes';
import { Sealer } from './seal/sealer';
import type { FromWriter } from './thread-messages';
import { WriteQueue, type LaneName } from './write-queue';

export interface WriterOptions {
  readonly dir: string;
  readonly tell: (news: FromWriter) => void;
  /** Monotonic clock shared with whoever hands in samples, ms. */
  readonly clock: () => number;
  /** Samples kept in memory while the disk takes none. */
  readonly limit?: number;
  /** The station's clock at the start, epoch ms. */
  readonly now?: number;
}

/** A commit waits this long for company, unless so many samples wait that it is worth its while. */
const gatherMs = 20;
const manySamples = 1000;
const liveRows = 50_000;
const bulkRows = 50_000;
/** No piece of work holds up the next live commit for much longer than this. */
const sliceMs = 25;
const retryMs = 1000;
/** Bytes written between checkpoints: small enough that one is over in a moment. */
const checkpointBytes = 4_000_000;
/** Bytes after which it does not wait for a quiet moment. */
const mostLogBytes = 32_000_000;
/** A commit and a pass of sealing change some pages whatever their size. */
const commitBytes = 16_000;
const sealedSeriesBytes = 20_000;
const sealedWindowBytes = 1000;
const memoryLimit = 500_000;
/** From so many open samples on, history waits until what is complete is sealed. */
const manyOpenRows = 500_000;
/** From so many on, what is not complete is sealed as well: in parts, but memory is bounded. */
const mostOpenRows = 4_000_000;
const mostOpenWindows = 40_000;

/** Work that a disk can refuse: each fault ends when the same work succeeds. */
type Work = 'record' | 'seal';

/**
 * The one writer of the historian. Group commit into the journal: live samples first, then history, then windows that
 * are complete become chunks, then the checkpoint; one piece a turn, so that messages get in between. While the disk
 * takes nothing, samples wait and every second is a new attempt.
 */
export class HistorianWriter {
  readonly #db;
  readonly #options;
  readonly #queue = new WriteQueue();
  readonly #open = new OpenWindows();
  readonly #journal;
  readonly #sealer;
  readonly #notes;
  /** What the journal held at the start. */
  readonly replayed: Replayed;
  #noting: { readonly id: number; readonly note: Note }[] = [];
  #now;
  #settling: number[] = [];
  #hurry = false;
  #bytesSinceCheckpoint = 0;
  #fault: StoreState | undefined;
  #faultOf: Work = 'record';
  #retryAt = 0;
  #sealAgainAt = 0;
  /** Live samples and sealing take turns while memory is short. */
  #sealNext = false;
  #held = false;
  #damaged = false;
  #dropped = 0;

  constructor(db: Database, options: WriterOptions) {
    this.#db = db;
    this.#options = options;
    this.#now = options.now ?? 0;
    // Checkpoints are made between commits, when nobody waits.
    db.pragma('wal_autocheckpoint = 0');
    this.#journal = new Journal(db);
    this.#sealer = new Sealer(db, this.#open, this.#journal);
    this.#notes = new Notes(db);
    this.replayed = this.#journal.replay(this.#open, this.#now);
  }

  get recordedTo(): number {
    return this.#journal.recordedTo;
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

  /** The station's clock, epoch ms: windows are complete when nothing more comes. */
  tick(now: number): void {
    this.#now = now;
  }

  /** Notes something beside the samples; answers `noted`. */
  note(id: number, note: Note): void {
    this.#noting.push({ id, note });
  }

  /** Answers `settled` once everything handed in is on disk and every complete window sealed. */
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
    if (this.#bytesSinceCheckpoint > mostLogBytes) this.#checkpoint();
    else if (this.#sealNext && this.#isBusy() && this.#hasToSeal(clock)) this.#seal();
    else if (this.#liveIsDue(clock)) this.#commit('live');
    else if (this.#noting.length > 0) this.#takeNotes();
    else if (this.#isBusy() && this.#hasToSeal(clock)) this.#seal();
    else if (this.#queue.waiting('bulk') > 0 && !this.#isFull()) this.#commit('bulk');
    else if (this.#hasToSeal(clock)) this.#seal();
    else if (this.#bytesSinceCheckpoint > checkpointBytes) this.#checkpoint();
    else if (this.#fault && (this.#faultOf === 'record' || this.#maySeal(clock))) this.#probe();
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

  #isBusy(): boolean {
    return this.#open.rows > manyOpenRows || this.#open.windows > mostOpenWindows;
  }

  #isFull(): boolean {
    return this.#open.rows > mostOpenRows || this.#open.windows > mostOpenWindows;
  }

  #maySeal(clock: number): boolean {
    return clock >= this.#sealAgainAt;
  }

  #hasToSeal(clock: number): boolean {
    return this.#maySeal(clock) && (this.#isFull() || this.#open.due(this.#now) !== undefined);
  }

  #commit(lane: LaneName): void {
    const begun = this.#options.clock();
    const spans = this.#queue.spans(lane, lane === 'live' ? liveRows : bulkRows);
    const rows = groupRows(spans.map(({ chunk, from, to }) => ({ block: chunk.block, from, to })));
    const row = this.#durably('record', () => this.#journal.write(rows));
    if (!row) return;
    const end = this.#options.clock();
    this.#journal.committed(row);
    this.#open.add(row.seq, row.samples, this.#now);
    this.#sealNext = true;
    const complete = this.#queue.stored(lane, spans);
    this.#bytesSinceCheckpoint += row.bytes + commitBytes;
    const oldest = complete[0]?.since;
    this.#options.tell({
      kind: 'committed',
      lane,
      ids: complete.map((handed) => handed.id),
      rows: rows.columns.t.length,
      recordedTo: row.recordedTo,
      commitMs: end - begun,
      waitMs: oldest === undefined ? null : end - oldest,
    });
  }

  #seal(): void {
    this.#sealNext = false;
    const sealed = this.#durably('seal', () =>
      this.#sealer.slice(this.#now, sliceMs, (taken) =>
        this.#isFull() ? this.#open.oldest(taken) : this.#open.due(this.#now, taken),
      ),
    );
    if (!sealed) return;
    const pass = this.#sealer.sealed(sealed);
    if (pass) this.#options.tell({ kind: 'sealed', pass });
    const windows = sealed.reduce((sum, one) => sum + one.windows.length, 0);
    this.#bytesSinceCheckpoint +=
      commitBytes + sealed.length * sealedSeriesBytes + windows * sealedWindowBytes;
  }

  #takeNotes(): void {
    const noting = this.#noting;
    const answers = this.#durably('record', () =>
      noting.map(({ note }) => this.#notes.take(note, this.#now)),
    );
    if (!answers) return;
    this.#noting = [];
    this.#bytesSinceCheckpoint += commitBytes;
    noting.forEach(({ id }, index) => this.#options.tell({ kind: 'noted', id, answer: answers[index] ?? 0 }));
  }

  #checkpoint(): void {
    this.#bytesSinceCheckpoint = 0;
    try {
      this.#db.pragma('wal_checkpoint(PASSIVE)');
    } catch (error) {
      this.#failed('record', error);
    }
  }

  /** Nothing waits, but the last attempt failed: write a trifle to learn whether the disk takes data again. */
  #probe(): void {
    this.#durably(this.#faultOf, () => this.#journal.touch());
  }

  #durably<T>(work: Work, act: () => T): T | undefined {
    try {
      this.#db.exec('BEGIN IMMEDIATE');
      const result = act();
      this.#db.exec('COMMIT');
      this.#worked(work);
      return result;
    } catch (error) {
      if (this.#db.inTransaction) this.#db.exec('ROLLBACK');
      this.#failed(work, error);
      return undefined;
    }
  }

  #worked(work: Work): void {
    if (!this.#fault || this.#faultOf !== work) return;
    this.#fault = undefined;
    const words = this.#dropped === 0 ? '' : `Recording again. ${lost(this.#dropped)}`;
    this.#dropped = 0;
    this.#options.tell({ kind: 'state', state: { kind: 'ok', since: this.#now, words, advice: '' } });
  }

  #failed(work: Work, error: unknown): void {
    const kind = faultKind(error, this.#options.dir) ?? 'io-error';
    if (work === 'seal') this.#sealAgainAt = this.#options.clock() + retryMs;
    else this.#retryAt = this.#options.clock() + retryMs;
    if (kind === 'disk-full') this.#reuseJournal();
    // Where not even samples are taken, that is what counts.
    if (work === 'seal' && this.#fault && this.#faultOf === 'record') return;
    this.#faultOf = work;
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
    const fault = this.#faultOf === 'seal' ? sealingWords[kind] : faultWords[kind];
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
