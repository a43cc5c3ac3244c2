import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { actorWords } from '../../shared/model/actor';
import { clockEstimateSchema, type FieldCalibration } from '../../shared/model/field-file';
import type { UnitId } from '../../shared/model/identity';
import type { Log } from '../log';
import { actingNow } from './acting';
import type { Completeness } from './completeness/create-completeness';
import type { DevicesRoom } from './devices/devices-room';
import type { EventsDesk } from './events-desk';
import { createMergeDesk } from './field/merge-desk';
import { createFieldRoom, type FieldRoom } from './field/field-room';
import { createRecordings, type RecordingsDeps } from './field/recordings';
import { handIn, type Accept } from './hand-in';
import type { LiveSample } from './live/live';
import type { Plant } from './plant/plant';
import { fieldMergesIn } from './record/field/field-merges-in';
import type { Store } from './record/open-store';
import type { CalibrationInForce } from './records/records-room';
import { probeTag } from './field/probe-tag';
import type { Sources } from './sources';
import type { StationInit } from './station-init';

export interface OpenFieldDeps {
  readonly init: StationInit;
  readonly store: Store;
  readonly plant: Plant;
  readonly demoUnits: ReadonlySet<UnitId>;
  readonly completeness: Pick<Completeness, 'holesOf'>;
  readonly events: Pick<EventsDesk, 'tell'>;
  readonly devices: Pick<DevicesRoom, 'statuses'>;
  readonly sources: Pick<Sources, 'list'>;
  readonly records: { calibrations(unitId: UnitId, at: number | undefined): readonly CalibrationInForce[] };
  /** The front door of the station, after the check. */
  readonly accept: Accept<LiveSample>;
  readonly configChanged: () => void;
  readonly log: Log;
  readonly now: () => number;
}

const clockSetting = 'field-clock';

/** Opens the room of field files: recorded here, and merged here. */
export function openField(deps: OpenFieldDeps): FieldRoom {
  const { init, store, plant, events, now } = deps;
  const { ledger, historian, plant: keep } = store;
  const same = {
    dataDir: init.dataDir,
    actor: () => actorWords(actingNow()),
    newId: () => randomUUID(),
    now,
  };
  const tell: RecordingsDeps['tell'] = (severity, kind, words) => events.tell(severity, kind, words);
  const recordings = createRecordings({
    ...same,
    appVersion: init.appVersion,
    stationId: keep.stationId,
    computer: hostname(),
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    key: () => (ledger.trouble() ? null : (ledger.keys().at(-1) ?? null)),
    sign: (bytes) => ledger.sign(bytes).value,
    devices: (withHistory) => deps.devices.statuses(null, withHistory),
    connection: (id) => deps.sources.list().find((one) => one.id === id),
    calibrations: (unitId) => byTag(deps.records.calibrations(unitId, now())),
    clockEstimate: {
      get: () => clockEstimateSchema.safeParse(keep.getSetting(clockSetting)).data ?? null,
      put: (estimate) => keep.putSetting(clockSetting, estimate),
    },
    tell,
    monotonic: () => performance.now(),
  });
  const merging = createMergeDesk({
    ...same,
    plant,
    demoUnits: deps.demoUnits,
    historian,
    keep: fieldMergesIn(store.records),
    ledgered: (what, merge, change) => {
      const { id, sha256, file, name, added, there, conflicts } = merge;
      const facts = { sha256, file, name, added, there, conflicts };
      ledger.write({ what, subject: { type: 'field-merge', id }, facts }, change);
    },
    ownKeys: () => ledger.keys().map(({ keyId }) => keyId),
    holesOf: (channels, from, to) => deps.completeness.holesOf(channels, from, to),
    record: async (samples, from) => {
      await handIn(samples, from, deps.accept);
    },
    tell,
    changed: deps.configChanged,
    pause: () => new Promise((resolve) => setImmediate(resolve)),
  });
  const takenUp = merging
    .takeUp()
    .catch((error: unknown) => deps.log('error', 'A merge could not be taken up', { error: String(error) }));
  return createFieldRoom(init.dataDir, recordings, merging, takenUp);
}

function byTag(calibrations: readonly CalibrationInForce[]): ReadonlyMap<string, FieldCalibration> {
  return new Map(
    calibrations.flatMap(({ recordId, probe, serial, verdict, validFrom, validUntil, computed }) => {
      const tag = probeTag(probe);
      const figures = computed.map(({ name, value, unit }) => `${name} ${value ?? '-'} ${unit}`.trim());
      const words = [verdict.words, ...figures].join('; ').slice(0, 2000);
      return tag === null ? [] : [[tag, { recordId, probe, serial, words, validFrom, validUntil }] as const];
    }),
  );
}
