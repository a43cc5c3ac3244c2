import type { Migration } from '../file/migrate';

/**
 * Deviations, CAPA, changes, training and procedures: versions, only ever added, and the signatures their steps were
 * given. Columns beside the body are for finding them.
 */
export const quality011: Migration = {
  version: 11,
  sql: `
    CREATE TABLE quality_version (
      id TEXT NOT NULL,
      version INTEGER NOT NULL CHECK (version > 0),
      kind TEXT NOT NULL CHECK (kind IN ('deviation', 'capa', 'change', 'training', 'procedure')),
      unit_id TEXT,
      batch_id TEXT,
      at INTEGER NOT NULL,
      body TEXT NOT NULL,
      change TEXT NOT NULL,
      PRIMARY KEY (id, version)
    ) STRICT;
    CREATE INDEX quality_of_kind ON quality_version (kind, id);
    CREATE INDEX quality_of_batch ON quality_version (batch_id) WHERE batch_id IS NOT NULL;
    CREATE TRIGGER quality_follows BEFORE INSERT ON quality_version
      WHEN NEW.version <> 1 + ifnull((SELECT max(version) FROM quality_version WHERE id = NEW.id), 0)
      BEGIN SELECT RAISE(ABORT, 'versions follow one another'); END;
    CREATE TRIGGER quality_never_changes BEFORE UPDATE ON quality_version
      BEGIN SELECT RAISE(ABORT, 'versions are append-only'); END;
    CREATE TRIGGER quality_never_goes BEFORE DELETE ON quality_version
      BEGIN SELECT RAISE(ABORT, 'versions are append-only'); END;
    CREATE TABLE quality_signed (
      id TEXT NOT NULL,
      version INTEGER NOT NULL,
      signature_id TEXT NOT NULL UNIQUE,
      body TEXT NOT NULL,
      PRIMARY KEY (id, version),
      FOREIGN KEY (id, version) REFERENCES quality_version (id, version)
    ) STRICT;
    CREATE TRIGGER quality_signed_never_changes BEFORE UPDATE ON quality_signed
      BEGIN SELECT RAISE(ABORT, 'signed steps are append-only'); END;
    CREATE TRIGGER quality_signed_never_goes BEFORE DELETE ON quality_signed
      BEGIN SELECT RAISE(ABORT, 'signed steps are append-only'); END;
  `,
};
