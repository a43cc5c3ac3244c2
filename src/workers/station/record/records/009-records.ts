import type { Migration } from '../file/migrate';

const never = (table: string): string => `
    CREATE TRIGGER ${table}_never_changes BEFORE UPDATE ON ${table}
      BEGIN SELECT RAISE(ABORT, 'records are append-only'); END;
    CREATE TRIGGER ${table}_never_goes BEFORE DELETE ON ${table}
      BEGIN SELECT RAISE(ABORT, 'records are append-only'); END;`;

/**
 * Records people write of a batch: versions, what was signed under them, the life of batches, what the station proposes.
 * All of it is only ever added. Drafts alone are written over: they are nobody's record yet.
 */
export const records009: Migration = {
  version: 9,
  sql: `
    CREATE TABLE record_version (
      id TEXT NOT NULL,
      version INTEGER NOT NULL CHECK (version > 0),
      kind TEXT NOT NULL,
      batch_id TEXT,
      unit_id TEXT,
      event_at INTEGER NOT NULL,
      entered_at INTEGER NOT NULL,
      client_id TEXT UNIQUE,
      body TEXT NOT NULL,
      content_hash TEXT NOT NULL,
      PRIMARY KEY (id, version)
    ) STRICT;
    CREATE INDEX record_of_batch ON record_version (batch_id, event_at);
    CREATE INDEX record_of_unit ON record_version (unit_id, kind, event_at);
    CREATE TRIGGER record_follows BEFORE INSERT ON record_version
      WHEN NEW.version <> 1 + ifnull((SELECT max(version) FROM record_version WHERE id = NEW.id), 0)
      BEGIN SELECT RAISE(ABORT, 'versions follow one another'); END;
    CREATE TABLE record_step (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      record_id TEXT NOT NULL,
      version INTEGER NOT NULL,
      what TEXT NOT NULL CHECK (what IN ('signed', 'locked', 'unlocked', 'voided')),
      meaning TEXT,
      person_id TEXT NOT NULL,
      name TEXT NOT NULL,
      at INTEGER NOT NULL,
      signature_id TEXT,
      facts TEXT NOT NULL,
      FOREIGN KEY (record_id, version) REFERENCES record_version (id, version)
    ) STRICT;
    CREATE INDEX step_of_record ON record_step (record_id, version);
    CREATE TABLE record_note (
      note_id INTEGER PRIMARY KEY REFERENCES note (id),
      record_id TEXT NOT NULL,
      version INTEGER NOT NULL,
      FOREIGN KEY (record_id, version) REFERENCES record_version (id, version)
    ) STRICT;
    CREATE INDEX note_of_record ON record_note (record_id, version);
    CREATE TABLE record_draft (
      person_id TEXT NOT NULL,
      id TEXT NOT NULL,
      saved_at INTEGER NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (person_id, id)
    ) STRICT;
    CREATE TABLE batch_run (
      id TEXT PRIMARY KEY,
      unit_id TEXT NOT NULL,
      name TEXT NOT NULL,
      origin TEXT NOT NULL,
      simulated INTEGER NOT NULL,
      state TEXT NOT NULL,
      t0 INTEGER,
      ended_at INTEGER,
      plan_id TEXT,
      created_at INTEGER NOT NULL
    ) STRICT;
    CREATE TABLE batch_step (
      seq INTEGER PRIMARY KEY AUTOINCREMENT,
      batch_id TEXT NOT NULL REFERENCES batch_run (id),
      move TEXT NOT NULL,
      from_state TEXT NOT NULL,
      to_state TEXT NOT NULL,
      at INTEGER NOT NULL,
      plant_at INTEGER NOT NULL,
      by_id TEXT NOT NULL,
      by_name TEXT NOT NULL,
      reason TEXT,
      signature_id TEXT,
      facts TEXT NOT NULL
    ) STRICT;
    CREATE INDEX step_of_batch ON batch_step (batch_id, seq);
    CREATE TRIGGER batch_step_follows BEFORE INSERT ON batch_step
      WHEN NEW.from_state <> (SELECT coalesce(
        (SELECT to_state FROM batch_step WHERE batch_id = NEW.batch_id ORDER BY seq DESC LIMIT 1),
        (SELECT state FROM batch_run WHERE id = NEW.batch_id)))
      BEGIN SELECT RAISE(ABORT, 'a step of a batch begins where the last one ended'); END;
    CREATE TABLE batch_content (
      batch_id TEXT NOT NULL REFERENCES batch_run (id),
      version INTEGER NOT NULL CHECK (version > 0),
      body TEXT NOT NULL,
      content_hash TEXT NOT NULL,
      at INTEGER NOT NULL,
      PRIMARY KEY (batch_id, version)
    ) STRICT;
    CREATE TABLE proposal (
      id TEXT NOT NULL,
      version INTEGER NOT NULL CHECK (version > 0),
      batch_id TEXT NOT NULL,
      body TEXT NOT NULL,
      PRIMARY KEY (id, version)
    ) STRICT;
    CREATE INDEX proposal_of_batch ON proposal (batch_id);
    ${['record_version', 'record_step', 'record_note', 'batch_run', 'batch_step', 'batch_content', 'proposal'].map(never).join('')}
  `,
};
