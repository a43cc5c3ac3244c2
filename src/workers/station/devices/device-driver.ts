import type { DeviceMap } from '../../../../drivers/device/device-map';
import type { FromDriver, TestAnswer } from '../../../../drivers/device/process-messages';
import type { Delivery, Driver, DriverSink, LinkEnd } from '../../../../drivers/driver';
import { isDevices, type Connection, type DeviceConnection } from '../../../shared/model/connection';
import type { DeviceStatus } from '../../../shared/model/device';
import type { ConnectionId } from '../../../shared/model/identity';
import type { DriverLink, DriverProcesses } from './driver-processes';

export interface DeviceDriverDeps {
  readonly processes: DriverProcesses;
  /** Register maps by id, as they are now. */
  readonly maps: () => Readonly<Record<string, DeviceMap>>;
  readonly devices: (id: ConnectionId, statuses: readonly DeviceStatus[]) => void;
  /** The link ended: what its devices said last is old. */
  readonly gone: (id: ConnectionId, words: string) => void;
  readonly tell: (id: ConnectionId, words: string) => void;
  /** Name of the connection of ours that reads a port; undefined where none does. */
  readonly holderOf: (path: string) => string | undefined;
}

/** Scans, tests and the list of ports run in a process of their own. */
export const lookingProcess = 'driver:_look';
/** The name of the process of a connection. */
const processOf = (id: ConnectionId): string => `driver:${id}`;

const endsWithinMs = 3000;
const notStarted: LinkEnd = {
  state: 'offline',
  words: 'The process of this connection does not start. The log holds details.',
};
const died: LinkEnd = {
  state: 'offline',
  words: 'The process of this connection ended; it is started again.',
};
let [asks, runs] = [0, 0];

/** Drives the process of a connection: what it reads comes in as deliveries, and is acknowledged when it is committed. */
export function createDeviceDriver(deps: DeviceDriverDeps): Driver {
  return {
    run: async ({ connection }, sink, signal) => {
      if (!isDevices(connection)) throw new Error(`${connection.kind} has no process`);
      sink.state('connecting', '');
      const link = await deps.processes.open(processOf(connection.id), signal);
      if (signal.aborted) return { state: 'offline', words: '' };
      if (!link) return notStarted;
      const end = await listen(link, connection, deps, sink, signal);
      deps.gone(connection.id, end.words);
      return end;
    },
    test: async ({ connection }, signal) => {
      if (!isDevices(connection)) throw new Error(`${connection.kind} has no process`);
      const holder = 'line' in connection ? deps.holderOf(connection.line.path) : undefined;
      if (holder !== undefined)
        return { ok: false, words: `${holder} reads this port: switch it off to try other settings.` };
      const link = await deps.processes.open(lookingProcess, signal);
      if (!link) return { ok: false, words: notStarted.words };
      asks += 1;
      return answerOf<TestAnswer>(
        link,
        { kind: 'test', ask: asks, connection, maps: mapsOf(connection, deps) },
        signal,
      ).catch((problem: unknown) => ({
        ok: false,
        words: problem instanceof Error ? problem.message : String(problem),
      }));
    },
  };
}

function mapsOf(connection: DeviceConnection, { maps }: DeviceDriverDeps): Record<string, DeviceMap> {
  const known = maps();
  const named = 'devices' in connection ? connection.devices.map(({ map }) => map) : [];
  return Object.fromEntries(named.flatMap((id) => (known[id] ? [[id, known[id]]] : [])));
}

function listen(
  link: DriverLink,
  connection: DeviceConnection,
  deps: DeviceDriverDeps,
  sink: DriverSink,
  signal: AbortSignal,
): Promise<LinkEnd> {
  return new Promise((resolve) => {
    let tooLate: ReturnType<typeof setTimeout> | undefined;
    const run = (runs += 1);
    const whenGone = async (): Promise<void> => {
      await link.closed;
      done(died);
    };
    const done = (end: LinkEnd): void => {
      clearTimeout(tooLate);
      forget();
      signal.removeEventListener('abort', stop);
      resolve(signal.aborted ? { state: 'offline', words: '' } : end);
    };
    const stop = (): void => {
      link.post({ kind: 'close' });
      tooLate = setTimeout(() => done(died), endsWithinMs);
    };
    const forget = link.onMessage((message) => {
      switch (message.kind) {
        case 'state':
          return sink.state(message.state, message.words);
        case 'batch':
          return sink.deliver(deliveryOf(message, connection, link));
        case 'devices':
          return deps.devices(connection.id, message.statuses);
        case 'tell':
          return deps.tell(connection.id, message.words);
        case 'ended':
          if (message.run === run) done(message.end);
          return;
        case 'answer':
        case 'scan':
      }
    });
    void whenGone();
    signal.addEventListener('abort', stop, { once: true });
    link.post({ kind: 'open', run, connection, maps: mapsOf(connection, deps) });
  });
}

function deliveryOf(
  { seq, seenTime, readings, text, refusal }: Extract<FromDriver, { kind: 'batch' }>,
  { id, name }: Connection,
  link: DriverLink,
): Delivery {
  return {
    connectionId: id,
    topic: name,
    payload: new TextEncoder().encode(refusal?.text ?? text),
    seenTime,
    readings,
    ...(refusal ? { refusal: { kind: refusal.kind, topic: name, excerpt: refusal.text.slice(0, 80) } } : {}),
    ack: () => link.post({ kind: 'ack', seq }),
    giveBack: () => link.post({ kind: 'again', seq }),
  };
}

/** Asks the looking process. @throws Error with words where it does not answer */
export function answerOf<T>(
  link: DriverLink,
  question: Extract<Parameters<DriverLink['post']>[0], { ask: number }>,
  signal: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const fail = (): void => {
      forget();
      reject(new Error('The process that looks at ports did not answer.'));
    };
    const forget = link.onMessage((message) => {
      if (message.kind !== 'answer' || message.ask !== question.ask) return;
      forget();
      signal.removeEventListener('abort', fail);
      resolve(message.body as T);
    });
    signal.addEventListener('abort', fail, { once: true });
    void link.closed.then(fail);
    link.post(question);
  });
}
