import type { Connection, ConnectionStatus } from '../../shared/model/connection';
import type { EventsDesk } from './events-desk';

interface Advice {
  readonly away: string;
  readonly silent: string;
}

const brokerAdvice: Advice = {
  away: 'The station keeps trying. The broker holds QoS 1 messages for it meanwhile.',
  silent: 'See whether the plant publishes, and whether the topics of the connection are right.',
};
const deviceAdvice: Advice = {
  away: 'The station keeps trying. What cannot be read meanwhile shows as a hole.',
  silent: 'See whether the device has power and is plugged in: the connections screen tells its state.',
};
const fileAdvice: Advice = {
  away: 'The station keeps looking. Rows that are written meanwhile are read when it can be opened.',
  silent: 'See whether the program that writes the file still runs.',
};
const edgeAdvice: Advice = {
  away: 'The station keeps trying. Edge nodes that have it as their primary host keep their data meanwhile.',
  silent: 'See whether the edge nodes run: the connections screen tells how many are alive.',
};
const adviceFor: Readonly<Partial<Record<Connection['kind'], Advice>>> = {
  serial: deviceAdvice,
  line: deviceAdvice,
  'modbus-rtu': deviceAdvice,
  'modbus-tcp': deviceAdvice,
  csv: fileAdvice,
  sparkplug: edgeAdvice,
};

/** Turns the state of a source into what people are told: a degradation with a beginning and an end. */
export function reportSource(
  events: EventsDesk,
  connection: Pick<Connection, 'name' | 'kind'> | undefined,
  status: ConnectionStatus,
): void {
  const name = connection?.name ?? status.connectionId;
  const advice = adviceFor[connection?.kind ?? 'mqtt'] ?? brokerAdvice;
  const key = `source:${status.connectionId}`;
  switch (status.state) {
    case 'refused':
    case 'offline':
      events.began(key, {
        kind: `source-${status.state}`,
        words: `${name}: ${status.words || status.state}`,
        advice: advice.away,
      });
      return;
    case 'online':
      if (status.freshness === 'lost' || status.freshness === 'stale')
        events.began(key, {
          kind: 'source-silent',
          words: `${name} is connected but sends nothing`,
          advice: advice.silent,
        });
      else events.ended(key, `${name} is online`);
      return;
    case 'off':
      events.ended(key, `${name} is switched off`);
      return;
    case 'connecting':
  }
}
