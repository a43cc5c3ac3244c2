import type { BatchId, UnitId } from '../../../shared/model/identity';

/** What a deviation is opened with, by a person, a record, a gate or a rule of the procedures. */
export interface DeviationOpening {
  readonly title: string;
  readonly source: 'manual' | 'record' | 'alarm' | 'gate' | 'rule';
  readonly unitId: UnitId | null;
  readonly batchId: BatchId | null;
  readonly category: string;
  /** 1 minor, 2 major, 3 critical, as the rules suggest. */
  readonly computedLevel: 1 | 2 | 3;
  readonly occurredFrom: number;
  readonly occurredTo: number | null;
  readonly expected: string;
  readonly happened: string;
  readonly immediateAction: string;
  /** Ids of records, channels and spans that show it. */
  readonly evidence: readonly string[];
}

/** What other rooms may ask of the quality items (deviations, CAPA, changes, training). */
export interface QualityRoom {
  /** Opens a deviation in the running transaction; answers its number. */
  openDeviation(opening: DeviationOpening): string;
  /** Deviations of a batch that are not closed or voided, with their level. */
  openOf(
    batchId: BatchId,
  ): readonly { readonly id: string; readonly level: 1 | 2 | 3; readonly title: string }[];
  /** True where the person's training for a procedure is valid now. Procedures nobody trains for are open to all. */
  trained(personId: string, procedure: string): boolean;
}
