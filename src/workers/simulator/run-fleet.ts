import type { Announcer, Fleet } from './fleet';
import type { WireMessage } from './dialects/encoder';
import type { PlantClock } from './plant-clock';

/** Where messages go; `done` is called once the broker has taken the message. */
export type Publish = (message: WireMessage, retain: boolean, done: () => void) => void;

export interface FleetRunner {
  /** Steps the fleet up to plant time `now` allows, at most for `budget` steps; true if there is more to do. */
  advance(now: number, budget: number): boolean;
  readonly counts: { sent: number; acknowledged: number };
}

/** Messages without acknowledgement beyond which the plant waits for the broker. */
export const mostInFlight = 5000;

/**
 * Lets a fleet speak at the pace of its clock and of the broker: whatever the broker has not taken yet is held, and
 * beyond a limit the plant waits, so that nothing is lost while the broker is away.
 */
export function createFleetRunner(fleet: Fleet, clock: PlantClock, publish: Publish): FleetRunner {
  const counts = { sent: 0, acknowledged: 0 };
  const send = (message: WireMessage, retain: boolean): void => {
    counts.sent++;
    publish(message, retain, () => counts.acknowledged++);
  };
  const announcer: Announcer = {
    reading: (message) => send(message, false),
    announcement: (message) => send(message, true),
  };
  fleet.announceAll(announcer);
  return {
    counts,
    advance: (now, budget) => {
      const until = clock.at(now);
      for (let step = 0; step < budget; step++) {
        if (counts.sent - counts.acknowledged >= mostInFlight) return false;
        if (!fleet.stepOne(until, announcer)) return false;
      }
      return true;
    },
  };
}
