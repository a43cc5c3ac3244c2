import { expect, it } from 'vitest';
import { timeTicks } from './time-ticks';

const at = Date.UTC(2026, 2, 29, 23, 59, 40);
const labels = (spanMs: number, eastMinutes = 0): string[] =>
  timeTicks({ from: at, to: at + spanMs }, 6, eastMinutes).map(({ label }) => label);

it('puts ticks on round times and says the date where a day begins', () => {
  expect(labels(60_000)).toEqual([
    '23:59:40',
    '23:59:50',
    '03-30 00:00',
    '00:00:10',
    '00:00:20',
    '00:00:30',
    '00:00:40',
  ]);
  expect(labels(4 * 3_600_000)).toEqual(['03-30 00:00', '01:00', '02:00', '03:00']);
  expect(labels(30 * 86_400_000)).toEqual(['04-02', '04-07', '04-12', '04-17', '04-22', '04-27']);
});

it('counts by the clock on the wall', () => {
  expect(labels(4 * 3_600_000, 330)).toEqual(['06:00', '07:00', '08:00', '09:00']);
});
