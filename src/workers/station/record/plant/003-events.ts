import type { Migration } from '../file/migrate';

/** What happened, append-only: the file itself refuses to change or remove a line. */
export const events003: Migration = {
  version: 3,
  sql: `
    CREATE TABLE event (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at INTEGER NOT NULL,
      severity TEXT NOT NULL,
      kind TEXT NOT NULL,
      unit_id TEXT,
      words TEXT NOT NULL
    ) STRICT;
    CREATE TRIGGER event_never_changes BEFORE UPDATE ON event
      BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
    CREATE TRIGGER event_never_goes BEFORE DELETE ON event
      BEGIN SELECT RAISE(ABORT, 'events are append-only'); END;
  `,
};
