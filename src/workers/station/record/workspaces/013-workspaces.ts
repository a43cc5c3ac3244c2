import type { Migration } from '../file/migrate';

/** How screens are arranged: versions, only ever added. */
export const workspaces013: Migration = {
  version: 13,
  sql: `
    CREATE TABLE workspace_version (
      id TEXT NOT NULL,
      version INTEGER NOT NULL CHECK (version > 0),
      owner TEXT NOT NULL,
      audience TEXT NOT NULL,
      name TEXT NOT NULL,
      at INTEGER NOT NULL,
      by TEXT NOT NULL,
      removed INTEGER NOT NULL CHECK (removed IN (0, 1)),
      body TEXT NOT NULL,
      PRIMARY KEY (id, version)
    ) STRICT;
    CREATE TRIGGER workspace_follows BEFORE INSERT ON workspace_version
      WHEN NEW.version <> 1 + ifnull((SELECT max(version) FROM workspace_version WHERE id = NEW.id), 0)
      BEGIN SELECT RAISE(ABORT, 'versions follow one another'); END;
    CREATE TRIGGER workspace_never_changes BEFORE UPDATE ON workspace_version
      BEGIN SELECT RAISE(ABORT, 'versions are append-only'); END;
    CREATE TRIGGER workspace_never_goes BEFORE DELETE ON workspace_version
      BEGIN SELECT RAISE(ABORT, 'versions are append-only'); END;
  `,
};
