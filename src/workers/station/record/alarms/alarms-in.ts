import type { Database } from 'better-sqlite3';
import { alarmDefinitionSchema, alarmEventSchema, type AlarmEvent } from '../../../../shared/model/alarm';
import type { AlarmsKeep, AlarmSpan, KeptAlarmEvent } from './alarms-keep';

interface Row {
  readonly id: number;
  readonly body: string;
}

/** Alarms over an open, migrated records.db. */
export function alarmsIn(db: Database): AlarmsKeep {
  const list = db.prepare<[], string>('SELECT body FROM alarm_definition ORDER BY id').pluck();
  const save = db.prepare(
    'INSERT INTO alarm_definition (id, body) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET body = excluded.body',
  );
  const tell = db.prepare(
    'INSERT INTO alarm_event (at, unit_id, alarm_id, what, body) VALUES (?, ?, ?, ?, ?)',
  );
  const newest = db.prepare<[], Row>(
    'SELECT id, body FROM alarm_event WHERE id IN (SELECT max(id) FROM alarm_event GROUP BY unit_id, alarm_id)',
  );
  const span = db.prepare<[Record<string, unknown>], Row>(
    `SELECT id, body FROM alarm_event
     WHERE at >= @from AND at < @to AND (@unitId IS NULL OR unit_id = @unitId)
       AND (@alarmId IS NULL OR alarm_id = @alarmId)
     ORDER BY at DESC, id DESC LIMIT @limit`,
  );
  const append = db.transaction((events: readonly AlarmEvent[]) => {
    for (const event of events)
      tell.run(event.at, event.unitId, event.alarmId, event.what, JSON.stringify(event));
  });
  return {
    listAlarms: () => list.all().map((body) => alarmDefinitionSchema.parse(JSON.parse(body))),
    saveAlarm: (definition) => void save.run(definition.id, JSON.stringify(definition)),
    appendAlarmEvents: (events) => append.immediate(events),
    lastAlarmEvents: () => newest.all().map(kept),
    listAlarmEvents: ({ unitId, alarmId, ...rest }: AlarmSpan) =>
      span.all({ ...rest, unitId: unitId ?? null, alarmId: alarmId ?? null }).map(kept),
  };
}

function kept({ id, body }: Row): KeptAlarmEvent {
  return { ...alarmEventSchema.parse(JSON.parse(body)), id };
}
