import { expect, it } from 'vitest';
import type { TimelineItem } from '../../../../shared/model/records/timeline';
import { laneMarks } from './lanes';

const item = (
  kind: TimelineItem['kind'],
  at: number,
  to: number | null = null,
  detail: string | null = null,
) => ({
  kind,
  at,
  to,
  words: `${kind} ${at}`,
  ref: null,
  detail,
  by: null,
});

it('puts items of the window into their lanes, joins what cannot be told apart and cuts what reaches out', () => {
  const items = [
    item('record', 500, null, 'sample'),
    item('record', 505, null, 'sample'),
    item('record', 505, null, 'calibration'),
    item('phase', -200, 100),
    item('alarm', 900, 1400),
    item('move', 2000),
  ];
  const marks = laneMarks(items, { from: 0, to: 1000 });
  expect(marks.map(({ lane, left, width, items: own }) => [lane, left, width, own.length])).toEqual([
    ['phases', 0, 10, 1],
    ['samples', 50, 0.5, 2],
    ['records', 50.5, 0, 1],
    ['alarms', 90, 10, 1],
  ]);
});
