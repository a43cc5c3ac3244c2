import type { z } from 'zod';
import type { recordCheckSchema, SubmitOutcome } from '../../../shared/contract/records';
import type { Channel } from '../../../shared/model/channel';
import type { BatchId, UnitId } from '../../../shared/model/identity';
import type { Batch } from '../../../shared/model/process-unit';
import type { BatchMove, BatchMoved, BatchRun } from '../../../shared/model/records/batch-state';
import type { GateList } from '../../../shared/model/records/gate';
import type { Proposal } from '../../../shared/model/records/proposal';
import type {
  ComputedValue,
  KeptRecord,
  RecordDraft,
  RecordEntry,
  Verdict,
} from '../../../shared/model/records/record';
import type { RecordContext } from '../../../shared/model/records/record-context';
import type { TimelineItem } from '../../../shared/model/records/timeline';
import type { LiveSample } from '../live/live';
import type { SignableKind } from '../signing/signable';
import type { Blocker } from './blockers-of';
import type { ContextAsked } from './record-context-of';
import type { Amending, Handed } from './submit-record';

/** A calibration that applies to the data of a vessel from a moment on; raw values stay as they were recorded. */
export interface CalibrationInForce {
  readonly recordId: string;
  readonly probe: string;
  readonly serial: string;
  readonly verdict: Verdict;
  readonly validFrom: number;
  readonly validUntil: number | null;
  readonly computed: ComputedValue[];
}

/** What people write down of batches, and the life of batches. All may refuse with words. */
export interface RecordsRoom {
  context(asked: ContextAsked): Promise<RecordContext>;
  check(entry: RecordEntry, amends: string | undefined): Promise<z.infer<typeof recordCheckSchema>>;
  list(batchId: BatchId): KeptRecord[];
  get(id: string): { record: KeptRecord; versions: KeptRecord[] };
  drafts(): RecordDraft[];
  saveDraft(draft: Omit<RecordDraft, 'savedAt'>): RecordDraft;
  discardDraft(id: string): boolean;
  submit(entry: RecordEntry, handed: Handed): Promise<SubmitOutcome>;
  amend(entry: RecordEntry, amending: Amending, handed: Handed): Promise<SubmitOutcome>;
  batches(unitId?: UnitId): BatchRun[];
  batch(id: BatchId): { batch: BatchRun; moves: BatchMoved[] };
  gates(id: BatchId): GateList;
  move(id: BatchId, move: BatchMove, reason: string | undefined): BatchRun;
  blockers(id: BatchId): Blocker[];
  timeline(id: BatchId): TimelineItem[];
  proposals(batchId?: BatchId): Proposal[];
  confirmProposal(id: string, entry: RecordEntry, clientId: string | undefined): Promise<SubmitOutcome>;
  rejectProposal(id: string, reason: string): Proposal;
  calibrations(unitId: UnitId, at: number | undefined): CalibrationInForce[];

  /** The plain verbs of batches: with people here, a batch starts with GO and ends through its states. */
  startPlain(start: () => Batch): Batch;
  endPlain(id: BatchId, end: () => Batch): Batch;
}

/** The room as the station holds it. */
export interface RecordsDesk extends RecordsRoom {
  /** A sample that is new. */
  observe(channel: Channel, sample: LiveSample): void;
  /** Remembers the last quarter of an hour of a unit from what was recorded, after a start. */
  recall(): Promise<void>;
  /** Looks after set points; call it every second. */
  tick(): void;
  /** Holds what was recorded against the rules of the procedures; call it every half minute. */
  look(): Promise<void>;
  signables(): readonly SignableKind[];
  /** Unit of a record, proposal or planned batch that an input names; undefined where there is none. */
  unitOf(input: unknown): UnitId | null | undefined;
}
