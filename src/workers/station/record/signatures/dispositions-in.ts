import type { Database } from 'better-sqlite3';
import { dispositionSchema, type Disposition } from '../../../../shared/model/records/disposition';

/** Decisions of people about exceptions of batches: added, never changed; the newest about the same words holds. */
export interface DispositionsKeep {
  addDisposition(disposition: Omit<Disposition, 'id'>): void;
  /** Oldest first. */
  dispositionsOf(batchId: string): Disposition[];
}

/** Decisions over an open, migrated records.db. */
export function dispositionsIn(db: Database): DispositionsKeep {
  const insert = db.prepare(
    `INSERT INTO disposition (batch_id, exception, words, choice, reason, ref, person_id, name, at)
     VALUES (@batchId, @exception, @words, @choice, @reason, @ref, @personId, @name, @at)`,
  );
  const list = db.prepare<[string]>(
    `SELECT id, batch_id AS batchId, exception, words, choice, reason, ref, person_id AS personId, name, at
     FROM disposition WHERE batch_id = ? ORDER BY id`,
  );
  return {
    addDisposition: (disposition) => void insert.run(disposition),
    dispositionsOf: (batchId) => list.all(batchId).map((row) => dispositionSchema.parse(row)),
  };
}
