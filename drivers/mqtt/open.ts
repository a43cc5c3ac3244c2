import { X509Certificate } from 'node:crypto';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import * as tls from 'node:tls';
import { MqttClient, type IClientOptions } from 'mqtt';
import type { Broker, ConnectionSecrets } from '../../src/shared/model/connection';
import type { LinkEnd } from '../driver';
import { createAckQueue, type AckQueue } from './ack-queue';
import { linkEndOf, notStored } from './link-words';

export interface LinkOptions {
  readonly broker: Broker;
  readonly secrets: ConnectionSecrets;
  /** The broker keeps what we have not acknowledged and what comes while we are away. */
  readonly persistent: boolean;
  /** Empty: nothing is subscribed to. */
  readonly filters: readonly string[];
  /** What the broker says in our name if we go without a word. */
  readonly will?: OwnMessage;
}

/** A message of ours. */
export interface OwnMessage {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly qos: 0 | 1;
  readonly retain: boolean;
}

/** Sends a message; resolves when the broker has it (QoS 1) or it is on its way, rejects where it could not be sent. */
export type Publish = (message: OwnMessage) => Promise<void>;

export interface LinkEvents {
  /** Subscribed. `words` names filters that the broker refused. */
  online(words: string, publish: Publish): void;
  /** We are about to leave a link that works: the last chance to say something. */
  leaving?(publish: Publish): void;
  message(topic: string, payload: Uint8Array, retained: boolean, answer: MessageAnswer): void;
}

/** The two ways to answer a message; see `Delivery`. */
export interface MessageAnswer {
  readonly ack: () => void;
  readonly giveBack: () => void;
}

const keepaliveS = 15;
const answerWithinMs = 10_000;
/** How long the broker keeps our session while we are away (MQTT 5; in 3.1.1 the broker decides). */
const sessionExpiryS = 7 * 24 * 3600;
/**
 * Unacknowledged messages under way at most (MQTT 5): four minutes of 250 readings/s while a disk is full. In 3.1.1
 * the broker's own limit holds, often 20.
 */
const receiveMaximum = 60_000;
const goodbyeWithinMs = 1000;
const doNothing = (): void => undefined;

/**
 * Opens one link to a broker and stays until it ends or is aborted; never reconnects. Messages of QoS 1 are
 * acknowledged only when their `ack` is called.
 * @returns how it ended; after an abort with empty words
 */
export function openLink(options: LinkOptions, events: LinkEvents, signal: AbortSignal): Promise<LinkEnd> {
  if (signal.aborted) return Promise.resolve({ state: 'offline', words: '' });
  let socket: Socket;
  try {
    socket = openSocket(options.broker, options.secrets);
  } catch (error) {
    return Promise.resolve(linkEndOf(error, options.broker));
  }
  return live(socket, options, events, signal);
}

function live(
  socket: Socket,
  { broker, secrets, persistent, filters, will }: LinkOptions,
  events: LinkEvents,
  signal: AbortSignal,
): Promise<LinkEnd> {
  return new Promise((resolve) => {
    let failure: unknown;
    let wasOnline = false;
    const fail = (error: unknown): void => {
      failure ??= error;
      socket.destroy();
    };
    const acks = createAckQueue((bytes) => {
      if (socket.writable) socket.write(bytes);
    });
    const client = new MqttClient(() => socket, {
      ...clientOptions(broker, secrets, persistent),
      ...(will ? { will: { ...will, payload: Buffer.from(will.payload) } } : {}),
    });
    const publish = publisher(client);
    const stop = (): void => {
      if (client.connected) events.leaving?.(publish);
      sayGoodbye(client, socket, acks);
    };
    signal.addEventListener('abort', stop, { once: true });
    client.handleMessage = messageHandler(acks, events, () => fail(notStored()));
    socket.on('error', fail);
    client.on('error', fail);
    client.on('disconnect', (packet) => fail(brokerSaid(packet.reasonCode)));
    client.on('connect', () => {
      if (filters.length === 0) {
        wasOnline = true;
        return events.online('', publish);
      }
      return client.subscribe([...filters], subscribeOptions(broker), (error, _asked, answer) => {
        const refused = filters.filter((_filter, index) => Number(answer?.granted[index] ?? 0) >= 0x80);
        if (error && refused.length === 0) return fail(error);
        if (refused.length === filters.length) return fail(brokerSaid(notAuthorisedReason));
        wasOnline = true;
        events.online(
          refused.length > 0 ? `The broker does not let us read ${refused.join(', ')}.` : '',
          publish,
        );
      });
    });
    client.once('close', () => {
      signal.removeEventListener('abort', stop);
      acks.close();
      socket.destroy();
      resolve(signal.aborted ? { state: 'offline', words: '' } : linkEndOf(failure, broker, wasOnline));
    });
  });
}

function publisher(client: MqttClient): Publish {
  return ({ topic, payload, qos, retain }) =>
    new Promise((resolve, reject) => {
      client.publish(topic, Buffer.from(payload), { qos, retain }, (error) =>
        error ? reject(error) : resolve(),
      );
    });
}

const notAuthorisedReason = 135;

function brokerSaid(reasonCode: number | undefined): Error {
  return Object.assign(new Error('disconnected by the broker'), { code: reasonCode ?? 0 });
}

/**
 * mqtt.js acknowledges when the callback is called without an error, and takes the next message only when it is
 * called at all. Called with an error it goes on at once and leaves the acknowledgement to us.
 */
function messageHandler(
  acks: AckQueue,
  events: LinkEvents,
  giveBack: () => void,
): MqttClient['handleMessage'] {
  const leaveAckToUs = new Error('acknowledged after commit');
  return (packet, next) => {
    const { topic, payload, retain, qos, messageId } = packet;
    const ack = qos > 0 && messageId !== undefined ? acks.expect(messageId) : doNothing;
    const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload;
    events.message(topic, bytes, retain, { ack, giveBack });
    next?.(leaveAckToUs);
  };
}

function subscribeOptions(broker: Broker): { qos: 1; rh?: number } {
  // MQTT 5 can be asked for retained values at the first subscription only; 3.1.1 sends them at every one.
  return broker.protocol === '5' ? { qos: 1, rh: 1 } : { qos: 1 };
}

function clientOptions(broker: Broker, secrets: ConnectionSecrets, persistent: boolean): IClientOptions {
  const five = broker.protocol === '5';
  return {
    clientId: broker.clientId,
    clean: !persistent,
    protocolVersion: five ? 5 : 4,
    keepalive: keepaliveS,
    connectTimeout: answerWithinMs,
    reconnectPeriod: 0,
    resubscribe: false,
    ...(broker.username ? { username: broker.username } : {}),
    ...(broker.username && secrets.password ? { password: secrets.password } : {}),
    ...(five
      ? { properties: { receiveMaximum, sessionExpiryInterval: persistent ? sessionExpiryS : 0 } }
      : {}),
  };
}

function openSocket(broker: Broker, secrets: ConnectionSecrets): Socket {
  const { host, port } = broker;
  const socket = broker.tls ? openTls(broker, secrets) : connectTcp({ host, port });
  socket.setNoDelay(true);
  return socket;
}

function openTls({ host, port, caPem, certPem }: Broker, { keyPem }: ConnectionSecrets): Socket {
  // Node takes a CA text without any certificate in silence and then trusts nobody: this throws instead.
  const ca = caPem ? [new X509Certificate(caPem).toString(), caPem] : systemAuthorities();
  return tls.connect({
    host,
    port,
    ...(isIP(host) === 0 ? { servername: host } : {}),
    ca,
    ...(certPem && keyPem ? { cert: certPem, key: keyPem } : {}),
    minVersion: 'TLSv1.2',
  });
}

/** Node's own list and, where this Node can read it (22.15 and later), the computer's. */
function systemAuthorities(): string[] {
  const system = 'getCACertificates' in tls ? tls.getCACertificates('system') : [];
  return [...tls.rootCertificates, ...system];
}

/** Acknowledges what is safe, says DISCONNECT (the session stays) and closes, by force if the other side hangs. */
function sayGoodbye(client: MqttClient, socket: Socket, acks: AckQueue): void {
  acks.flush();
  const force = setTimeout(() => socket.destroy(), goodbyeWithinMs);
  socket.once('close', () => clearTimeout(force));
  if (client.connected) client.end(false);
  else socket.destroy();
}
