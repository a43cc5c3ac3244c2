import type { BatchId, UnitId } from '../../../../shared/model/identity';
import type { BatchMoved, BatchOriginKind, BatchState } from '../../../../shared/model/records/batch-state';
import type { Proposal } from '../../../../shared/model/records/proposal';
import type { KeptRecord, RecordDraft } from '../../../../shared/model/records/record';
import type { Json } from '../../../../shared/model/ledger-entry';

/** A version as it was entered; where it stands now follows from its steps. */
export type RecordVersion = Omit<KeptRecord, 'status' | 'verifiedBy' | 'verifiedByName'>;

/** What was done with a version after it was entered. */
export interface RecordStep {
  readonly recordId: string;
  readonly version: number;
  readonly what: 'signed' | 'locked' | 'unlocked' | 'voided';
  readonly meaning: string | null;
  readonly personId: string;
  readonly name: string;
  readonly at: number;
  readonly signatureId: string | null;
  readonly facts: Readonly<Record<string, Json>>;
}

/** A batch as it was begun; its state is that of its last step. */
export interface BatchBegun {
  readonly id: BatchId;
  readonly unitId: UnitId;
  readonly name: string;
  readonly origin: BatchOriginKind;
  readonly simulated: boolean;
  /** State, inoculation and end it was begun with. */
  readonly state: BatchState;
  readonly t0: number | null;
  readonly endedAt: number | null;
  readonly planId: string | null;
  readonly createdAt: number;
}

export interface BatchStep extends BatchMoved {
  /** Time of the plant, which is another one where it is simulated. */
  readonly plantAt: number;
  readonly facts: Readonly<Record<string, Json>>;
}

export interface BatchContent {
  readonly batchId: BatchId;
  readonly version: number;
  readonly content: Json;
  readonly contentHash: string;
  readonly at: number;
}

/** Records in records.db. Everything but drafts is only ever added; calls belong inside `ledger.write`. */
export interface RecordsKeep {
  addVersion(version: RecordVersion): void;
  /** All versions, oldest first. */
  versionsOf(id: string): RecordVersion[];
  /** Newest version of every record, by time of the event. */
  newestOfBatch(batchId: BatchId): RecordVersion[];
  /** Newest version of the calibrations of a vessel, whichever batch they were made for. */
  calibrationsOfUnit(unitId: UnitId): RecordVersion[];
  /** The version that a device handed in under this name. */
  ofClient(clientId: string): RecordVersion | undefined;
  /** Vials, plates and flasks of all inoculations. */
  usedSources(): string[];
  addStep(step: RecordStep): void;
  stepsOf(id: string): RecordStep[];

  /** Note that a record was last written as; undefined where it has none. */
  noteOf(recordId: string): number | undefined;
  addNote(noteId: number, recordId: string, version: number): void;

  draftsOf(personId: string): RecordDraft[];
  saveDraft(personId: string, draft: RecordDraft): void;
  removeDraft(personId: string, id: string): boolean;

  addBatch(batch: BatchBegun): void;
  findBatch(id: string): BatchBegun | undefined;
  listBatchRuns(): BatchBegun[];
  addBatchStep(step: BatchStep): void;
  batchSteps(id: string): BatchStep[];
  addContent(content: BatchContent): void;
  /** The newest where no version is named. */
  contentOf(batchId: string, version?: number): BatchContent | undefined;
  /** Version and hash of the newest. */
  contentHead(batchId: string): Pick<BatchContent, 'version' | 'contentHash'> | undefined;

  addProposal(proposal: Proposal): void;
  /** Newest version of each, newest first. */
  listProposals(batchId?: BatchId): Proposal[];
  findProposal(id: string): Proposal | undefined;
}
