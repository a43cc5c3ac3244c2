import type { Channel } from '../../../shared/model/channel';
import type { Hole } from '../../../shared/model/hole';
import type { BatchId, UnitId } from '../../../shared/model/identity';
import type { BatchMoved, BatchRun } from '../../../shared/model/records/batch-state';
import type { GateList } from '../../../shared/model/records/gate';
import type { Proposal } from '../../../shared/model/records/proposal';
import type { Recipe } from '../../../shared/model/records/recipe';
import type { KeptRecord } from '../../../shared/model/records/record';
import type { Json } from '../../../shared/model/ledger-entry';
import type { CheckedSignature, SignedSubject } from '../../../shared/model/signature';
import type { StationEvent } from '../../../shared/model/station-event';
import type { ReportedAlarm, BatchFacts, ReportedDeviation } from '../../../shared/report/batch-facts';
import type { SeriesColumns } from '../../../shared/contract/series-columns';

/** What a batch record is gathered from. All may refuse with words. */
export interface ReportSources {
  /** Refuses where there is no such batch. */
  batch(batchId: BatchId): { readonly batch: BatchRun; readonly moves: readonly BatchMoved[] };
  /** Newest version of every record. */
  records(batchId: BatchId): readonly KeptRecord[];
  /** All versions, oldest first. */
  versions(recordId: string): readonly KeptRecord[];
  recipe(batchId: BatchId): Recipe | null;
  /** Null where the batch has none to pass any more. */
  gates(batchId: BatchId): Promise<GateList | null>;
  blockers(batchId: BatchId): Promise<readonly { readonly id: string; readonly words: string }[]>;
  proposals(batchId: BatchId): readonly Proposal[];
  deviations(batchId: BatchId): readonly Omit<ReportedDeviation, 'signatures'>[];
  signatures(type: string, id: string): readonly CheckedSignature[];
  /** What a signature was put under; null where it is not known any more. */
  content(subject: SignedSubject): Json | null;
  unit(unitId: UnitId): { readonly name: string; readonly channels: readonly Channel[] } | undefined;
  /** One set of columns per channel, no wider than asked for. */
  series(
    channels: readonly Channel[],
    from: number,
    to: number,
    widthPx: number,
  ): Promise<readonly SeriesColumns[]>;
  holes(channels: readonly Channel[], from: number, to: number): Promise<readonly Hole[]>;
  /** Printed names of everybody with an account, by person. */
  names(): Readonly<Record<string, string>>;
  events(limit: number): readonly StationEvent[];
  /** Journal of the alarms of a unit, oldest first. */
  alarms(unitId: UnitId, from: number, to: number): readonly ReportedAlarm[];
  /** What a fresh check of the ledger found; null where none was ready in that time. */
  integrity(patienceMs: number, batchId: BatchId): Promise<BatchFacts['integrity']>;
}
