import type { ConnectionStatus } from '../../shared/model/connection';
import type { EventsDesk } from './events-desk';

/** Turns the state of a source into what people are told: a degradation with a beginning and an end. */
export function reportSource(events: EventsDesk, name: string, status: ConnectionStatus): void {
  const key = `source:${status.connectionId}`;
  switch (status.state) {
    case 'refused':
    case 'offline':
      events.began(key, {
        kind: `source-${status.state}`,
        words: `${name}: ${status.words || status.state}`,
        advice: 'The station keeps trying. The broker holds QoS 1 messages for it meanwhile.',
      });
      return;
    case 'online':
      if (status.freshness === 'lost' || status.freshness === 'stale')
        events.began(key, {
          kind: 'source-silent',
          words: `${name} is connected but sends nothing`,
          advice: 'See whether the plant publishes, and whether the topics of the connection are right.',
        });
      else events.ended(key, `${name} is online`);
      return;
    case 'off':
      events.ended(key, `${name} is switched off`);
      return;
    case 'connecting':
  }
}
