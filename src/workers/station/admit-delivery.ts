import type { Delivery } from '../../../drivers/driver';
import type { ConnectionId } from '../../shared/model/identity';
import { Refusal } from '../../shared/model/refusal';
import type { Door } from './door';
import type { EventsDesk } from './events-desk';
import type { LiveSample } from './live/live';

type Accept = (samples: readonly LiveSample[], from: string, done: () => void, gaveUp: () => void) => void;

/** Lets what a source delivered through the door, or gives it back to the source where it could not be saved. */
export function admitDelivery(door: Door, events: EventsDesk, accept: Accept) {
  return (
    connection: Parameters<Door['admit']>[0] & { readonly id: ConnectionId },
    delivery: Delivery,
  ): void => {
    const giveBack = (): void => delivery.giveBack();
    try {
      accept(door.admit(connection, delivery), connection.id, () => delivery.ack(), giveBack);
      events.ended('admission', 'New units, channels and batches can be saved again');
    } catch (problem) {
      // A new unit, channel or batch could not be saved (a full disk): the source keeps the message.
      if (!(problem instanceof Refusal)) throw problem;
      events.began('admission', {
        kind: 'not-admitted',
        words: problem.words,
        advice: 'Free space on the disk.',
      });
      giveBack();
    }
  };
}
