import type { Migration } from '../file/migrate';

/** Field files that were merged: which, by whom, as what. A merge that was begun is ended, never taken back. */
export const field014: Migration = {
  version: 14,
  sql: `
    CREATE TABLE field_merge (
      id TEXT NOT NULL PRIMARY KEY,
      recording_id TEXT NOT NULL,
      station_id TEXT NOT NULL,
      key_id TEXT NOT NULL,
      sha256 TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('merging', 'merged')),
      began_at INTEGER NOT NULL,
      body TEXT NOT NULL
    ) STRICT;
    CREATE INDEX field_merge_recording ON field_merge (recording_id);
    CREATE TRIGGER field_merge_goes_on BEFORE UPDATE ON field_merge
      WHEN OLD.state <> 'merging' OR NEW.state <> 'merged' OR NEW.id <> OLD.id OR NEW.sha256 <> OLD.sha256
      BEGIN SELECT RAISE(ABORT, 'a merge is only ever ended'); END;
    CREATE TRIGGER field_merge_never_goes BEFORE DELETE ON field_merge
      BEGIN SELECT RAISE(ABORT, 'merges are append-only'); END;
  `,
};
