import { randomBytes } from 'node:crypto';
import type { SparkplugConnection } from '../../src/shared/model/connection';
import type { Driver, DriverSink } from '../driver';
import { refusalOf } from '../mqtt/decode';
import { openLink, type LinkEvents, type LinkOptions, type MessageAnswer, type Publish } from '../mqtt/open';
import { createSparkplugHost, type HostStep, type SparkplugHost } from './host';
import { decodeHostState, encodeHostState } from './host-state';
import { parseSparkplugTopic, sparkplugNamespace, stateTopic } from './topic';

const tickMs = 1000;

function filtersOf({ groups, hostId }: SparkplugConnection): readonly string[] {
  if (groups.length === 0) return [`${sparkplugNamespace}/#`];
  return [...groups.map((group) => `${sparkplugNamespace}/${group}/#`), stateTopic(hostId)];
}

/**
 * A Sparkplug B 3.0 host application. Its session is clean, as the standard wants it: what edge nodes published while
 * it was away comes from their own stores, as historical metrics.
 */
export const sparkplugDriver: Driver<SparkplugConnection> = {
  run: async ({ connection, secrets }, sink, signal) => {
    const host = createSparkplugHost(connection);
    const startedAt = Date.now();
    const session = sessionOf(connection, host, sink, startedAt);
    sink.state('connecting', '');
    const ticking = setInterval(() => session.tick(), tickMs);
    try {
      const link: LinkOptions = {
        broker: connection.broker,
        secrets,
        persistent: false,
        filters: filtersOf(connection),
      };
      const will = stateMessage(connection, false, startedAt);
      return await openLink(connection.announce ? { ...link, will } : link, session.events, signal);
    } finally {
      clearInterval(ticking);
    }
  },

  test: async ({ connection, secrets }, signal) => {
    const { broker } = connection;
    const clientId = `${broker.clientId.slice(0, 45)}-test-${randomBytes(3).toString('hex')}`;
    const done = new AbortController();
    const stop = (): void => done.abort();
    signal.addEventListener('abort', stop, { once: true });
    let answer: string | undefined;
    const end = await openLink(
      { broker: { ...broker, clientId }, secrets, persistent: false, filters: filtersOf(connection) },
      {
        online: (words) => {
          answer = words;
          stop();
        },
        message: () => undefined,
      },
      done.signal,
    );
    signal.removeEventListener('abort', stop);
    if (answer === undefined) return { ok: false, words: end.words || 'The test was stopped.' };
    return { ok: true, words: answer || `Connected with MQTT ${broker.protocol} and subscribed.` };
  },
};

interface Session {
  readonly events: LinkEvents;
  tick(): void;
}

/** One link's life: births, deaths and data in, STATE and requests for births out. */
function sessionOf(
  connection: SparkplugConnection,
  host: SparkplugHost,
  sink: DriverSink,
  startedAt: number,
): Session {
  let send: Publish | undefined;
  let brokerWords = '';
  let told: string | undefined;
  const publish: Publish = async (message) => {
    // A link that fails ends, and says so itself.
    await send?.(message).catch(() => undefined);
  };
  const say = (online: boolean, timestamp: number): void => {
    if (connection.announce) void publish(stateMessage(connection, online, timestamp));
  };
  const tell = (): void => {
    sink.detail?.(detailOf(host));
    const words = [brokerWords, wordsOf(host)].filter((part) => part !== '').join(' ');
    if (send === undefined || words === told) return;
    told = words;
    sink.state('online', words);
  };
  const command = ({ commands }: HostStep): void => {
    for (const { topic, payload } of commands) void publish({ topic, payload, qos: 0, retain: false });
  };
  const pass = (
    step: HostStep,
    topic: string,
    payload: Uint8Array,
    seenTime: number,
    answer: MessageAnswer,
  ): void => {
    const { readings, problem, batch } = step;
    const refusal = problem ? { refusal: refusalOf(problem, topic, payload) } : {};
    sink.deliver({
      readings,
      ...(batch ? { batch } : {}),
      ...refusal,
      connectionId: connection.id,
      topic,
      payload,
      seenTime,
      ...answer,
    });
    command(step);
    tell();
  };
  const ownState = (payload: Uint8Array): void => {
    const state = decodeHostState(payload);
    // The will of an earlier session came late: edge nodes must not believe it.
    if (state?.online === false) say(true, startedAt);
  };

  return {
    tick: () => {
      if (send === undefined) return;
      const step = host.tick(Date.now());
      if (step.readings.length > 0 || step.problem)
        pass(step, `${sparkplugNamespace}/held`, new Uint8Array(), Date.now(), unanswered);
      else command(step);
    },
    events: {
      online: (words, give) => {
        send = give;
        brokerWords = words;
        say(true, startedAt);
        tell();
      },
      leaving: () => say(false, Date.now()),
      message: (topic, payload, retained, answer) => {
        const place = parseSparkplugTopic(topic);
        if (place?.kind === 'STATE') {
          if (place.host === connection.hostId) ownState(payload);
          return answer.ack();
        }
        const seenTime = Date.now();
        // Sparkplug retains nothing but STATE: a retained birth tells of a session that is long gone.
        if (retained) return answer.ack();
        pass(host.receive(topic, payload, seenTime), topic, payload, seenTime, answer);
      },
    },
  };
}

const unanswered: MessageAnswer = { ack: () => undefined, giveBack: () => undefined };

function stateMessage(
  { hostId }: SparkplugConnection,
  online: boolean,
  timestamp: number,
): {
  topic: string;
  payload: Uint8Array;
  qos: 1;
  retain: true;
} {
  return { topic: stateTopic(hostId), payload: encodeHostState({ online, timestamp }), qos: 1, retain: true };
}

function detailOf(host: SparkplugHost): string {
  const { nodesAlive, devicesAlive, gaps, rebirthsAsked } = host.figures();
  const count = (n: number, one: string, many: string): string => `${n} ${n === 1 ? one : many}`;
  return [
    `${count(nodesAlive, 'edge node', 'edge nodes')} and ${count(devicesAlive, 'device', 'devices')} alive`,
    gaps > 0 ? count(gaps, 'gap', 'gaps') : '',
    rebirthsAsked > 0 ? `births asked for ${count(rebirthsAsked, 'time', 'times')}` : '',
  ]
    .filter((part) => part !== '')
    .join(', ');
}

function wordsOf(host: SparkplugHost): string {
  const { sharedNames } = host.figures();
  if (sharedNames.length === 0) return '';
  return (
    `Two edge nodes have a device called ${sharedNames.slice(0, 3).join(', ')}: only the first is read. ` +
    'Choose units by edge node and device under Connections.'
  );
}
