import { expect, test } from 'vitest';
import type { StandingAlarmEntry } from '../../shared/contract/alarms';
import { restingAlarm } from '../../shared/calc/alarm-machine';
import type { AlarmPriority } from '../../shared/model/alarm';
import { alarmCatalogue } from '../../shared/model/alarm-catalogue';
import { channelIdSchema, unitIdSchema } from '../../shared/model/identity';
import { isUnseen } from '../station/alarms';
import { keepNoticeSettings, noticeSettings, noticesOf, usualNotices } from './alarm-notices';

function alarm(
  id: string,
  priority: AlarmPriority,
  activeSince: number,
  hold: StandingAlarmEntry['hold'] = null,
): StandingAlarmEntry {
  const [definition] = alarmCatalogue;
  if (!definition) throw new Error('No alarm is shipped');
  return {
    unitId: unitIdSchema.parse('R1'),
    alarmId: id,
    channelId: channelIdSchema.parse('R1/DO'),
    definition: { ...definition, id, priority },
    state: { ...restingAlarm, state: 'unacknowledged', active: true, activeSince },
    hold,
    value: 1,
    valueAt: 1,
    limit: 2,
    unit: '%',
  };
}

const said = (found: ReturnType<typeof noticesOf>): string[] =>
  found.notices.map(({ way, first, more }) => `${way} ${first.alarmId} +${more}`);

test('what came together is one notice, the most urgent first; what stood before, is too low or is held is none', () => {
  const settings = { window: 'medium', system: 'high' } as const;
  const stood = [alarm('old', 'urgent', 1)];
  const opened = noticesOf(stood, null, settings);
  expect(said(opened)).toEqual([]);
  const all = [
    ...stood,
    alarm('low', 'low', 2),
    alarm('medium', 'medium', 2),
    alarm('high', 'high', 2),
    alarm('shelved', 'urgent', 2, 'shelved'),
    alarm('suppressed', 'urgent', 2, 'suppressed'),
  ].filter(isUnseen);
  const next = noticesOf(all, opened.told, settings);
  expect(said(next)).toEqual(['window high +1', 'system high +0']);
  expect(said(noticesOf(all, next.told, settings))).toEqual([]);
  expect(said(noticesOf([alarm('old', 'urgent', 9)], next.told, settings))).toEqual([
    'window old +0',
    'system old +0',
  ]);
  expect(said(noticesOf(all, opened.told, { window: 'never', system: 'never' }))).toEqual([]);
});

test('settings belong to a person; what cannot be read is as usual', () => {
  const kept = new Map<string, string>();
  const storage = {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
  };
  keepNoticeSettings(storage, 'ann', { window: 'low', system: 'never' });
  expect([noticeSettings(storage, 'ann'), noticeSettings(storage, 'tom')]).toEqual([
    { window: 'low', system: 'never' },
    usualNotices,
  ]);
  for (const key of kept.keys()) kept.set(key, '{"window":');
  expect(noticeSettings(storage, 'ann')).toEqual(usualNotices);
});
