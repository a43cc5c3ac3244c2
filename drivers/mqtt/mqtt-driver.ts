import { randomBytes } from 'node:crypto';
import type { BrokerConnection } from '../../src/shared/model/connection';
import type { Decoded, Driver } from '../driver';
import { createDecoder, defaultTopics, refusalOf } from './decode';
import { openLink, type LinkOptions } from './open';
import { createTopicFilter } from './topic-filter';

function filtersOf({ topics, dialect }: BrokerConnection): readonly string[] {
  return topics.length > 0 ? topics : defaultTopics(dialect);
}

/** Reads an MQTT broker, 3.1.1 or 5, through the decoder of the connection's dialect. */
export const mqttDriver: Driver<BrokerConnection> = {
  run: ({ connection, secrets }, sink, signal) => {
    const decode = createDecoder(connection.dialect);
    const filters = filtersOf(connection);
    const subscribed = createTopicFilter(filters);
    sink.state('connecting', '');
    return openLink(
      { broker: connection.broker, secrets, persistent: true, filters },
      {
        online: (words) => sink.state('online', words),
        message: (topic, payload, retained, answer) => {
          const seenTime = Date.now();
          // The broker's session may still hold subscriptions of an earlier configuration.
          const decoded: Decoded = subscribed(topic)
            ? decode(topic, payload, seenTime, retained)
            : { readings: [], refusal: refusalOf('not-subscribed', topic, payload) };
          sink.deliver({ ...decoded, connectionId: connection.id, topic, payload, seenTime, ...answer });
        },
      },
      signal,
    );
  },

  test: async ({ connection, secrets }, signal) => {
    const clientId = `${connection.broker.clientId.slice(0, 45)}-test-${randomBytes(3).toString('hex')}`;
    const link: LinkOptions = {
      broker: { ...connection.broker, clientId },
      secrets,
      persistent: false,
      filters: filtersOf(connection),
    };
    const done = new AbortController();
    const stop = (): void => done.abort();
    signal.addEventListener('abort', stop, { once: true });
    let answer = '';
    let online = false;
    const end = await openLink(
      link,
      {
        online: (words) => {
          online = true;
          answer = words;
          stop();
        },
        message: () => undefined,
      },
      done.signal,
    );
    signal.removeEventListener('abort', stop);
    if (!online) return { ok: false, words: end.words || 'The test was stopped.' };
    return { ok: true, words: answer || `Connected with MQTT ${connection.broker.protocol} and subscribed.` };
  },
};
