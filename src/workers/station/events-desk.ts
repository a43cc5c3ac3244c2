import type { Degradation, StationEvent } from '../../shared/model/station-event';
import type { UnitId } from '../../shared/model/identity';
import type { Log } from '../log';
import type { PlantStore } from './record/plant/plant-store';

/** Tells people what happened and what is not as it should be. */
export interface EventsDesk {
  tell(severity: StationEvent['severity'], kind: string, words: string, unitId?: UnitId | null): void;
  /** Begins a state that is not as it should be; told once, shown until {@link ended}. */
  began(key: string, degradation: Omit<Degradation, 'since'>): void;
  ended(key: string, words: string): void;
  degradations(): Degradation[];
}

export function createEventsDesk(
  store: Pick<PlantStore, 'appendEvent'>,
  log: Log,
  now: () => number,
): EventsDesk {
  const open = new Map<string, Degradation>();
  const tell: EventsDesk['tell'] = (severity, kind, words, unitId = null) => {
    log(severity === 'warning' ? 'warn' : severity, words, { kind, unitId });
    try {
      store.appendEvent({ at: now(), severity, kind, unitId, words });
    } catch (error) {
      // A full disk must not stop the station from saying that the disk is full.
      log('error', 'An event could not be stored', { kind, error: String(error) });
    }
  };
  return {
    tell,
    began: (key, degradation) => {
      const known = open.get(key);
      open.set(key, { ...degradation, since: known?.since ?? now() });
      if (known?.words !== degradation.words) tell('warning', degradation.kind, degradation.words);
    },
    ended: (key, words) => {
      const known = open.get(key);
      if (!known) return;
      open.delete(key);
      tell('info', known.kind, words);
    },
    degradations: () => [...open.values()].toSorted((a, b) => a.since - b.since),
  };
}
