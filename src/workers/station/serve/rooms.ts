import type { ContractRouterClient } from '@orpc/contract';
import type { z } from 'zod';
import type { BackfillRun, EdgeSeries, EdgeStatus } from '../../../shared/contract/backfill';
import type { Bridge, BridgeId, BridgeStatus } from '../../../shared/model/bridge';
import type { Contract } from '../../../shared/contract/contract';
import type { ImportProgress } from '../../../shared/contract/imports';
import type { demoAttachSchema, twinReportSchema } from '../../../shared/contract/twin';
import type { SeriesHead } from '../../../shared/contract/series';
import type { BatchNote, BatchNoteBody } from '../../../shared/model/batch-note';
import type {
  ChannelMapping,
  Connection,
  ConnectionSecrets,
  ConnectionStatus,
  UnmappedTopic,
} from '../../../shared/model/connection';
import type { Channel } from '../../../shared/model/channel';
import type { EdgeStore, EdgeStoreId } from '../../../shared/model/edge-store';
import type { BatchId, ChannelId, ConnectionId, UnitId } from '../../../shared/model/identity';
import type { PhaseId } from '../../../shared/model/phase';
import type { Batch, ProcessUnit } from '../../../shared/model/process-unit';
import type { PhaseOverride } from '../../../shared/model/phase-override';
import type { ReadingColumns, Sample } from '../../../shared/model/reading';
import type { SimulatorState } from '../../../shared/model/simulator';
import type {
  SimulatorAnswer,
  SimulatorCommand,
  SimulatorDeed,
  SimulatorReport,
} from '../../../shared/model/simulator-command';
import type { StationEvent } from '../../../shared/model/station-event';
import type { AuditRoom } from '../audit/create-audit';
import type { People } from '../people/create-people';
import type { DevicesRoom } from '../devices/devices-room';
import type { ChangeControlRoom } from '../change-control/create-change-control';
import type { AlarmsRoom } from '../alarms/alarms-room';
import type { CalibrationsRoom } from '../calibrations/calibrations-room';
import type { OutagesRoom } from '../alarms/outages';
import type { ComparisonsRoom } from '../comparisons/create-comparisons';
import type { ReplayRoom } from '../replay/create-replay';
import type { Completeness } from '../completeness/create-completeness';
import type { FieldRoom } from '../field/field-room';
import type { ExportDesk } from '../exports/export-desk';
import type { KeepingDesk } from '../keeping/keeping-desk';
import type { TableDesk } from '../imports/table/table-desk';
import type { Live } from '../live/live';
import type { ModelsRoom } from '../models/models-room';
import type { RecordsRoom } from '../records/records-room';
import type { ReportsRoom } from '../reports/create-reports';
import type { SigningRoom } from '../signing/signable';
import type { QualityDesk } from '../quality/quality-room';
import type { WorkspacesRoom } from '../workspaces/create-workspaces';

type Client = ContractRouterClient<Contract>;
export type Hello = Awaited<ReturnType<Client['station']['hello']>>;
export type Health = Awaited<ReturnType<Client['station']['health']>>;
export type TwinStatus = Awaited<ReturnType<Client['twin']['status']>>;
export type TwinReport = z.infer<typeof twinReportSchema>;
export type DemoAttach = z.infer<typeof demoAttachSchema>;

/** A window of history asked for by a screen or the twin. */
export interface Window {
  readonly channels: readonly Channel[];
  readonly from: number;
  readonly to: number;
}

export interface SeriesAnswer {
  readonly head: SeriesHead;
  readonly data: ArrayBuffer;
}

/** The configured plant. Everything here may refuse with words. */
export interface PlantRoom {
  /** Raised whenever anything here changes. */
  readonly version: number;
  units(): readonly ProcessUnit[];
  channelsOf(unitId: UnitId): readonly Channel[];
  channel(id: ChannelId): Channel | undefined;
  saveUnit(unit: Omit<ProcessUnit, 'simulated'>): ProcessUnit;
  runningBatch(unitId: UnitId): Batch | null;
  batches(unitId?: UnitId): readonly Batch[];
  startBatch(unitId: UnitId, name: string, inoculatedAt: number): Batch;
  endBatch(id: BatchId): Batch;
}

export interface HistoryRoom {
  read(window: Window, widthPx: number): Promise<SeriesAnswer>;
  grid(window: Window): Promise<SeriesAnswer>;
  lastTimes(series: readonly number[]): Promise<readonly (number | null)[]>;
  /** Newest recorded sample of each series up to a time. */
  newest(series: readonly number[], upTo: number): Promise<readonly (Sample | null)[]>;
  /** Arrival time up to which everything is on disk. */
  recordedTo(): number | null;
  /** Raised when samples older than the newest were recorded. */
  readonly lateVersion: number;
  /** The same for the instruments of one unit. */
  lateVersionOf(unitId: UnitId): number;
}

export interface SourcesRoom {
  list(): readonly (Connection & { status: ConnectionStatus })[];
  save(connection: Connection, secrets: ConnectionSecrets): Connection;
  remove(id: ConnectionId): boolean;
  test(connection: Connection, secrets: ConnectionSecrets): Promise<{ ok: boolean; words: string }>;
  unmapped(id: ConnectionId): { topics: UnmappedTopic[]; more: number };
  mappings(id: ConnectionId): ChannelMapping[];
  map(mapping: ChannelMapping): ChannelMapping;
  unmap(mapping: Omit<ChannelMapping, 'channelId'>): boolean;
}

export interface TwinRoom {
  status(): TwinStatus;
  report(report: TwinReport): void;
  phase(unitId: UnitId): { phase: PhaseId; since: number | null };
}

/** Phases that people set by hand. May refuse with words. */
export interface PhasesRoom {
  /** Of the running batch, oldest first. */
  overrides(unitId: UnitId): PhaseOverride[];
  override(unitId: UnitId, given: Omit<PhaseOverride, 'at'>): PhaseOverride;
}

/** What is written down of batches. May refuse with words. */
export interface NotesRoom {
  /** In order of their time, those corrected as well. */
  list(batchId: BatchId): BatchNote[];
  /** How many of them hold; the id of the newest of all, 0 where there is none. */
  counts(batchId: BatchId): { readonly newest: number; readonly samples: number; readonly notes: number };
  add(batchId: BatchId, note: BatchNoteBody): BatchNote;
  correct(batchId: BatchId, id: number, reason: string, note: BatchNoteBody): BatchNote;
}

/** Units that no screen lists. May refuse with words. */
export interface HiddenRoom {
  has(id: UnitId): boolean;
  hide(id: UnitId): void;
  show(id: UnitId): void;
}

/** What is known of a batch beside its times: what it was for, and where it came from. */
export interface BatchOrigin {
  readonly campaign: string;
  readonly role: string;
  readonly design: string;
}

/** Edge stores: where holes are filled from and samples are forwarded to. May refuse with words. */
export interface BackfillRoom {
  stores(): { store: EdgeStore; status: EdgeStatus }[];
  /** `secret`: undefined keeps what is stored, empty removes it. */
  save(store: EdgeStore, secret: string | undefined): EdgeStore;
  remove(id: EdgeStoreId): boolean;
  test(store: EdgeStore, secret: string | undefined): Promise<{ ok: boolean; words: string }>;
  preview(store: EdgeStore, secret: string | undefined): Promise<{ series: EdgeSeries[]; more: number }>;
  run(span: { unitId?: UnitId | undefined; from: number; to: number }): BackfillRun;
  file(path: string): BackfillRun;
  cancel(): boolean;
  progress(): { run: BackfillRun | null; recent: BackfillRun[] };
}

/** Ways out: what is read here goes to brokers. May refuse with words. */
export interface BridgesRoom {
  list(): { bridge: Bridge; status: BridgeStatus }[];
  /** Absent secrets keep what is stored, empty ones remove it. */
  save(bridge: Bridge, secrets: ConnectionSecrets): Bridge;
  remove(id: BridgeId): boolean;
  test(bridge: Bridge, secrets: ConnectionSecrets): Promise<{ ok: boolean; words: string }>;
}

/** Campaigns from a folder of this machine; one at a time. */
export interface ImportsRoom {
  /** Refuses with words, or answers once the folder is checked and the import has begun. */
  begin(path: string): Promise<ImportProgress>;
  progress(): ImportProgress;
  cancel(): ImportProgress;
  /** Of a batch that an import brought; null for any other. */
  originOf(id: BatchId): BatchOrigin | null;
}

/** The way to the simulator, which fetches what it is asked to do. Refuses with words where none runs. */
export interface SimulatorRoom {
  status(): SimulatorState;
  /** Answers when the simulator has done it; refuses in its words, or when it does not answer in time. */
  ask(deed: SimulatorDeed): Promise<Extract<SimulatorAnswer, { ok: true }>>;
  next(waitMs: number, signal?: AbortSignal): Promise<SimulatorCommand[]>;
  report(report: SimulatorReport): void;
}

/** All that `serve` may see of the station; handed over by station.ts. */
export interface Rooms {
  hello(): Hello;
  health(): Promise<Health>;
  events(limit: number): readonly StationEvent[];
  /** Takes readings of our own workers through the front door; answers when they are on disk. */
  submit(columns: ReadingColumns, from: 'twin' | 'simulator'): Promise<number>;
  attachDemo(demo: DemoAttach): void;
  readonly plant: PlantRoom;
  readonly history: HistoryRoom;
  readonly sources: SourcesRoom;
  readonly twin: TwinRoom;
  readonly phases: PhasesRoom;
  readonly notes: NotesRoom;
  readonly hidden: HiddenRoom;
  readonly backfill: BackfillRoom;
  readonly bridges: BridgesRoom;
  readonly imports: ImportsRoom;
  readonly tables: Omit<TableDesk, 'stop'>;
  readonly exports: Omit<ExportDesk, 'stop'>;
  readonly keeping: Omit<KeepingDesk, 'tick' | 'idle' | 'stop'>;
  readonly simulator: SimulatorRoom;
  readonly live: Live;
  readonly alarms: AlarmsRoom & { readonly outages: OutagesRoom };
  /** What is missing of what was expected, and why. */
  readonly completeness: Omit<Completeness, 'ledger' | 'linkChanged'>;
  readonly models: Omit<ModelsRoom, 'samplesChanged' | 'stop'>;
  /** Deviations, CAPA, changes, training and procedures. May refuse with words. */
  readonly quality: Omit<QualityDesk, 'signables'>;
  readonly audit: AuditRoom;
  readonly records: RecordsRoom;
  readonly calibrations: CalibrationsRoom;
  readonly people: Pick<People, 'admit' | 'refused' | 'verbs'>;
  readonly signing: Pick<SigningRoom, 'offer' | 'sign' | 'signAll' | 'checked'>;
  readonly reports: Omit<ReportsRoom, 'reviewed' | 'stop'>;
  readonly workspaces: WorkspacesRoom;
  readonly comparisons: ComparisonsRoom;
  readonly replays: ReplayRoom;
  readonly changeControl: Omit<ChangeControlRoom, 'admitted'>;
  readonly field: Omit<FieldRoom, 'stop'>;
  readonly devices: DevicesRoom;
}
