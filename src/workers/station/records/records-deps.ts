import type { PersonActor } from '../../../shared/model/actor';
import type { Channel } from '../../../shared/model/channel';
import type { BatchId, ChannelId, UnitId } from '../../../shared/model/identity';
import type { PhaseId } from '../../../shared/model/phase';
import type { Batch, ProcessUnit } from '../../../shared/model/process-unit';
import { Refusal } from '../../../shared/model/refusal';
import type { StationEvent } from '../../../shared/model/station-event';
import { actingNow } from '../acting';
import type { LiveSample } from '../live/live';
import type { PeopleRoom } from '../people/people-room';
import type { QualityRoom } from '../quality/quality-room';
import type { Historian } from '../record/historian';
import type { Ledger } from '../record/ledger/ledger';
import type { PlantStore } from '../record/plant/plant-store';
import type { RecordsKeep } from '../record/records/records-keep';

/** The running plant, as the records room looks at it. */
export interface PlantView {
  units(): readonly ProcessUnit[];
  channelsOf(unitId: UnitId): readonly Channel[];
  channel(id: ChannelId): Channel | undefined;
  runningBatch(unitId: UnitId): Batch | null;
  batches(unitId?: UnitId): readonly Batch[];
  /** Puts a batch that was saved in a transaction here into memory. */
  adopt(batch: Batch): void;
}

export interface RecordsDeps {
  readonly keep: RecordsKeep;
  readonly ledger: Pick<Ledger, 'write' | 'note' | 'list'>;
  readonly clockTrusted: () => boolean;
  readonly stationId: string;
  /** The station's time zone. */
  readonly zone: string;
  readonly people: Pick<PeopleRoom, 'inUse' | 'nameOf' | 'may' | 'rolesAt'>;
  /** Everybody with an account. */
  readonly everybody: () => readonly { readonly personId: string; readonly name: string }[];
  readonly quality: Pick<QualityRoom, 'openDeviation' | 'openOf' | 'blockAcceptance'>;
  readonly plant: PlantView;
  /** Batches and notes on the disk, inside the running transaction. */
  readonly store: Pick<PlantStore, 'saveBatch' | 'appendNotes' | 'listNotes' | 'listEvents'>;
  /** Newest sample of a series. */
  readonly latest: (series: number) => LiveSample | undefined;
  readonly historian: Pick<Historian, 'grid' | 'newest' | 'raw'>;
  readonly phase: (unitId: UnitId) => { readonly phase: PhaseId; readonly since: number | null };
  /** Campaign that brought a batch; null for any other. */
  readonly campaignOf: (batchId: BatchId) => string | null;
  /** Notes of a batch were written in a transaction here. */
  readonly notesKept: (batchId: BatchId) => void;
  readonly changed: () => void;
  readonly tell: (
    severity: StationEvent['severity'],
    kind: string,
    words: string,
    unitId?: UnitId | null,
  ) => void;
  readonly now: () => number;
}

/** Who acts. Records belong to people: nobody else writes one. */
export function personActing(): PersonActor {
  const actor = actingNow();
  if (actor.kind === 'person') return actor;
  throw new Refusal('UNAUTHORIZED', 'Sign in first: a record belongs to a person');
}

/** Refused unless the person may write records at that unit. */
export function requireRight(
  { people }: Pick<RecordsDeps, 'people'>,
  personId: string,
  unitId: UnitId | null,
): void {
  if (!people.may(personId, 'record', unitId))
    throw new Refusal(
      'FORBIDDEN',
      unitId === null
        ? 'Your roles do not let you write records'
        : `Your roles do not let you write records at ${unitId}`,
    );
}
