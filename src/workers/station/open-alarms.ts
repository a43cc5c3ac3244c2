import type { UnitId } from '../../shared/model/identity';
import type { PhaseId } from '../../shared/model/phase';
import { actorWords } from '../../shared/model/actor';
import { actingNow } from './acting';
import { createAlarmsRoom, type AlarmsRoom } from './alarms/alarms-room';
import type { AlarmDesk } from './alarms/alarm-desk';
import { alarmsIn } from './record/alarms/alarms-in';
import type { Store } from './record/open-store';

export interface OpenAlarmsDeps {
  readonly store: Pick<Store, 'ledger' | 'records'>;
  readonly phaseOf: (unitId: UnitId) => PhaseId;
  readonly isSilent: (unitId: UnitId) => boolean;
  readonly changed: () => void;
  readonly now: () => number;
}

/** Transitions of one frame of arrivals are kept in one commit. */
const coalesceMs = 20;

/** Opens the alarms over records.db; changes of the master database have their entry in the ledger. */
export function openAlarms({ store, ...deps }: OpenAlarmsDeps): { room: AlarmsRoom; desk: AlarmDesk } {
  return createAlarmsRoom({
    ...deps,
    keep: alarmsIn(store.records),
    soon: (run) => setTimeout(run, coalesceMs),
    actor: () => actorWords(actingNow()),
    recorded: (id, reason, change) =>
      store.ledger.write({ what: 'alarm.defined', subject: { type: 'alarm', id }, reason }, change),
  });
}
