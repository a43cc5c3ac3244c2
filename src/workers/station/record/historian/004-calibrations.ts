import type { Migration } from '../file/migrate';

/**
 * `applied_calibration`: the lines that are laid over a series where it is read, as one JSON list; of several of one
 * series the newest counts and the older ones stay as what applied before. Samples themselves are never touched.
 */
export const calibrations004: Migration = {
  version: 4,
  sql: `
    CREATE TABLE applied_calibration (
      seq INTEGER PRIMARY KEY,
      series INTEGER NOT NULL,
      lines TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;
  `,
};
