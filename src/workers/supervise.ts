import { KeptWorker } from './keep-alive';
import type { SuperviseClock, WorkerHandle, WorkerState } from './keep-alive';
import type { Log } from './log';

/** The worker every other worker and every window talks to. */
const hub = 'station';

export interface WorkerPlan {
  readonly name: string;
  /** What the worker is told first; asked anew for every start. */
  readonly init: () => unknown;
  /** Starts when the station asks for it, and ends when it has nothing to do. */
  readonly onDemand?: boolean;
}

export interface Supervise<P> {
  readonly spawn: (name: string) => WorkerHandle<P>;
  /** The two ends of a fresh message channel of the host's kind. */
  readonly openChannel: () => readonly [P, P];
  /** One of them is the station. */
  readonly workers: readonly WorkerPlan[];
  /** Workers on demand that the station names itself: one process for every connection to devices. */
  readonly family?: (name: string) => WorkerPlan | undefined;
  readonly log: Log;
  readonly clock: SuperviseClock;
  /** The station answers; ports given to it before are dead. */
  readonly onStationUp: (facts: Readonly<Record<string, string | number>>) => void;
  readonly onStationDown: () => void;
  /** A worker says itself why it cannot work. */
  readonly onFatal: (worker: string, words: string) => void;
}

export interface Supervisor<P> {
  readonly states: () => WorkerState[];
  /** A fresh port to the station for somebody outside the workers; undefined while the station is down. */
  readonly openStationPort: (as: string) => P | undefined;
  /** Stops everything, the station first: what falls silent after it is nobody's news. Safe to call twice. */
  readonly stop: () => Promise<void>;
}

/**
 * Starts the workers and keeps them running. Every worker but the station gets a port to the station, and a fresh one
 * whenever either of the two was started again. The station is told the state of all.
 */
export function supervise<P>(host: Supervise<P>): Supervisor<P> {
  const { clock, log, openChannel, spawn } = host;
  const kept = new Map<string, KeptWorker<P>>();
  const station = (): KeptWorker<P> | undefined => kept.get(hub);
  const clients = (): KeptWorker<P>[] => [...kept.values()].filter((worker) => worker.name !== hub);
  const states = (): WorkerState[] =>
    [...kept.values()].filter((worker) => !worker.resting).map((worker) => worker.state());
  const tellStates = (): void => {
    if (station()?.up) station()?.give({ kind: 'workers', workers: states() });
  };
  const join = (client: KeptWorker<P>): void => {
    const hubWorker = station();
    if (!hubWorker?.up || !client.running) return;
    const [hubEnd, clientEnd] = openChannel();
    hubWorker.give({ kind: 'port', as: client.name }, hubEnd);
    client.give({ kind: 'port', as: hub }, clientEnd);
  };
  const keep = ({ name, init, onDemand }: WorkerPlan): KeptWorker<P> =>
    new KeptWorker<P>({
      name,
      init,
      onDemand,
      onWant: (wanted) => name === hub && (kept.get(wanted) ?? adopt(wanted))?.wake(),
      spawn,
      clock,
      log,
      onStarted: () => {
        const worker = kept.get(name);
        if (worker && name !== hub) join(worker);
      },
      onUp: (facts) => {
        log('info', `${name} is up`, { pid: kept.get(name)?.state().pid });
        if (name === hub) {
          clients().forEach(join);
          host.onStationUp(facts);
        }
        tellStates();
      },
      onDown: () => {
        if (name === hub) host.onStationDown();
        tellStates();
      },
      onFatal: (words) => host.onFatal(name, words),
    });
  const adopt = (name: string): KeptWorker<P> | undefined => {
    const plan = host.family?.(name);
    if (!plan) return undefined;
    const worker = keep({ ...plan, onDemand: true });
    kept.set(name, worker);
    return worker;
  };
  for (const plan of host.workers) kept.set(plan.name, keep(plan));
  for (const worker of kept.values()) worker.start();
  return { states, openStationPort, stop: once(stopAll) };

  function openStationPort(as: string): P | undefined {
    const hubWorker = station();
    if (!hubWorker?.up) return undefined;
    const [hubEnd, outerEnd] = openChannel();
    hubWorker.give({ kind: 'port', as }, hubEnd);
    return outerEnd;
  }

  async function stopAll(): Promise<void> {
    await station()?.stop();
    await Promise.all(clients().map((client) => client.stop()));
  }
}

function once(run: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | undefined;
  return () => (running ??= run());
}
