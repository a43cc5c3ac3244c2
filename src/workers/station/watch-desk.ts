import type { UnitId } from '../../shared/model/identity';
import type { AlarmDesk } from './alarms/alarm-desk';
import type { EventsDesk } from './events-desk';
import type { Live, LiveSample } from './live/live';
import type { Plant } from './plant/plant';
import { createWatch } from './watch/watch';

export interface WatchDeskDeps {
  readonly plant: Pick<Plant, 'channelOfSeries'>;
  readonly live: Pick<Live, 'latest'>;
  readonly events: Pick<EventsDesk, 'tell'>;
  readonly alarms: Pick<AlarmDesk, 'sample' | 'tick'>;
  /** Units of which nothing is told: retired by the simulator, hidden. */
  readonly isSilent: (unitId: UnitId) => boolean;
  readonly now: () => number;
}

/** Turns the newest samples into events and alarms, and looks about once a second for what stays away. */
export interface WatchDesk {
  observe(sample: LiveSample): void;
  tick(): void;
}

export function createWatchDesk(deps: WatchDeskDeps): WatchDesk {
  const { plant, live, events, alarms, isSilent, now } = deps;
  const watch = createWatch();
  return {
    observe: (sample) => {
      if (live.latest.get(sample.series) !== sample) return;
      const channel = plant.channelOfSeries(sample.series);
      if (!channel) return;
      alarms.sample(channel, sample);
      // What is wrong with a derived value was said of its inputs.
      if (channel.kind === 'derived') return;
      const seen = watch.sample(channel, sample, sample.seenAt);
      if (seen) events.tell(seen.severity, seen.kind, seen.words, seen.unitId);
    },
    tick: () => {
      for (const seen of watch.tick(now()))
        if (!isSilent(seen.unitId)) events.tell(seen.severity, seen.kind, seen.words, seen.unitId);
      alarms.tick();
    },
  };
}
