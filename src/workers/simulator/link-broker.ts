import { connect } from 'mqtt';
import type { MqttClient } from 'mqtt';
import { brokerTrouble, withoutSecrets } from './broker-words';

/** Who is told how the connection goes. */
export interface LinkListener {
  readonly say: (words: string) => void;
  readonly complain: (words: string) => void;
  /** Trying again cannot help. */
  readonly giveUp: () => void;
}

export interface LinkOptions {
  readonly broker: string;
  readonly username?: string;
  readonly password?: string;
  readonly retryMs?: number;
}

/**
 * Opens a connection that is kept open: it tries again for ever, says once what is wrong, and what is published
 * meanwhile waits in the client.
 */
export function linkBroker(options: LinkOptions, listener: LinkListener): MqttClient {
  const shown = withoutSecrets(options.broker);
  const client = connect(options.broker, {
    clientId: `bt-simulate-${process.pid}`,
    reconnectPeriod: options.retryMs ?? 2000,
    connectTimeout: 10_000,
    ...(options.username === undefined ? {} : { username: options.username }),
    ...(options.password === undefined ? {} : { password: options.password }),
  });
  let said = '';
  let met = false;
  const once = (words: string): void => {
    if (words !== said) listener.complain(words);
    said = words;
  };
  client.on('connect', () => {
    if ('setNoDelay' in client.stream && typeof client.stream.setNoDelay === 'function') {
      client.stream.setNoDelay(true);
    }
    said = '';
    met = true;
    listener.say(`Connected to ${shown}.`);
  });
  client.on('error', (error) => {
    const trouble = brokerTrouble(shown, error);
    once(trouble.words);
    if (trouble.fatal) listener.giveUp();
  });
  client.on('offline', () => {
    if (met) once(`The broker at ${shown} is away. The plant keeps what it has to say.`);
    met = false;
  });
  return client;
}
