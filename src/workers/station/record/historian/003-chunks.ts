import type { Migration } from '../file/migrate';
import { rowsToChunks } from './seal/rows-to-chunks';

/**
 * `journal`: one row a commit with every sample of it, until all of them are sealed. `chunk`: sealed samples (level 0,
 * in parts that never change; `sha256` over place and body) and the cells of 30 s (1) and 10 min (2), which are
 * derived; `pass` says which pass of sealing wrote it. `seal`: one row a pass, its digest over the one before and the
 * hashes of the parts it added. `tail`: the state of the journal, one row. `origin`: who filled samples in.
 * `correction`: what a person put in the place of a sample, which itself stays.
 */
export const chunks003: Migration = {
  version: 3,
  sql: `
    CREATE TABLE journal (seq INTEGER PRIMARY KEY, body BLOB NOT NULL) STRICT;
    CREATE TABLE chunk (
      series INTEGER NOT NULL,
      level INTEGER NOT NULL,
      start INTEGER NOT NULL,
      part INTEGER NOT NULL,
      n INTEGER NOT NULL,
      t_first INTEGER NOT NULL,
      t_last INTEGER NOT NULL,
      pass INTEGER NOT NULL,
      sha256 BLOB,
      body BLOB NOT NULL,
      PRIMARY KEY (series, level, start, part)
    ) WITHOUT ROWID, STRICT;
    CREATE TABLE seal (
      pass INTEGER PRIMARY KEY,
      at INTEGER NOT NULL,
      parts INTEGER NOT NULL,
      digest BLOB NOT NULL
    ) STRICT;
    CREATE TABLE tail (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      last_seq INTEGER NOT NULL,
      generation INTEGER NOT NULL,
      recorded_to INTEGER NOT NULL
    ) STRICT;
    INSERT INTO tail VALUES (1, 0, 0, coalesce((SELECT CAST(value AS INTEGER) FROM meta WHERE key = 'recorded_to'), 0));
    DELETE FROM meta WHERE key = 'recorded_to';
    CREATE TABLE origin (id INTEGER PRIMARY KEY, words TEXT NOT NULL UNIQUE) STRICT;
    CREATE TABLE correction (
      seq INTEGER PRIMARY KEY,
      series INTEGER NOT NULL,
      t INTEGER NOT NULL,
      value REAL,
      quality INTEGER NOT NULL,
      reason TEXT NOT NULL,
      by TEXT NOT NULL,
      at INTEGER NOT NULL
    ) STRICT;
  `,
  move: rowsToChunks,
  after: 'DROP TABLE sample; DROP TABLE rollup_30s; DROP TABLE rollup_10min; DROP TABLE dirty_cell;',
};
