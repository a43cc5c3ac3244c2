import type { Channel } from '../../../shared/model/channel';
import type { AppliedLine } from '../../../shared/model/calibration-applied';
import type { Batch, ProcessUnit } from '../../../shared/model/process-unit';
import type { ChannelId, UnitId } from '../../../shared/model/identity';
import type { ReportDocument } from '../../../shared/model/report-document';
import type { LiveSample } from '../live/live';
import type { Historian } from '../record/historian';
import type { Ledger } from '../record/ledger/ledger';
import type { PlantStore } from '../record/plant/plant-store';
import type { RecordsKeep } from '../record/records/records-keep';
import type { RecordsRoom } from '../records/records-room';
import type { SimulatorRoom } from '../serve/rooms';
import type { SigningRoom } from '../signing/signable';

/** What calibrating looks at and writes to. */
export interface CalibrationsDeps {
  readonly plant: {
    readonly version: number;
    units(): readonly ProcessUnit[];
    channelsOf(unitId: UnitId): readonly Channel[];
    channel(id: ChannelId): Channel | undefined;
    batches(unitId?: UnitId): readonly Batch[];
  };
  readonly settings: Pick<PlantStore, 'getSetting' | 'putSetting'>;
  readonly keep: Pick<RecordsKeep, 'calibrationsOfUnit' | 'stepsOf'>;
  readonly records: Pick<RecordsRoom, 'submit' | 'check' | 'batches' | 'get'>;
  readonly signing: Pick<SigningRoom, 'checked'>;
  readonly historian: Pick<Historian, 'apply' | 'raw'>;
  readonly ledger: Pick<Ledger, 'note' | 'anchor' | 'head'>;
  readonly latest: (series: number) => LiveSample | undefined;
  /** The past of these channels reads otherwise from now on. */
  readonly pastChanged: (channels: readonly Channel[]) => void;
  readonly changed: () => void;
  /** What other sensors say against a channel now; null where nothing. */
  readonly doubtOf: (channel: Channel) => string | null;
  /** Refuses where none runs. */
  readonly simulator: Pick<SimulatorRoom, 'ask' | 'status'>;
  readonly pdf: (document: ReportDocument, signal: AbortSignal) => Promise<Uint8Array>;
  readonly zone: string;
  readonly software: string;
  readonly now: () => number;
}

/** The lines of every series, as the room holds them. */
export type Lines = ReadonlyMap<number, readonly AppliedLine[]>;
