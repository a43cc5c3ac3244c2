import { expect, test } from 'vitest';
import type { Availability, ChannelAvailability } from '../../../shared/contract/completeness';
import { availabilityCsv } from './availability-csv';
import { cadenceText, lossText, shareText } from './availability-words';
import { timelineMarks } from './timeline-marks';

test('a share is not rounded up to all, a loss not down to nothing', () => {
  expect([shareText(99.9999), shareText(100), shareText(null)]).toEqual(['99.99 %', '100 %', '–']);
  expect([lossText(0.0001), lossText(0), lossText(12.341)]).toEqual(['0.01 %', '0 %', '12.35 %']);
  expect([cadenceText(10_000), cadenceText(1500), cadenceText(200)]).toEqual([
    'every 10 s',
    'every 1.5 s',
    'every 200 ms',
  ]);
});

const span = (from: number, to: number, cause: 'unknown' | 'broker-down') => ({
  from,
  to,
  cause,
  fill: null,
  open: false,
});

test('a second in a month is seen, and near holes of one cause become one mark', () => {
  const window = { from: 0, to: 30 * 86_400_000 };
  const marks = timelineMarks(
    [span(0, 1000, 'unknown'), span(5000, 6000, 'unknown'), span(8000, 9000, 'broker-down')],
    window,
  );
  expect(marks.map(({ cause, holes, width }) => [cause, holes, width])).toEqual([
    ['unknown', 2, expect.closeTo(0.4, 2)],
    ['broker-down', 1, 0.4],
  ]);
});

test('the table goes out as CSV with a line a channel', () => {
  const channel = {
    channelId: 'R1/pH',
    name: 'pH, "main"',
    expectedMs: 100_000,
    presentPct: 90,
    goodPct: 89.5,
    dropoutPct: 10,
    holes: 1,
    longest: { from: 0, to: 10_000 },
    filledMs: 0,
    causes: [{ cause: 'unknown', ms: 10_000, holes: 1 }],
  } as unknown as ChannelAvailability;
  const [head, line, end] = availabilityCsv({
    from: 0,
    to: 100_000,
    channels: [channel],
  } as unknown as Availability).split('\r\n');
  expect(head?.split(',').length).toBe(17);
  expect(line).toBe(
    'R1/pH,"pH, ""main""",1970-01-01T00:00:00.000Z,1970-01-01T00:01:40.000Z,100.0,90.0000,89.5000,10.0000,1,' +
      '1970-01-01T00:00:00.000Z,10.0,0.0,0.0,0.0,0.0,0.0,10.0',
  );
  expect(end).toBe('');
});
