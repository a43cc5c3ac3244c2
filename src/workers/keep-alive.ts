import type { HostMessage, WorkerMessage } from './entry';
import type { Log } from './log';

/** A running worker as its host sees it, whatever kind of process or thread it is. `P` is the host's kind of port. */
export interface WorkerHandle<P> {
  /** Of its own process; null for a thread. */
  readonly pid: number | null;
  give(message: HostMessage, port?: P): void;
  onMessage(take: (message: WorkerMessage) => void): void;
  /** Resolves once, with words on how it ended. Never rejects. */
  readonly exited: Promise<string>;
  kill(): void;
}

/** Time as the supervisor needs it; tests pass their own. */
export interface SuperviseClock {
  now(): number;
  /** Runs once after a time, ms; returns what cancels it. */
  after(ms: number, run: () => void): () => void;
}

export interface WorkerState {
  readonly name: string;
  readonly state: 'up' | 'down';
  readonly since: number;
  readonly restarts: number;
  readonly pid: number | null;
  /** Died five times or more within the last minute: still being retried, but somebody should look. */
  readonly failing: boolean;
}

/** How one worker is to be kept running. */
export interface KeepAlive<P> {
  readonly name: string;
  /** Asked anew for every start. */
  readonly init: () => unknown;
  /** Starts when it is woken, and ends when it says that it rests. */
  readonly onDemand?: boolean | undefined;
  /** It asks for a worker on demand. */
  readonly onWant?: (worker: string) => void;
  readonly spawn: (name: string) => WorkerHandle<P>;
  readonly clock: SuperviseClock;
  readonly log: Log;
  /** It runs and has its init; it may not be ready yet. */
  readonly onStarted: () => void;
  readonly onUp: (facts: Readonly<Record<string, string | number>>) => void;
  readonly onDown: () => void;
  /** It says itself why it cannot work. It is restarted all the same. */
  readonly onFatal: (words: string) => void;
}

const minuteMs = 60_000;
const readyWithinMs = 30_000;
const stopWithinMs = 8_000;
const killWithinMs = 2_000;
const failingAfterDeaths = 5;
const restAfterMs = 10_000;

/** Wait before the n-th restart in a row, ms: none, then half a second doubling to three, so that it is back in five. */
export function restartDelayMs(restartsInARow: number): number {
  return restartsInARow === 0 ? 0 : Math.min(3000, 500 * 2 ** (restartsInARow - 1));
}

/** Keeps one worker running: starts it, waits for it to be ready, restarts it when it dies, stops it when told. */
export class KeptWorker<P> {
  readonly #plan: KeepAlive<P>;
  #handle: WorkerHandle<P> | undefined;
  #state: 'up' | 'down' = 'down';
  #since: number;
  #restarts = 0;
  #inARow = 0;
  #deaths: number[] = [];
  #stopping = false;
  #resting: boolean;
  #ending = false;
  #wokenAt = Number.NEGATIVE_INFINITY;
  #stopped: (() => void) | undefined;
  #cancelTimer: () => void = () => undefined;

  constructor(plan: KeepAlive<P>) {
    this.#plan = plan;
    this.#resting = plan.onDemand === true;
    this.#since = plan.clock.now();
  }

  get name(): string {
    return this.#plan.name;
  }

  get up(): boolean {
    return this.#state === 'up';
  }

  /** It runs on demand and nobody asked for it. */
  get resting(): boolean {
    return this.#resting;
  }

  get running(): boolean {
    return this.#handle !== undefined;
  }

  state(): WorkerState {
    return {
      name: this.name,
      state: this.#state,
      since: this.#since,
      restarts: this.#restarts,
      pid: this.#handle?.pid ?? null,
      failing: this.#recentDeaths() >= failingAfterDeaths,
    };
  }

  /** Passes a message on; false when the worker does not run. */
  give(message: HostMessage, port?: P): boolean {
    if (!this.#handle) return false;
    this.#handle.give(message, port);
    return true;
  }

  /** Starts a worker that rests; nothing to do where it runs. */
  wake(): void {
    this.#wokenAt = this.#plan.clock.now();
    if (!this.#resting) return;
    this.#resting = false;
    if (!this.#handle) this.start();
  }

  start(): void {
    if (this.#stopping || this.#resting) return;
    const { clock, init, log, name, onStarted, spawn } = this.#plan;
    const handle = spawn(name);
    this.#handle = handle;
    handle.onMessage((message) => this.#handle === handle && this.#hear(message));
    void handle.exited.then((words) => this.#handle === handle && this.#bury(words));
    this.#cancelTimer = clock.after(readyWithinMs, () => {
      log('error', `${name} did not get ready within ${readyWithinMs / 1000} s: killed`);
      handle.kill();
    });
    handle.give({ kind: 'init', init: init() });
    onStarted();
  }

  /** Lets it finish, up to eight seconds, then kills it. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#cancelTimer();
    const handle = this.#handle;
    if (!handle) return;
    const told = new Promise<void>((resolve) => (this.#stopped = resolve));
    handle.give({ kind: 'stop' });
    if (!(await this.#within(stopWithinMs, Promise.race([told, handle.exited]))))
      this.#plan.log('warn', `${this.name} did not stop within ${stopWithinMs / 1000} s: killed`);
    handle.kill();
    await this.#within(killWithinMs, handle.exited);
  }

  #hear(message: WorkerMessage): void {
    switch (message.kind) {
      case 'ready':
        this.#cancelTimer();
        this.#change('up');
        this.#plan.onUp(message.facts);
        return;
      case 'stopped':
        this.#stopped?.();
        return;
      case 'want':
        this.#plan.onWant?.(message.worker);
        return;
      case 'rest':
        // Somebody may have asked for it while it was saying so: then it goes on looking.
        if (this.#plan.onDemand !== true || this.#plan.clock.now() - this.#wokenAt < restAfterMs) return;
        this.#resting = true;
        this.#ending = true;
        this.#handle?.kill();
        return;
      case 'fatal':
        this.#plan.log('error', `${this.name} cannot work: ${message.words}`);
        this.#plan.onFatal(message.words);
        this.#handle?.kill();
    }
  }

  #bury(words: string): void {
    const { clock, log, onDown } = this.#plan;
    this.#cancelTimer();
    this.#handle = undefined;
    if (this.#state === 'up' && clock.now() - this.#since >= minuteMs) this.#inARow = 0;
    this.#change('down');
    if (this.#stopping) return;
    if (this.#ending) {
      this.#ending = false;
      onDown();
      return this.start();
    }
    this.#deaths.push(clock.now());
    const delayMs = restartDelayMs(this.#inARow);
    this.#inARow += 1;
    const failing = this.#recentDeaths() >= failingAfterDeaths;
    log(
      'error',
      `${this.name} ended (${words}); ${failing ? 'it keeps failing, ' : ''}next start in ${delayMs} ms`,
      { restarts: this.#restarts },
    );
    onDown();
    this.#cancelTimer = clock.after(delayMs, () => {
      this.#restarts += 1;
      this.start();
    });
  }

  #change(state: 'up' | 'down'): void {
    if (state === this.#state) return;
    this.#state = state;
    this.#since = this.#plan.clock.now();
  }

  #recentDeaths(): number {
    const from = this.#plan.clock.now() - minuteMs;
    this.#deaths = this.#deaths.filter((at) => at > from);
    return this.#deaths.length;
  }

  /** Whether the promise settled within a time. */
  async #within(ms: number, done: Promise<unknown>): Promise<boolean> {
    const { promise: late, resolve } = Promise.withResolvers<boolean>();
    const cancel = this.#plan.clock.after(ms, () => resolve(false));
    const inTime = await Promise.race([done.then(() => true), late]);
    cancel();
    return inTime;
  }
}
