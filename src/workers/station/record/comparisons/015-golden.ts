import type { Migration } from '../file/migrate';

/** Golden batches: versions, only ever added, each with its entry in the ledger. */
export const golden015: Migration = {
  version: 15,
  sql: `
    CREATE TABLE golden_version (
      id TEXT NOT NULL,
      version INTEGER NOT NULL CHECK (version > 0),
      name TEXT NOT NULL,
      at INTEGER NOT NULL,
      by TEXT NOT NULL,
      reason TEXT NOT NULL,
      withdrawn INTEGER NOT NULL CHECK (withdrawn IN (0, 1)),
      body TEXT NOT NULL,
      PRIMARY KEY (id, version)
    ) STRICT;
    CREATE TRIGGER golden_follows BEFORE INSERT ON golden_version
      WHEN NEW.version <> 1 + ifnull((SELECT max(version) FROM golden_version WHERE id = NEW.id), 0)
      BEGIN SELECT RAISE(ABORT, 'versions follow one another'); END;
    CREATE TRIGGER golden_never_changes BEFORE UPDATE ON golden_version
      BEGIN SELECT RAISE(ABORT, 'versions are append-only'); END;
    CREATE TRIGGER golden_never_goes BEFORE DELETE ON golden_version
      BEGIN SELECT RAISE(ABORT, 'versions are append-only'); END;
  `,
};
