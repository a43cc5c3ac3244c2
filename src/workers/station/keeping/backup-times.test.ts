import { expect, test } from 'vitest';
import { nextBackup } from './backup-times';

const daily = { backupDaily: true, backupHour: 3 };
const at = (day: number, hour: number): number => new Date(2026, 0, day, hour).getTime();
const done = (day: number, hour: number) => ({ startedAt: at(day, hour), state: 'done' });

test.each([
  ['none is planned', { ...daily, backupDaily: false }, null, at(5, 12), null],
  ['the first is due at once', daily, null, at(5, 12), at(5, 3)],
  ['before the hour the one of today comes', daily, done(4, 3), at(5, 1), at(5, 3)],
  ['after it the one of tomorrow', daily, done(5, 3), at(5, 12), at(6, 3)],
  ['one by hand in between does not put it off', daily, done(4, 20), at(5, 4), at(5, 3)],
  ['one that was missed while the station was off is due at once', daily, done(1, 3), at(5, 1), at(4, 3)],
  [
    'one that failed is made again after an hour',
    daily,
    { ...done(5, 3), state: 'failed' },
    at(5, 3),
    at(5, 4),
  ],
])('%s', (_, settings, last, now, wanted) => {
  expect(nextBackup(settings, last, now)).toBe(wanted);
});
