import type { StandingAlarmEntry } from '../../../shared/contract/alarms';
import type { AlarmDefinition, AlarmEvent } from '../../../shared/model/alarm';
import type { UnitId } from '../../../shared/model/identity';

/** One alarm of one unit, as it happened or stands. */
export interface AlarmHappening {
  readonly unitId: UnitId;
  readonly definition: AlarmDefinition;
  /** When it was raised, by the time of the values; null where the journal knows. */
  readonly at: number | null;
  readonly value: number | null;
  readonly limit: number | null;
}

export function happeningOf({ unitId, definition, value, limit }: StandingAlarmEntry): AlarmHappening {
  return { unitId, definition, at: null, value, limit };
}

export function happeningOfEvent(
  { unitId, at, value, limit }: AlarmEvent,
  definition: AlarmDefinition,
): AlarmHappening {
  return { unitId, definition, at, value, limit };
}
