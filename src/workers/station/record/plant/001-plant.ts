import type { Migration } from '../file/migrate';

/** Units, their channels with the series each has in the historian, and batches; at most one runs on a unit. */
export const plant001: Migration = {
  version: 1,
  sql: `
    CREATE TABLE meta (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT;
    CREATE TABLE setting (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT;
    CREATE TABLE unit (
      id TEXT NOT NULL PRIMARY KEY,
      name TEXT NOT NULL,
      scale TEXT NOT NULL,
      start_volume_l REAL NOT NULL,
      simulated INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE channel (
      series INTEGER PRIMARY KEY AUTOINCREMENT,
      id TEXT NOT NULL UNIQUE,
      unit_id TEXT NOT NULL REFERENCES unit (id),
      tag TEXT NOT NULL,
      name TEXT NOT NULL,
      unit TEXT NOT NULL,
      panel TEXT NOT NULL,
      kind TEXT NOT NULL,
      range_low REAL NOT NULL,
      range_high REAL NOT NULL,
      possible_low REAL NOT NULL,
      possible_high REAL NOT NULL,
      resolution REAL NOT NULL,
      cadence_ms INTEGER NOT NULL,
      max_rate_per_s REAL,
      stuck_after_ms INTEGER
    ) STRICT;
    CREATE TABLE batch (
      id TEXT NOT NULL PRIMARY KEY,
      unit_id TEXT NOT NULL REFERENCES unit (id),
      name TEXT NOT NULL,
      inoculated_at INTEGER NOT NULL,
      ended_at INTEGER,
      simulated INTEGER NOT NULL
    ) STRICT;
    CREATE UNIQUE INDEX batch_running ON batch (unit_id) WHERE ended_at IS NULL;
  `,
};
