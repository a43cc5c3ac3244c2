import { channelId, type ChannelId } from '../../shared/model/identity';
import type { EventsDesk } from './events-desk';
import type { TwinReport } from './serve/rooms';

type Suspicion = NonNullable<TwinReport['suspicions']>[number];

/** Shows which sensor others contradict, from when it begins until it ends. */
export interface SuspicionDesk {
  /** All that is suspected now. */
  update(suspicions: readonly Suspicion[]): void;
}

/** @param nameOf name of a channel, where there is one */
export function createSuspicionDesk(
  events: Pick<EventsDesk, 'began' | 'ended'>,
  nameOf: (id: ChannelId) => string | undefined,
): SuspicionDesk {
  const open = new Map<string, string>();
  return {
    update: (suspicions) => {
      const now = new Map(suspicions.map((one) => [`suspect/${one.unitId}/${one.tag}/${one.kind}`, one]));
      for (const [key, name] of open) {
        if (now.has(key)) continue;
        open.delete(key);
        events.ended(key, `${name} agrees with the other sensors again`);
      }
      for (const [key, { unitId, tag, kind, words }] of now) {
        if (open.has(key)) continue;
        const name = `${unitId}: ${nameOf(channelId(unitId, tag)) ?? tag}`;
        open.set(key, name);
        events.began(key, {
          kind: 'sensor-suspect',
          words:
            kind === 'probe-response'
              ? `${name}: the probe answers slowly. ${words}`
              : `${name} is contradicted by other sensors: ${words}`,
          advice: `Check ${tag} against another instrument. Its values are recorded as they come; nothing is corrected.`,
        });
      }
    },
  };
}
