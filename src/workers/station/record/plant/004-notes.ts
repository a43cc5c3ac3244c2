import type { Migration } from '../file/migrate';

/** What people write down of a batch, append-only: a correction is a new note that names the one it replaces. */
export const notes004: Migration = {
  version: 4,
  sql: `
    CREATE TABLE note (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      batch_id TEXT NOT NULL REFERENCES batch (id),
      kind TEXT NOT NULL,
      at INTEGER NOT NULL,
      body TEXT NOT NULL,
      source TEXT NOT NULL,
      entered_at INTEGER NOT NULL,
      entered_by TEXT NOT NULL,
      replaces INTEGER UNIQUE REFERENCES note (id),
      reason TEXT,
      CHECK ((replaces IS NULL) = (reason IS NULL))
    ) STRICT;
    CREATE INDEX note_of_batch ON note (batch_id, at);
    CREATE TRIGGER note_never_changes BEFORE UPDATE ON note
      BEGIN SELECT RAISE(ABORT, 'notes are append-only'); END;
    CREATE TRIGGER note_never_goes BEFORE DELETE ON note
      BEGIN SELECT RAISE(ABORT, 'notes are append-only'); END;
  `,
};
