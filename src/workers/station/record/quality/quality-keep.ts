import type { BatchId } from '../../../../shared/model/identity';
import type { QualityVersion, QualitySigned } from '../../../../shared/model/quality/item';
import type { QualityKind } from '../../../../shared/model/quality/machine';

/** Which items are asked for; all where nothing is said. */
export interface QualityFilter {
  readonly kind?: QualityKind | undefined;
  readonly batchId?: BatchId | undefined;
}

/** Quality items in records.db: versions are added, never changed. */
export interface QualityKeep {
  addVersion(version: Omit<QualityVersion, 'signed'>): void;
  addSigned(id: string, signed: QualitySigned): void;
  /** All versions of an item, oldest first. */
  versions(id: string): QualityVersion[];
  /** The newest version of every item, newest item first. */
  newest(filter: QualityFilter): QualityVersion[];
  /** How many numbers begin with these letters. */
  countNumbers(beginning: string): number;
}
