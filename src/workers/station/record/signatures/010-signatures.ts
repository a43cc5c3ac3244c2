import type { Migration } from '../file/migrate';

/** Electronic signatures, and what people decided of exceptions before they signed. Columns beside the body are for finding them; what counts is the signed body. */
export const signatures010: Migration = {
  version: 10,
  sql: `
    CREATE TABLE signature (
      id TEXT PRIMARY KEY,
      subject_type TEXT NOT NULL,
      subject_id TEXT NOT NULL,
      subject_version INTEGER NOT NULL,
      meaning TEXT NOT NULL,
      person_id TEXT NOT NULL,
      at INTEGER NOT NULL,
      body TEXT NOT NULL
    ) STRICT;
    CREATE INDEX signatures_of_subject ON signature (subject_type, subject_id, at);
    CREATE TRIGGER signature_never_changes BEFORE UPDATE ON signature
      BEGIN SELECT RAISE(ABORT, 'signatures are append-only'); END;
    CREATE TRIGGER signature_never_goes BEFORE DELETE ON signature
      BEGIN SELECT RAISE(ABORT, 'signatures are append-only'); END;
    CREATE TABLE disposition (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      batch_id TEXT NOT NULL,
      exception TEXT NOT NULL,
      words TEXT NOT NULL,
      choice TEXT NOT NULL,
      reason TEXT NOT NULL,
      ref TEXT,
      person_id TEXT NOT NULL,
      name TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;
    CREATE INDEX dispositions_of_batch ON disposition (batch_id, id);
    CREATE TRIGGER disposition_never_changes BEFORE UPDATE ON disposition
      BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
    CREATE TRIGGER disposition_never_goes BEFORE DELETE ON disposition
      BEGIN SELECT RAISE(ABORT, 'decisions are append-only'); END;
  `,
};
