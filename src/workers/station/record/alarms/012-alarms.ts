import type { Migration } from '../file/migrate';

/** The master alarm database and the journal of every transition. */
export const alarms012: Migration = {
  version: 12,
  sql: `
    CREATE TABLE alarm_definition (
      id TEXT PRIMARY KEY,
      body TEXT NOT NULL
    ) STRICT;
    CREATE TABLE alarm_event (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at INTEGER NOT NULL,
      unit_id TEXT NOT NULL,
      alarm_id TEXT NOT NULL,
      what TEXT NOT NULL,
      body TEXT NOT NULL
    ) STRICT;
    CREATE INDEX alarm_events_by_time ON alarm_event (at);
    CREATE INDEX alarm_events_of_alarm ON alarm_event (unit_id, alarm_id, id);
    CREATE TRIGGER alarm_event_never_changes BEFORE UPDATE ON alarm_event
      BEGIN SELECT RAISE(ABORT, 'the alarm journal is append-only'); END;
    CREATE TRIGGER alarm_event_never_goes BEFORE DELETE ON alarm_event
      BEGIN SELECT RAISE(ABORT, 'the alarm journal is append-only'); END;
  `,
};
