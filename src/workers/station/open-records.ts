import type { FailedBatch } from '../../shared/contract/audit';
import type { Log } from '../log';
import { openWorkspaces } from './open-workspaces';
import { createChangeControl } from './change-control/create-change-control';
import { createAudit } from './audit/create-audit';
import { restoreKind, restoreType } from './audit/restore-signing';
import type { Completeness } from './completeness/create-completeness';
import type { EventsDesk } from './events-desk';
import type { CalibrationsDesk } from './calibrations/calibrations-room';
import { openCalibrations, type CalibrationsLine } from './open-calibrations';
import { openReports } from './open-reports';
import { openRecordsDesk, type RecordsLine } from './open-records-desk';
import type { ModelRef } from '../../shared/model/model-registry';
import type { ModelApproval } from './models/model-registry';
import { createPeople, type People } from './people/create-people';
import { ownThreadHasher, threadHasher } from './people/password-hash';
import type { PlaceOf } from './people/people-room';
import type { Plant } from './plant/plant';
import type { LiveSample } from './live/live';
import type { StationLedger } from './record/ledger/ledger';
import type { Store } from './record/open-store';
import { openPeople } from './record/people/open-people';
import { createQuality } from './quality/create-quality';
import type { QualityDesk } from './quality/quality-room';
import { qualityIn } from './record/quality/quality-in';
import { signaturesIn } from './record/signatures/signatures-in';
import { masterKey } from './record/plant/sealed-secret';
import type { Rooms } from './serve/rooms';
import { createSigning } from './signing/create-signing';
import type { SigningRoom } from './signing/signable';
import { signableModel } from './signing/signable-model';
import type { StationInit } from './station-init';
import type { StationThreads } from './file-desks';

export interface OpenRecordsDeps extends Omit<RecordsLine, 'events'>, Omit<CalibrationsLine, 'events'> {
  readonly init: StationInit;
  readonly store: Store;
  readonly threads: StationThreads;
  readonly plant: Plant;
  readonly completeness: Pick<Completeness, 'holesOf'>;
  readonly events: Pick<EventsDesk, 'tell' | 'began' | 'ended' | 'degradations'>;
  readonly log: Log;
  readonly now: () => number;
  /** What screens hold of the configuration is out of date. */
  readonly configChanged: () => void;
}

/** What the records rooms may have of each other; serve sees of them what {@link OpenedRecords} hands out as rooms. */
export interface OpenedRecords {
  readonly ledger: StationLedger;
  readonly people: People;
  readonly quality: QualityDesk;
  readonly signing: SigningRoom;
  /** Whether exactly this model was signed for its use. */
  readonly approval: (of: ModelRef) => ModelApproval;
  /** What the last verification found of batches. */
  readonly failedBatches: () => readonly FailedBatch[];
  /** Everything that a first start makes is there. */
  readonly ready: Promise<void>;
  /** For serve. */
  readonly rooms: Pick<
    Rooms,
    | 'quality'
    | 'people'
    | 'audit'
    | 'signing'
    | 'records'
    | 'reports'
    | 'workspaces'
    | 'calibrations'
    | 'changeControl'
  >;
  /** Samples on their way: marked for the store, and as they are shown. */
  readonly calibrations: Pick<CalibrationsDesk, 'marked' | 'shown' | 'linesOf'>;
  /** Samples that are new, for the gates and the set points. */
  readonly observe: (samples: readonly LiveSample[]) => void;
  stop(): Promise<void>;
}

/** Opens the rooms in the order in which they need each other: ledger, people, quality, records, signing, reports. */
export function openRecords(deps: OpenRecordsDeps): OpenedRecords {
  const { init, store, threads, events, log, now } = deps;
  const { ledger } = store;
  const people = openPeopleRoom(deps);
  const quality = createQuality({
    keep: qualityIn(store.records),
    ledger,
    people,
    everybody: () => people.verbs.list(),
    now,
  });
  people.placed('quality', unitOfQuality(quality));
  const signing = openSigning(deps, people, quality);
  for (const kind of quality.signables()) signing.register(kind);
  signing.register(signableModel(store.plant));
  signing.register(people.signable());
  signing.register(restoreKind(ledger, (id) => signing.of(restoreType, id)));
  const records = openRecordsDesk(deps, { store, people, quality, signing, log });
  const audit = createAudit({
    ledger,
    store,
    plant: deps.plant,
    events,
    log,
    now,
    threads,
    init,
    inUse: () => people.inUse(),
  });
  const changeControl = createChangeControl({
    settings: store.plant,
    ledger,
    quality,
    first: init.demo ? 'reasoned' : 'off',
    now,
  });
  const calibrations = openCalibrations(deps, { people, records: records.desk, signing });
  const reports = openReports({ ...deps, records: records.desk, quality, signing, audit: audit.room });
  return {
    ledger,
    people,
    quality,
    signing,
    approval: ({ name, version }) => {
      if (!people.inUse()) return 'set-up';
      const signed = signing.checked('model', `${name}@${version}`);
      return signed.some(({ signature, state }) => signature.meaning === 'MOD_A' && state === 'valid')
        ? 'signed'
        : 'unsigned';
    },
    failedBatches: () => audit.room.status().failedBatches,
    ready: isFreshDemo(deps, people) ? people.addDemoPeople() : Promise.resolve(),
    rooms: {
      quality,
      people: {
        ...people,
        admit: (at, asking) => changeControl.admitted(people.admit(at, asking), asking.verb),
      },
      changeControl,
      audit: audit.room,
      signing,
      records: records.desk,
      reports,
      calibrations,
      workspaces: openWorkspaces(deps, people),
    },
    calibrations,
    observe: (samples) => records.observe(samples),
    stop: async () => {
      reports.stop();
      calibrations.stop();
      records.stop();
      await people.stop();
      await audit.stop();
    },
  };
}

function openSigning({ store, now }: OpenRecordsDeps, people: People, quality: QualityDesk): SigningRoom {
  const { ledger, records, plant } = store;
  return createSigning({
    keep: signaturesIn(records),
    ledger,
    people,
    quality,
    stationId: plant.stationId,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    clockTrusted: () => ledger.clockTrusted(),
    now,
  });
}

/** Items are named by their number alone; a new one names its unit itself. */
function unitOfQuality(quality: Pick<QualityDesk, 'unitOf'>): PlaceOf {
  return (_verb, input) => {
    const id = typeof input === 'object' && input !== null && 'id' in input ? input.id : undefined;
    return typeof id === 'string' ? quality.unitOf(id) : undefined;
  };
}

function openPeopleRoom({ init, store, threads, plant, events, now }: OpenRecordsDeps): People {
  return createPeople({
    keep: openPeople(store.records, masterKey(init.masterKeyHex)),
    ledger: store.ledger,
    hasher: threads.password === undefined ? ownThreadHasher() : threadHasher(threads.password),
    now,
    unitExists: (id) => plant.units().some((unit) => unit.id === id),
    unitOfBatch: (id) => plant.batches().find((batch) => batch.id === id)?.unitId,
    tell: (...event) => events.tell(...event),
    lockedAre: (userIds) => tellLocked(events, userIds),
    demo: init.demo,
  });
}

/** A folder that the demo made, with nobody and nothing in it that is not the demo's. */
function isFreshDemo({ init, store, plant }: OpenRecordsDeps, people: People): boolean {
  return (
    init.demo &&
    !people.inUse() &&
    plant.units().every(({ simulated }) => simulated) &&
    store.plant.listConnections().length === 0
  );
}

/** Shown on every screen until somebody has looked into it. */
function tellLocked(events: OpenRecordsDeps['events'], userIds: readonly string[]): void {
  if (userIds.length === 0) return events.ended('accounts-locked', 'No account is locked any more');
  const words = `Locked after failed sign-ins: ${userIds.join(', ')}.`;
  events.began('accounts-locked', {
    kind: 'accounts-locked',
    words,
    advice: 'An administrator asks the person and unlocks it on the People page.',
  });
}
