import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { alarmCatalogue } from '../../../../shared/model/alarm-catalogue';
import { restingAlarm } from '../../../../shared/calc/alarm-machine';
import type { AlarmEvent } from '../../../../shared/model/alarm';
import { unitIdSchema } from '../../../../shared/model/identity';
import { migrate } from '../file/migrate';
import { recordsMigrations } from '../plant/records-file';
import { alarmsIn } from './alarms-in';

const event = (unit: string, at: number, what: AlarmEvent['what']): AlarmEvent => ({
  at,
  seenAt: at,
  unitId: unitIdSchema.parse(unit),
  alarmId: 'DO-low',
  what,
  value: 12,
  limit: 20,
  quality: 0,
  by: '',
  comment: '',
  after: { ...restingAlarm, active: what === 'activated' },
});

test('012 comes upon a file of version 11; the journal is append-only and its newest lines are the live state', () => {
  const db = new Sqlite(':memory:');
  migrate(
    db,
    recordsMigrations.filter(({ version }) => version < 12),
  );
  expect(
    migrate(
      db,
      recordsMigrations.filter(({ version }) => version < 13),
    ),
  ).toBe(11);
  const alarms = alarmsIn(db);
  for (const alarm of alarmCatalogue) alarms.saveAlarm(alarm);
  expect(alarms.listAlarms()).toHaveLength(alarmCatalogue.length);
  alarms.appendAlarmEvents([
    event('R1', 1, 'activated'),
    event('R2', 2, 'activated'),
    event('R1', 3, 'returned'),
  ]);
  expect(alarms.lastAlarmEvents().map(({ unitId, after }) => [unitId, after.active])).toEqual([
    ['R2', true],
    ['R1', false],
  ]);
  expect(alarms.listAlarmEvents({ from: 0, to: 3, limit: 10 }).map(({ at }) => at)).toEqual([2, 1]);
  expect(() => db.exec('UPDATE alarm_event SET at = 5')).toThrow('append-only');
  expect(() => db.exec('DELETE FROM alarm_event')).toThrow('append-only');
});
