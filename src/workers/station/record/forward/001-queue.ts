import type { Migration } from '../file/migrate';

/**
 * What goes to and comes from edge stores. `line_batch` waits to be sent; `cursor` says up to which sample of a series
 * everything is queued, `dirty` which older stretches are to be read again from the historian; `asked` remembers holes
 * that a store could not fill; `run` is the log of backfills.
 */
export const queue001: Migration = {
  version: 1,
  sql: `
    CREATE TABLE meta (key TEXT NOT NULL PRIMARY KEY, value TEXT NOT NULL) STRICT;
    CREATE TABLE line_batch (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      store_id TEXT NOT NULL,
      points INTEGER NOT NULL,
      bytes INTEGER NOT NULL,
      lines TEXT NOT NULL
    ) STRICT;
    CREATE INDEX line_batch_in_order ON line_batch (store_id, id);
    CREATE TABLE cursor (
      store_id TEXT NOT NULL,
      series INTEGER NOT NULL,
      t INTEGER NOT NULL,
      PRIMARY KEY (store_id, series)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE dirty (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      store_id TEXT NOT NULL,
      series INTEGER NOT NULL,
      from_t INTEGER NOT NULL,
      to_t INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE sent (store_id TEXT NOT NULL PRIMARY KEY, points INTEGER NOT NULL, refused INTEGER NOT NULL) STRICT;
    CREATE TABLE asked (
      store_id TEXT NOT NULL,
      series INTEGER NOT NULL,
      from_t INTEGER NOT NULL,
      open INTEGER NOT NULL,
      attempts INTEGER NOT NULL,
      next_at INTEGER NOT NULL,
      PRIMARY KEY (store_id, series, from_t, open)
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE run (id INTEGER PRIMARY KEY AUTOINCREMENT, body TEXT NOT NULL) STRICT;
  `,
};
