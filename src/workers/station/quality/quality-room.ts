import type { BatchId, UnitId } from '../../../shared/model/identity';
import type { Level, Values } from '../../../shared/model/quality/field';
import type { QualityItem, QualityVersion } from '../../../shared/model/quality/item';
import type { QualityKind } from '../../../shared/model/quality/machine';
import type { SignedSubject } from '../../../shared/model/signature';
import type { QualityFilter } from '../record/quality/quality-keep';
import type { SignableKind } from '../signing/signable';

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

/** A deviation that stands in the way of something. */
export interface DeviationOf {
  readonly id: string;
  readonly level: Level;
  readonly title: string;
}

/** A batch that no model is trained on. */
export interface ExcludedBatch {
  readonly batchId: BatchId;
  /** The deviation. */
  readonly id: string;
  readonly level: Level;
  readonly since: number;
}

/** What other rooms may ask of the quality items (deviations, CAPA, changes, training). */
export interface QualityRoom {
  /** Opens a deviation in the running transaction; answers its number. */
  openDeviation(opening: DeviationOpening): string;
  /** Deviations of a batch that are not closed or voided, with their level. */
  openOf(batchId: BatchId): readonly DeviationOf[];
  /** Deviations that block "accepted" for a batch: every one of level 3 that is not voided, closed or not. */
  blockAcceptance(batchId: BatchId): readonly DeviationOf[];
  /** Batches with such a deviation, or one that QA concluded to keep from models: no model is trained on them. */
  excluded(): readonly ExcludedBatch[];
  /** True where the person's training for a procedure is valid now. Procedures nobody trains for are open to all. */
  trained(personId: string, procedure: string): boolean;
}

/** An item as it is now, and what a signature of the step that waits is put under. */
export interface QualityNow {
  readonly item: QualityItem;
  readonly toSign: SignedSubject | null;
}

export interface QualityOpening {
  readonly kind: QualityKind;
  readonly unitId: UnitId | null;
  readonly batchId: BatchId | null;
  readonly values: Values;
  readonly computed?: Values;
  readonly told?: Values;
}

/** The quality items as people work with them. All may refuse with words. */
export interface QualityDesk extends QualityRoom {
  list(filter: QualityFilter): QualityItem[];
  get(id: string): QualityNow & { readonly versions: QualityVersion[] };
  /** Printed names by person. */
  names(): Record<string, string>;
  open(opening: QualityOpening): QualityNow;
  write(id: string, version: number, values: Values, reason: string | null): QualityNow;
  step(id: string, version: number, step: string, reason: string | null, values: Values): QualityNow;
  withdraw(id: string, version: number, reason: string): QualityNow;
  /** Unit of an item, for who may; undefined where there is no such item. */
  unitOf(id: string): UnitId | null | undefined;
  /** What the signing room signs of them. */
  signables(): readonly SignableKind[];
}
