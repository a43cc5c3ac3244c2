import { z } from 'zod';
import { phaseOverrideSchema } from '../../shared/model/phase-override';
import type { Log } from '../log';
import type { EventsDesk } from './events-desk';
import type { Live, LiveSample } from './live/live';
import type { People } from './people/create-people';
import type { Plant } from './plant/plant';
import type { QualityDesk } from './quality/quality-room';
import type { Store } from './record/open-store';
import { recordsIn } from './record/records/records-in';
import { createRecords } from './records/create-records';
import type { RecordsDeps } from './records/records-deps';
import type { RecordsDesk } from './records/records-room';
import type { ImportsRoom, TwinRoom } from './serve/rooms';
import type { SigningRoom } from './signing/signable';

/** What of the running plant records look at. */
export interface RecordsLine {
  readonly plant: Plant;
  readonly live: Pick<Live, 'latest'>;
  readonly twin: Pick<TwinRoom, 'phase'>;
  readonly imports: Pick<ImportsRoom, 'originOf'>;
  /** Notes of a batch were written by the records room. */
  readonly notesKept: RecordsDeps['notesKept'];
  readonly events: Pick<EventsDesk, 'tell'>;
  readonly now: () => number;
  readonly configChanged: () => void;
}

interface Others {
  readonly store: Store;
  readonly people: People;
  readonly quality: QualityDesk;
  readonly signing: SigningRoom;
  readonly log: Log;
}

export interface OpenedRecordsDesk {
  readonly desk: RecordsDesk;
  observe(samples: readonly LiveSample[]): void;
  stop(): void;
}

const lookEveryMs = 30_000;
const overridesSchema = z.array(phaseOverrideSchema);

/** Opens the room of the records and keeps it looking at the line. */
export function openRecordsDesk(
  line: RecordsLine,
  { store, people, quality, signing, log }: Others,
): OpenedRecordsDesk {
  const { ledger, records, plant: kept, historian } = store;
  const { plant, live, imports, now } = line;
  const keep = recordsIn(records);
  const desk = createRecords({
    keep,
    ledger,
    clockTrusted: () => ledger.clockTrusted(),
    stationId: kept.stationId,
    zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    people,
    everybody: () => people.verbs.list().filter(({ state }) => state === 'active'),
    quality,
    plant,
    store: kept,
    latest: (series) => live.latest.get(series),
    historian,
    phase: (unitId) => line.twin.phase(unitId),
    campaignOf: (id) => imports.originOf(id)?.campaign ?? null,
    notesKept: line.notesKept,
    changed: line.configChanged,
    tell: (...event) => line.events.tell(...event),
    now,
    signing,
    phasesSet: (batchId) =>
      overridesSchema.safeParse(kept.getSetting(`phase-overrides/${batchId}`)).data ?? [],
  });
  // Planned here, or moved on here: from then on nobody else says when it runs.
  plant.keptInRecords((id) => keep.findBatch(id) !== undefined);
  for (const kind of desk.signables()) signing.register(kind);
  people.placed('records', (_verb, input) => desk.unitOf(input));
  const failed = (problem: unknown): void =>
    log('warn', 'Records could not look at the line', { error: String(problem) });
  desk.recall().catch(failed);
  const ticking = setInterval(() => desk.tick(), 1000);
  const looking = setInterval(() => void desk.look().catch(failed), lookEveryMs);
  ticking.unref();
  looking.unref();
  return {
    desk,
    observe: (samples) => {
      for (const sample of samples) {
        const channel = plant.channelOfSeries(sample.series);
        if (channel) desk.observe(channel, sample);
      }
    },
    stop: () => {
      clearInterval(ticking);
      clearInterval(looking);
    },
  };
}
