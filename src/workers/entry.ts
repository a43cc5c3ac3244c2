import { parentPort as threadPort } from 'node:worker_threads';
import type { MessagePort as ThreadMessagePort } from 'node:worker_threads';
import type { SupportedMessagePort } from '@orpc/client/message-port';

/** A message port of whichever kind this host has, ready for an oRPC handler or link. */
export type WorkerPort = SupportedMessagePort & { start(): void; close(): void };

/** What the host says to a worker. `as` names who is at the other end of a port. */
export type HostMessage =
  | { readonly kind: 'init'; readonly init: unknown }
  | { readonly kind: 'port'; readonly as: string; readonly port?: ThreadMessagePort }
  | { readonly kind: 'workers'; readonly workers: unknown }
  | { readonly kind: 'stop' };

/** What a worker says to its host. */
export type WorkerMessage =
  | { readonly kind: 'ready'; readonly facts: Readonly<Record<string, string | number>> }
  | { readonly kind: 'stopped' }
  /** From the station: a worker that runs on demand has something to do. */
  | { readonly kind: 'want'; readonly worker: string }
  /** From a worker on demand: it has nothing to do and may be ended. */
  | { readonly kind: 'rest' }
  | { readonly kind: 'fatal'; readonly words: string };

/** Between a host and a process that it forked: what a message port carries, and its end. */
export type RelayMessage =
  { readonly kind: 'relay'; readonly data: unknown } | { readonly kind: 'port-closed' };

export interface HostLink {
  onInit(take: (init: unknown) => void): void;
  onPort(take: (as: string, port: WorkerPort) => void): void;
  /** States of all workers, told by the supervisor. */
  onWorkers(take: (workers: unknown) => void): void;
  /** Finish what is under way, then call {@link tell} with `stopped`. */
  onStop(take: () => void): void;
  tell(message: WorkerMessage): void;
}

interface ElectronParentPort {
  on(event: 'message', listener: (event: { data: HostMessage; ports: WorkerPort[] }) => void): void;
  postMessage(message: WorkerMessage): void;
}

/**
 * The worker's side of its host: an Electron utility process, a Node worker thread or a forked process. The only place that knows
 * which; messages that arrive before a listener is set wait for it.
 */
export function connectHost(): HostLink {
  const takers: {
    [K in HostMessage['kind']]?: (message: HostMessage, port: WorkerPort | undefined) => void;
  } = {};
  const waiting: [HostMessage, WorkerPort | undefined][] = [];
  const deliver = (message: HostMessage, port: WorkerPort | undefined): void => {
    const take = takers[message.kind];
    if (take) take(message, port);
    else waiting.push([message, port]);
  };
  const setTaker = (
    kind: HostMessage['kind'],
    take: (message: HostMessage, port: WorkerPort | undefined) => void,
  ): void => {
    takers[kind] = take;
    for (const [message, port] of waiting.splice(0)) deliver(message, port);
  };
  const tell = listen(deliver);
  return {
    onInit: (take) => setTaker('init', (message) => message.kind === 'init' && take(message.init)),
    onPort: (take) =>
      setTaker('port', (message, port) => message.kind === 'port' && port && take(message.as, port)),
    onWorkers: (take) =>
      setTaker('workers', (message) => message.kind === 'workers' && take(message.workers)),
    onStop: (take) => setTaker('stop', take),
    tell,
  };
}

/** Starts listening to whichever host there is; returns how to answer it. */
function listen(
  deliver: (message: HostMessage, port: WorkerPort | undefined) => void,
): (message: WorkerMessage) => void {
  const electronPort = (process as unknown as { parentPort?: ElectronParentPort }).parentPort;
  if (electronPort) {
    // Ctrl+C and a service manager reach every process of the group. The host says when to stop.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
    electronPort.on('message', ({ data, ports }) => deliver(data, ports[0]));
    return (message) => electronPort.postMessage(message);
  }
  if (!threadPort && process.send) return listenAsChild(deliver);
  if (!threadPort) throw new Error('A worker runs under Electron or in a worker thread, not by itself');
  const parent = threadPort;
  parent.on('message', (message: HostMessage) =>
    deliver(message, message.kind === 'port' ? message.port : undefined),
  );
  return (message) => parent.postMessage(message);
}

/** A forked process: what comes for the port comes over the channel to the host. It ends with its host. */
function listenAsChild(
  deliver: (message: HostMessage, port: WorkerPort | undefined) => void,
): (message: WorkerMessage) => void {
  const send = (message: WorkerMessage | RelayMessage): void => void process.send?.(message);
  let port: EventTarget | undefined;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => undefined);
  process.on('disconnect', () => process.exit(0));
  process.on('message', (message: HostMessage | RelayMessage) => {
    switch (message.kind) {
      case 'relay':
        return void port?.dispatchEvent(Object.assign(new Event('message'), { data: message.data }));
      case 'port-closed':
        return void port?.dispatchEvent(new Event('close'));
      case 'port':
        port = Object.assign(new EventTarget(), {
          postMessage: (data: unknown) => send({ kind: 'relay', data }),
          start: () => undefined,
          close: () => undefined,
        });
        return deliver(message, port as unknown as WorkerPort);
      case 'init':
      case 'workers':
      case 'stop':
        deliver(message, undefined);
    }
  });
  return send;
}
