import type { Database } from 'better-sqlite3';
import { stationEventSchema } from '../../../../shared/model/station-event';
import type { PlantStore } from './plant-store';

type Events = Pick<PlantStore, 'appendEvent' | 'listEvents'>;
type Settings = Pick<PlantStore, 'getSetting' | 'putSetting'>;

/** Events in records.db; the file refuses to change one. */
export function eventsIn(db: Database): Events {
  const append = db.prepare<[number, string, string, string | null, string]>(
    'INSERT INTO event (at, severity, kind, unit_id, words) VALUES (?, ?, ?, ?, ?)',
  );
  const list = db.prepare<[number]>(
    'SELECT id, at, severity, kind, unit_id AS unitId, words FROM event ORDER BY id DESC LIMIT ?',
  );
  return {
    appendEvent: (event) => {
      const { lastInsertRowid } = append.run(event.at, event.severity, event.kind, event.unitId, event.words);
      return { id: Number(lastInsertRowid), ...event };
    },
    listEvents: (limit) => list.all(limit).map((row) => stationEventSchema.parse(row)),
  };
}

/** Settings in records.db: JSON by name. */
export function settingsIn(db: Database): Settings {
  const get = db.prepare<[string], string>('SELECT value FROM setting WHERE key = ?').pluck();
  const put = db.prepare<[string, string]>(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  return {
    getSetting: (key) => {
      const value = get.get(key);
      return value === undefined ? undefined : JSON.parse(value);
    },
    putSetting: (key, value) => {
      put.run(key, JSON.stringify(value));
    },
  };
}
