import { describe, expect, it } from 'vitest';
import type { HostMessage, WorkerMessage } from './entry';
import type { SuperviseClock, WorkerHandle } from './keep-alive';
import { restartDelayMs } from './keep-alive';
import { supervise } from './supervise';

/** A clock that only moves when told, running what falls due in order. */
function manualClock(): SuperviseClock & { advance(ms: number): Promise<void> } {
  let now = 1_000_000;
  let timers: { at: number; run: () => void }[] = [];
  return {
    now: () => now,
    after(ms, run) {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => (timers = timers.filter((other) => other !== timer));
    },
    async advance(ms) {
      const end = now + ms;
      for (;;) {
        await settle();
        const due = timers.filter((timer) => timer.at <= end).toSorted((a, b) => a.at - b.at)[0];
        if (!due) break;
        timers = timers.filter((timer) => timer !== due);
        now = Math.max(now, due.at);
        due.run();
      }
      now = end;
      await settle();
    },
  };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

interface FakeWorker {
  readonly name: string;
  readonly given: [HostMessage, string | undefined][];
  say(message: WorkerMessage): void;
  die(): void;
  killed: boolean;
}

/** Workers that do nothing by themselves; ports are strings, named in the order they were opened. */
function bench(options: { stopsWhenAsked?: boolean } = {}) {
  const started: FakeWorker[] = [];
  const order: string[] = [];
  const clock = manualClock();
  let channels = 0;
  const spawn = (name: string): WorkerHandle<string> => {
    const given: [HostMessage, string | undefined][] = [];
    let take: (message: WorkerMessage) => void = () => undefined;
    const { promise: exited, resolve } = Promise.withResolvers<string>();
    const worker: FakeWorker = {
      name,
      given,
      killed: false,
      say: (message) => take(message),
      die: () => resolve('killed by the test'),
    };
    started.push(worker);
    return {
      pid: started.length,
      give(message, port) {
        given.push([message, port]);
        if (message.kind !== 'stop') return;
        order.push(`stop ${name}`);
        if (options.stopsWhenAsked ?? true) take({ kind: 'stopped' });
      },
      onMessage: (taker) => (take = taker),
      exited,
      kill() {
        worker.killed = true;
        order.push(`kill ${name}`);
        resolve('killed');
      },
    };
  };
  const seen = { up: 0, down: 0, fatal: [] as string[] };
  const supervisor = supervise<string>({
    spawn,
    openChannel: () => [`${(channels += 1)}a`, `${channels}b`],
    workers: ['station', 'twin', 'simulator'].map((name) => ({ name, init: () => ({ for: name }) })),
    family: (name) => (name.startsWith('driver:') ? { name, init: () => ({}) } : undefined),
    log: () => undefined,
    clock,
    onStationUp: () => (seen.up += 1),
    onStationDown: () => (seen.down += 1),
    onFatal: (worker, words) => seen.fatal.push(`${worker}: ${words}`),
  });
  const latest = (name: string): FakeWorker => {
    const worker = started.findLast((candidate) => candidate.name === name);
    if (!worker) throw new Error(`${name} was never started`);
    return worker;
  };
  return { started, latest, supervisor, clock, order, seen };
}

const ready: WorkerMessage = { kind: 'ready', facts: {} };

function portsOf(worker: FakeWorker): string[] {
  return worker.given.flatMap(([message, port]) =>
    message.kind === 'port' ? [`${message.as} ${port}`] : [],
  );
}

describe('supervise', () => {
  it('starts every worker with its init and joins each to the station once that is ready', async () => {
    const { latest } = bench();
    latest('twin').say(ready);
    expect(portsOf(latest('twin'))).toEqual([]);
    latest('station').say(ready);
    expect(latest('station').given[0]).toEqual([{ kind: 'init', init: { for: 'station' } }, undefined]);
    expect(portsOf(latest('station'))).toEqual(['twin 1a', 'simulator 2a']);
    expect(portsOf(latest('twin'))).toEqual(['station 1b']);
    expect(portsOf(latest('simulator'))).toEqual(['station 2b']);
  });

  it('restarts a dead client and gives both sides a fresh port', async () => {
    const { latest, clock, started } = bench();
    latest('station').say(ready);
    latest('twin').die();
    await clock.advance(0);
    expect(started.map((worker) => worker.name)).toEqual(['station', 'twin', 'simulator', 'twin']);
    expect(portsOf(latest('station'))).toEqual(['twin 1a', 'simulator 2a', 'twin 3a']);
    expect(portsOf(latest('twin'))).toEqual(['station 3b']);
  });

  it('starts a process of a family when the station names it, again when it dies, and none beside', async () => {
    const { latest, clock, started } = bench();
    latest('station').say(ready);
    latest('station').say({ kind: 'want', worker: 'driver:gas' });
    latest('station').say({ kind: 'want', worker: 'stranger' });
    expect(portsOf(latest('station')).at(-1)).toBe('driver:gas 3a');
    latest('driver:gas').say(ready);
    latest('driver:gas').die();
    await clock.advance(0);
    const ofFamily = (): number => started.filter(({ name }) => name === 'driver:gas').length;
    expect(ofFamily()).toBe(2);
    expect(portsOf(latest('station')).at(-1)).toBe('driver:gas 4a');
    await clock.advance(20_000);
    latest('driver:gas').say({ kind: 'rest' });
    await clock.advance(20_000);
    expect(ofFamily()).toBe(2);
    expect(started.map(({ name }) => name)).not.toContain('stranger');
  });

  it('gives every client a fresh port after the station was restarted, and says so to the host', async () => {
    const { latest, clock, supervisor, seen } = bench();
    latest('station').say(ready);
    latest('station').die();
    await clock.advance(0);
    expect(supervisor.openStationPort('window')).toBeUndefined();
    latest('station').say(ready);
    expect(portsOf(latest('twin'))).toEqual(['station 1b', 'station 3b']);
    expect(portsOf(latest('simulator'))).toEqual(['station 2b', 'station 4b']);
    expect(supervisor.openStationPort('window')).toBe('5b');
    expect(portsOf(latest('station'))).toEqual(['twin 3a', 'simulator 4a', 'window 5a']);
    expect(seen).toEqual({ up: 2, down: 1, fatal: [] });
  });

  it('waits longer before each restart in a row, up to four seconds, and starts over after a minute up', async () => {
    expect([0, 1, 2, 3, 4, 5, 50].map(restartDelayMs)).toEqual([0, 500, 1000, 2000, 3000, 3000, 3000]);
    const { latest, clock, started } = bench();
    for (const delay of [0, 500, 1000, 2000, 3000, 3000]) {
      const before = started.length;
      latest('twin').die();
      await clock.advance(delay - 1);
      if (delay > 0) expect(started).toHaveLength(before);
      await clock.advance(1);
      expect(started).toHaveLength(before + 1);
    }
    latest('twin').say(ready);
    await clock.advance(60_000);
    latest('twin').die();
    await clock.advance(0);
    expect(latest('twin').killed).toBe(false);
    expect(started.filter((worker) => worker.name === 'twin')).toHaveLength(8);
  });

  it('tells the station the state of all and marks the one that keeps dying', async () => {
    const { latest, clock } = bench();
    latest('station').say(ready);
    latest('simulator').say(ready);
    for (let death = 0; death < 5; death += 1) {
      latest('twin').die();
      await clock.advance(4000);
    }
    const [message] = latest('station').given.findLast(([{ kind }]) => kind === 'workers') ?? [];
    expect(message).toMatchObject({
      workers: [
        { name: 'station', state: 'up', restarts: 0, failing: false },
        { name: 'twin', state: 'down', restarts: 4, pid: null, failing: true },
        { name: 'simulator', state: 'up', restarts: 0, failing: false },
      ],
    });
  });

  it('kills and restarts a worker that does not get ready in time', async () => {
    const { latest, clock, started } = bench();
    const [first] = started;
    latest('station').say(ready);
    await clock.advance(29_999);
    expect(latest('twin').killed).toBe(false);
    await clock.advance(1);
    expect(first?.killed).toBe(false);
    expect(started.map((worker) => worker.name).slice(3)).toEqual(['twin', 'simulator']);
  });

  it('passes on why a worker cannot work and retries all the same', async () => {
    const { latest, clock, seen, started } = bench();
    latest('station').say({ kind: 'fatal', words: 'the history is from a newer version' });
    expect(latest('station').killed).toBe(true);
    await clock.advance(0);
    expect(seen.fatal).toEqual(['station: the history is from a newer version']);
    expect(started).toHaveLength(4);
  });

  it('stops the station first and its clients after it, and restarts nothing afterwards', async () => {
    const { clock, supervisor, order, started } = bench();
    const stopped = supervisor.stop();
    expect(supervisor.stop()).toBe(stopped);
    await clock.advance(0);
    await stopped;
    await clock.advance(60_000);
    expect(order).toEqual([
      'stop station',
      'kill station',
      'stop twin',
      'stop simulator',
      'kill twin',
      'kill simulator',
    ]);
    expect(started).toHaveLength(3);
  });

  it('kills what does not stop within eight seconds', async () => {
    const { clock, supervisor, order } = bench({ stopsWhenAsked: false });
    const stopped = supervisor.stop();
    await clock.advance(7_999);
    expect(order).toEqual(['stop station']);
    await clock.advance(1);
    expect(order.slice(1)).toEqual(['kill station', 'stop twin', 'stop simulator']);
    await clock.advance(8_000);
    await stopped;
    expect(order.slice(4)).toEqual(['kill twin', 'kill simulator']);
  });
});
