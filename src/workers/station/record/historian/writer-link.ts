import { Worker } from 'node:worker_threads';
import type { Log } from '../../../log';
import type { RecordedSample } from '../recorded-sample';
import { joinPacked, packSamples } from '../sample-block';
import { storeClosed, StoreRefusal } from '../store-refusal';
import type { SealedPass } from './seal/seal-list';
import type { StoreState } from '../store-state';
import type { Replayed } from './journal/journal';
import { Latencies } from './latencies';
import type { Note } from './notes';
import { processClock } from './process-clock';
import type { CommitNews, FromWriter, ToWriter, WriterStart } from './thread-messages';
import type { LaneName } from './write-queue';

export interface WriterLinkOptions {
  readonly entry: string | URL;
  readonly start: WriterStart;
  readonly log: Log;
  readonly onState: (state: StoreState) => void;
  readonly onSealed?: ((pass: SealedPass) => void) | undefined;
  /** Station's clock, epoch ms. */
  readonly clock: () => number;
}

interface Pending {
  readonly samples: number;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** From this many samples on, a hand-in is history. */
const bulkFrom = 10_000;
const tickMs = 1000;

/**
 * The station's side of the writer thread. What is handed in during one turn of the event loop travels together.
 */
export class WriterLink {
  readonly #options;
  readonly #worker;
  readonly #pending = new Map<number, Pending[]>();
  readonly #settling = new Map<number, Omit<Pending, 'samples'>>();
  readonly #noting = new Map<number, { resolve: (answer: number) => void; reject: (error: Error) => void }>();
  readonly #ready = Promise.withResolvers<void>();
  readonly #commits = new Latencies(500);
  readonly #waits = new Latencies(500);
  readonly #ticking;
  #lastId = 0;
  /** Handed in during this turn of the event loop. */
  #gathered: { packed: ArrayBuffer; pending: Pending }[] = [];
  #pendingSamples = 0;
  #recordedTo = 0;
  #dropped = 0;
  #replayed: Replayed | undefined;
  #over: StoreRefusal | undefined;
  #whenClosed: (() => void) | undefined;

  constructor(options: WriterLinkOptions) {
    this.#options = options;
    this.#worker = new Worker(options.entry, { workerData: options.start });
    this.#worker.on('message', (news: FromWriter) => this.#take(news));
    this.#worker.on('error', (error) => this.#failed(error));
    this.#worker.on('exit', (code) => this.#failed(new Error(`The writer thread ended with code ${code}`)));
    this.#ticking = setInterval(() => this.#post({ kind: 'tick', now: options.clock() }), tickMs);
    this.#ticking.unref();
  }

  /** Resolves when the thread has the file open. */
  ready(): Promise<void> {
    return this.#ready.promise;
  }

  get pendingSamples(): number {
    return this.#pendingSamples;
  }

  get recordedTo(): number | null {
    return this.#recordedTo === 0 ? null : this.#recordedTo;
  }

  get dropped(): number {
    return this.#dropped;
  }

  /** What the journal held at the start. */
  get replayed(): Replayed | undefined {
    return this.#replayed;
  }

  /** Durations of the last 500 live commits. */
  get latencies(): { readonly commits: Latencies; readonly waits: Latencies } {
    return { commits: this.#commits, waits: this.#waits };
  }

  append(samples: readonly RecordedSample[]): Promise<void> {
    if (this.#over) return Promise.reject(this.#over);
    if (samples.length === 0) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const packed = packSamples(samples);
      const pending = { samples: samples.length, resolve, reject };
      this.#pendingSamples += samples.length;
      if (samples.length >= bulkFrom) this.#send('bulk', packed, [pending]);
      else this.#gather(packed, pending);
    });
  }

  settle(): Promise<void> {
    if (this.#over) return Promise.reject(this.#over);
    this.#flush();
    const id = (this.#lastId += 1);
    return new Promise((resolve, reject) => {
      this.#settling.set(id, { resolve, reject });
      this.#post({ kind: 'settle', id, now: this.#options.clock() });
    });
  }

  /** Notes something beside the samples, durably; answers its number. */
  note(note: Note): Promise<number> {
    if (this.#over) return Promise.reject(this.#over);
    const id = (this.#lastId += 1);
    return new Promise((resolve, reject) => {
      this.#noting.set(id, { resolve, reject });
      this.#post({ kind: 'note', id, note, now: this.#options.clock() });
    });
  }

  /** The file turned out damaged: nothing more is written to it. */
  hold(): void {
    this.#post({ kind: 'hold' });
  }

  /** Writes what waits, moves the journal into the file and ends the thread. */
  async close(): Promise<void> {
    if (this.#over) return;
    this.#flush();
    const closed = Promise.withResolvers<void>();
    this.#whenClosed = closed.resolve;
    this.#post({ kind: 'close' });
    this.#end(storeClosed());
    await closed.promise;
    this.#rejectPending();
    await this.#worker.terminate();
  }

  #gather(packed: ArrayBuffer, pending: Pending): void {
    if (this.#gathered.length === 0) setImmediate(() => this.#flush());
    this.#gathered.push({ packed, pending });
  }

  #flush(): void {
    const gathered = this.#gathered;
    this.#gathered = [];
    if (gathered.length === 0) return;
    const packed = joinPacked(gathered.map((part) => part.packed));
    this.#send(
      'live',
      packed,
      gathered.map((part) => part.pending),
    );
  }

  #send(lane: LaneName, packed: ArrayBuffer, pending: Pending[]): void {
    const id = (this.#lastId += 1);
    this.#pending.set(id, pending);
    const now = this.#options.clock();
    this.#post({ kind: 'append', lane, id, packed, since: processClock(), now }, [packed]);
  }

  #post(message: ToWriter, transfer: ArrayBuffer[] = []): void {
    this.#worker.postMessage(message, transfer);
  }

  #take(news: FromWriter): void {
    switch (news.kind) {
      case 'ready':
        this.#recordedTo = news.recordedTo;
        this.#tellReplayed(news.replayed);
        this.#ready.resolve();
        break;
      case 'committed':
        this.#committed(news);
        break;
      case 'dropped':
        this.#takeDropped(news.ids, news.samples);
        break;
      case 'state':
        this.#takeState(news.state);
        break;
      case 'sealed':
        this.#options.onSealed?.(news.pass);
        break;
      case 'settled':
        this.#settling.get(news.id)?.resolve();
        this.#settling.delete(news.id);
        break;
      case 'noted':
        this.#noting.get(news.id)?.resolve(news.answer);
        this.#noting.delete(news.id);
        break;
      case 'closed':
        if (news.unsaved > 0)
          this.#options.log('error', 'The disk took no data to the last', { samplesLost: news.unsaved });
        this.#whenClosed?.();
        break;
      default:
        news satisfies never;
    }
  }

  #tellReplayed(replayed: Replayed): void {
    this.#replayed = replayed;
    const { rows, samples, damaged } = replayed;
    if (rows > 0) this.#options.log('info', 'The journal was read back: samples not sealed yet', { rows, samples }); // prettier-ignore
    if (damaged.length > 0)
      this.#options.log('error', 'Rows of the journal are damaged: their samples cannot be read', {
        rows: damaged.length,
        first: damaged[0] ?? 0,
      });
  }

  #committed(news: CommitNews): void {
    this.#recordedTo = news.recordedTo;
    if (news.lane === 'live') this.#commits.add(news.commitMs);
    if (news.lane === 'live' && news.waitMs !== null) this.#waits.add(news.waitMs);
    for (const id of news.ids) for (const pending of this.#settled(id)) pending.resolve();
  }

  #takeDropped(ids: readonly number[], samples: number): void {
    this.#dropped += samples;
    this.#options.log('error', 'Memory for waiting samples is full: the oldest were dropped', { samples });
    const refusal = new StoreRefusal(
      'dropped',
      'The disk took no data for so long that these samples were dropped from memory.',
      'Hand them in again once the station records.',
    );
    for (const id of ids) for (const pending of this.#settled(id)) pending.reject(refusal);
  }

  #takeState(state: StoreState): void {
    this.#options.log(state.kind === 'ok' ? 'info' : 'error', state.words || 'Recording', {
      state: state.kind,
    });
    this.#options.onState(state);
  }

  /** Takes a hand-in off the list. */
  #settled(id: number): Pending[] {
    const pending = this.#pending.get(id) ?? [];
    this.#pending.delete(id);
    for (const { samples } of pending) this.#pendingSamples -= samples;
    return pending;
  }

  /** A bug or a crash of the thread: nothing more is recorded until the station starts again. */
  #failed(error: unknown): void {
    this.#ready.reject(error);
    this.#whenClosed?.();
    if (this.#over) return;
    const words = error instanceof Error ? error.message : String(error);
    this.#end(new StoreRefusal('closed', `The recorder failed (${words}).`, 'Start the station again.'));
    this.#takeState({
      kind: 'writer-failed',
      since: this.#options.clock(),
      words: `The recorder failed (${words}): nothing is recorded.`,
      advice: 'Start the station again.',
    });
    this.#rejectPending();
  }

  #end(refusal: StoreRefusal): void {
    this.#over = refusal;
    clearInterval(this.#ticking);
  }

  #rejectPending(): void {
    if (!this.#over) return;
    for (const id of this.#pending.keys())
      for (const pending of this.#settled(id)) pending.reject(this.#over);
    for (const { reject } of this.#settling.values()) reject(this.#over);
    this.#settling.clear();
    for (const { reject } of this.#noting.values()) reject(this.#over);
    this.#noting.clear();
  }
}
