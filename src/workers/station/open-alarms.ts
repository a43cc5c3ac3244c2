import { randomUUID } from 'node:crypto';
import type { UnitId } from '../../shared/model/identity';
import type { PhaseId } from '../../shared/model/phase';
import { actorWords } from '../../shared/model/actor';
import { actingNow } from './acting';
import { createAlarmsRoom, type AlarmsRoom } from './alarms/alarms-room';
import type { AlarmDesk } from './alarms/alarm-desk';
import { createOutages, outageType, type OutagesRoom } from './alarms/outages';
import { alarmsIn } from './record/alarms/alarms-in';
import type { Store } from './record/open-store';
import type { SigningRoom } from './signing/signable';

export interface OpenAlarmsDeps {
  readonly store: Pick<Store, 'ledger' | 'records' | 'plant'>;
  readonly signing: Pick<SigningRoom, 'register'>;
  readonly phaseOf: (unitId: UnitId) => PhaseId;
  readonly isSilent: (unitId: UnitId) => boolean;
  readonly changed: () => void;
  readonly now: () => number;
}

export interface OpenedAlarms {
  readonly room: AlarmsRoom & { readonly outages: OutagesRoom };
  readonly desk: AlarmDesk;
}

/** Transitions of one frame of arrivals are kept in one commit. */
const coalesceMs = 20;

/** Opens the alarms over records.db; changes of the master database have their entry in the ledger. */
export function openAlarms({ store, signing, ...deps }: OpenAlarmsDeps): OpenedAlarms {
  const { room, desk } = createAlarmsRoom({
    ...deps,
    keep: alarmsIn(store.records),
    soon: (run) => setTimeout(run, coalesceMs),
    actor: () => actorWords(actingNow()),
    recorded: (id, reason, change) =>
      store.ledger.write({ what: 'alarm.defined', subject: { type: 'alarm', id }, reason }, change),
  });
  const outages = createOutages({
    ...deps,
    desk,
    settings: store.plant,
    recorded: (what, id, reason, change) =>
      store.ledger.write({ what, subject: { type: outageType, id }, reason }, change),
    actor: actingNow,
    newId: randomUUID,
  });
  signing.register(outages.signable());
  return { room: { ...room, outages }, desk };
}
