import type { Migration } from '../file/migrate';

/** Plain rows. The key absorbs duplicates; without a rowid a series lies together in time order. */
export const samples001: Migration = {
  version: 1,
  sql: `
    CREATE TABLE meta (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT;
    CREATE TABLE sample (
      series INTEGER NOT NULL,
      t INTEGER NOT NULL,
      value REAL,
      quality INTEGER NOT NULL,
      seen INTEGER NOT NULL,
      PRIMARY KEY (series, t)
    ) WITHOUT ROWID, STRICT;
  `,
};
