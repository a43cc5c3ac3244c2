import type { Migration } from '../file/migrate';

/** What of the expected is missing, why, and from where it was filled; and what that is told from. */
export const completeness005: Migration = {
  version: 5,
  sql: `
    CREATE TABLE tracked_channel (
      series INTEGER PRIMARY KEY,
      source TEXT NOT NULL,
      cadence_ms REAL NOT NULL,
      first_t INTEGER NOT NULL,
      last_t INTEGER NOT NULL,
      last_seen INTEGER NOT NULL,
      bad_since INTEGER
    ) STRICT;
    CREATE TABLE hole_span (
      series INTEGER NOT NULL,
      from_t INTEGER NOT NULL,
      to_t INTEGER NOT NULL CHECK (to_t > from_t),
      cause TEXT NOT NULL,
      filled_from TEXT,
      filled_at INTEGER,
      PRIMARY KEY (series, from_t)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE station_run (
      started_at INTEGER PRIMARY KEY,
      alive_to INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE source_mark (
      source TEXT NOT NULL,
      at INTEGER NOT NULL,
      state TEXT NOT NULL,
      PRIMARY KEY (source, at)
    ) STRICT, WITHOUT ROWID;
  `,
};
