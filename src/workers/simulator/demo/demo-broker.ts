import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { Aedes } from 'aedes';
import { isSetPointTopic } from '../control/set-point-topic';
import type { WireMessage } from '../dialects/encoder';

/** Time without any client after which messages are no longer kept for its session: they go into a hole instead. */
const keepForMs = 600_000;

/** The demo's own broker on loopback. Nobody but the plant may publish on it, set points of its own excepted. */
export interface DemoBroker {
  readonly port: number;
  /** QoS 1: kept for a persistent session while its client is away. */
  publish(message: WireMessage, retain: boolean): void;
  /** True when what is published now will reach somebody: a client is here, or was a moment ago and has a session. */
  heard(now: number): boolean;
  /** Called each time a client subscribes. */
  onListener(take: () => void): void;
  /** Called with each message on a set-point topic. */
  onSetPoint(take: (message: WireMessage) => void): void;
  close(): Promise<void>;
}

/** @param preferredPort taken if it is free, else any; 0 for any */
export async function startDemoBroker(preferredPort: number, now: () => number): Promise<DemoBroker> {
  const broker = await Aedes.createBroker({
    authorizePublish: (client, packet, done) => {
      if (client && !isSetPointTopic(packet.topic)) return done(new Error('This broker is read-only'));
      // A set point counts once: kept by the broker, it would come again to the next batch.
      if (client) packet.retain = false;
      done(null);
    },
  });
  const server = createServer((socket) => {
    socket.setNoDelay(true);
    broker.handle(socket);
  });
  const port = await listen(server, preferredPort);
  let subscribed = false;
  let lastSeen = 0;
  let take = (): void => undefined;
  broker.on('subscribe', (_subscriptions, client) => {
    if (!client) return;
    subscribed = true;
    lastSeen = now();
    take();
  });
  broker.on('clientDisconnect', () => (lastSeen = now()));
  let takeSetPoint = (_message: WireMessage): void => undefined;
  broker.on('publish', ({ topic, payload }, client) => {
    if (client && isSetPointTopic(topic)) takeSetPoint({ topic, payload: payload.toString() });
  });
  return {
    port,
    publish: ({ topic, payload }, retain) =>
      broker.publish({ cmd: 'publish', topic, payload, qos: 1, retain, dup: false }, () => undefined),
    heard: (at) => subscribed && (broker.connectedClients > 0 || at - lastSeen < keepForMs),
    onListener: (listener) => (take = listener),
    onSetPoint: (listener) => (takeSetPoint = listener),
    close: () =>
      new Promise((resolve) => {
        broker.close(() => server.close(() => resolve()));
      }),
  };
}

async function listen(server: Server, preferredPort: number): Promise<number> {
  try {
    return await listenOn(server, preferredPort);
  } catch (error) {
    if (preferredPort === 0) throw error;
    return listenOn(server, 0);
  }
}

function listenOn(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}
