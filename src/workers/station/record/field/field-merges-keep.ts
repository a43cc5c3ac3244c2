import type { FieldMerge } from '../../../../shared/contract/field';

/** Merged field files on disk. */
export interface FieldMergesKeep {
  begin(merge: FieldMerge): void;
  /** Only of one that was begun. */
  end(merge: FieldMerge): void;
  /** Newest first. */
  all(): FieldMerge[];
}
