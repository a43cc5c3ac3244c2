import { Worker } from 'node:worker_threads';
import { Refusal } from '../../../../shared/model/refusal';
import type { Log } from '../../../log';
import { storeClosed } from '../store-refusal';
import type { DamagedChunk, FromReader, ReaderStart, ReaderVerbs } from './thread-messages';

const damagedWords = 'historian.db is damaged here: this part of history cannot be read';

interface Asked {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The station's side of a reader thread, started at the first question and again should it fail. */
export class ReaderLink {
  readonly #entry;
  readonly #start;
  readonly #log;
  readonly #onDamage;
  readonly #onDamagedChunk;
  readonly #asked = new Map<number, Asked>();
  #worker: Worker | undefined;
  #lastId = 0;
  #over = false;

  /**
   * @param onDamage told when an answer failed because the file is damaged
   * @param onDamagedChunk told once of each chunk that had to be left out of an answer
   */
  constructor(
    entry: string | URL,
    start: ReaderStart,
    log: Log,
    onDamage: () => void,
    onDamagedChunk: (chunk: DamagedChunk) => void = () => undefined,
  ) {
    this.#entry = entry;
    this.#start = start;
    this.#log = log;
    this.#onDamage = onDamage;
    this.#onDamagedChunk = onDamagedChunk;
  }

  /** Asks and waits for the answer. Questions are answered one after the other. */
  ask<V extends keyof ReaderVerbs>(verb: V, ask: ReaderVerbs[V]['ask']): Promise<ReaderVerbs[V]['answer']> {
    if (this.#over) return Promise.reject(storeClosed());
    const worker = (this.#worker ??= this.#run());
    const id = (this.#lastId += 1);
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve: (answer) => resolve(answer as ReaderVerbs[V]['answer']), reject });
      worker.postMessage({ id, verb, ask }, []);
    });
  }

  async close(): Promise<void> {
    this.#over = true;
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
    this.#rejectAll(storeClosed());
  }

  #run(): Worker {
    const worker = new Worker(this.#entry, { workerData: this.#start });
    worker.on('message', (message: FromReader) => this.#take(message));
    worker.on('error', (error) => this.#failed(worker, error));
    worker.on('exit', (code) => this.#failed(worker, new Error(`The reader thread ended with code ${code}`)));
    return worker;
  }

  #take(message: FromReader): void {
    if ('damagedChunk' in message) return this.#onDamagedChunk(message.damagedChunk);
    const asked = this.#asked.get(message.id);
    this.#asked.delete(message.id);
    if (!('refused' in message)) return asked?.resolve(message.answer);
    if (message.damaged) this.#onDamage();
    asked?.reject(message.damaged ? new Refusal('UNAVAILABLE', damagedWords) : new Error(message.refused));
  }

  #failed(worker: Worker, error: unknown): void {
    if (worker !== this.#worker) return;
    this.#worker = undefined;
    const words = error instanceof Error ? error.message : String(error);
    this.#log('error', 'The reader thread failed and starts again at the next question', { error: words });
    this.#rejectAll(new Error(words));
  }

  #rejectAll(error: Error): void {
    for (const { reject } of this.#asked.values()) reject(error);
    this.#asked.clear();
  }
}
